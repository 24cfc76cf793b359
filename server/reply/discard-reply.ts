import type { Asker, Context } from '../context.ts'
import { inTransaction } from '../in-transaction.ts'
import { holdReply } from './held-reply.ts'
import { recordMove } from './record-move.ts'
import { refuseMove } from './refuse-move.ts'

/** Its author throws a draft away. What it was stays with the step. Throws NotFound or Refused. */
export async function discardReply(context: Context, asker: Asker, replyId: string): Promise<void> {
  await inTransaction(context.db, async (trx) => {
    const place = await holdReply(trx, context, asker, replyId)
    await refuseMove(trx, 'discard', place)
    await recordMove(trx, place, {
      move: 'discard',
      step: 'discarded',
      type: 'replyDiscarded',
      data: { replyId, version: place.reply.version },
    })
  })
}

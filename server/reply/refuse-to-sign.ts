import type { Reply } from '../../wire/reply.ts'
import type { Asker, Context } from '../context.ts'
import { inTransaction } from '../in-transaction.ts'
import { annulNumber } from './annul-number.ts'
import { holdReply } from './held-reply.ts'
import { movedOn, refuseMove } from './refuse-move.ts'
import { showReply } from './show-reply.ts'

/**
 * Who may sign a frozen letter does not: its number is annulled, and it is approved as before, to be signed later or
 * sent back. Throws NotFound or Refused.
 */
export async function refuseToSign(context: Context, asker: Asker, replyId: string): Promise<Reply> {
  return await inTransaction(context.db, async (trx) => {
    const place = await holdReply(trx, context, asker, replyId)
    await refuseMove(trx, 'sign', place)
    if (place.reply.state !== 'toSign') throw await movedOn(trx, place)
    await annulNumber(trx, place, 'notSigned', asker.id)
    return await showReply({ ...context, db: trx }, asker, replyId)
  })
}

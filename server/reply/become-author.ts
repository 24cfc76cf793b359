import type { Reply } from '../../wire/reply.ts'
import type { Asker, Context } from '../context.ts'
import { inTransaction } from '../in-transaction.ts'
import { giveAuthor } from './heir-store.ts'
import { holdReply } from './held-reply.ts'
import { refuseMove } from './refuse-move.ts'
import { showReply } from './show-reply.ts'

/**
 * docs/office.md 6: makes a letter theirs whose author can't act: has left, or is away today. Who wrote in it stays in
 * its way and is no second pair of eyes still. Throws NotFound or Refused.
 */
export async function becomeAuthor(context: Context, asker: Asker, replyId: string): Promise<Reply> {
  return await inTransaction(context.db, async (trx) => {
    const place = await holdReply(trx, context, asker, replyId)
    await refuseMove(trx, 'becomeAuthor', place)
    await giveAuthor(trx, place.reply, asker.id, { by: asker.id, at: place.now })
    return await showReply({ ...context, db: trx }, asker, replyId)
  })
}

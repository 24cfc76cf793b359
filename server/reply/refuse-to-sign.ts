import type { Reply } from '../../wire/reply.ts'
import type { Asker, Context } from '../context.ts'
import { inTransaction } from '../in-transaction.ts'
import { annulNumber } from './annul-number.ts'
import { refuseOthers } from './frozen-by.ts'
import { holdReply } from './held-reply.ts'
import { movedOn, refuseMove } from './refuse-move.ts'
import { showReply } from './show-reply.ts'

/**
 * Who opened a letter for signing does not sign it: its number is annulled, and it is approved as before, to be signed
 * later or sent back. Throws NotFound or Refused, `reply_frozen_by` for anybody else.
 */
export async function refuseToSign(context: Context, asker: Asker, replyId: string): Promise<Reply> {
  return await inTransaction(context.db, async (trx) => {
    const place = await holdReply(trx, context, asker, replyId)
    await refuseMove(trx, 'sign', place)
    if (place.reply.state !== 'toSign') throw await movedOn(trx, place)
    // Nobody takes the number from under a colleague who is about to sign: it lapses at midnight.
    await refuseOthers(trx, place)
    await annulNumber(trx, place, 'notSigned', asker.id)
    return await showReply({ ...context, db: trx }, asker, replyId)
  })
}

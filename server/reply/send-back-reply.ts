import { isApprover } from '../../domain/reply/may-approve.ts'
import { headPlace } from '../../domain/reply/why-not.ts'
import type { Reply } from '../../wire/reply.ts'
import { keepReason } from '../appeal/held-work-store.ts'
import type { Asker, Context } from '../context.ts'
import { inTransaction } from '../in-transaction.ts'
import { holdReply } from './held-reply.ts'
import { insteadOf, recordMove } from './record-move.ts'
import { refuseMove, refuseOther } from './refuse-move.ts'
import { showMoved } from './show-reply.ts'

/**
 * Who could approve a letter sends it back with a remark; an approval that it had is void. Throws NotFound or Refused.
 */
export async function sendBackReply(
  context: Context,
  asker: Asker,
  replyId: string,
  { version, remark }: { readonly version: number; readonly remark: string },
): Promise<Reply> {
  return await inTransaction(context.db, async (trx) => {
    const place = await holdReply(trx, context, asker, replyId)
    await refuseMove(trx, 'sendBack', place)
    const { reply, sent, now } = place
    refuseOther(version === reply.version)
    const as = headPlace(place)
    const replaced = isApprover(as) ? as.insteadOf : null
    const remarkId = await keepReason(trx, sent.id, remark, asker.id, now)
    await recordMove(trx, place, {
      move: 'sendBack',
      step: 'sentBack',
      type: 'replySentBack',
      data: { replyId, version, remarkId, ...insteadOf(replaced) },
      insteadOf: replaced,
      remark,
    })
    return await showMoved(trx, place)
  })
}

/**
 * Its author, or who acts for them, takes a letter back to write on; an approval is void. Throws NotFound or Refused.
 */
export async function takeBackReply(context: Context, asker: Asker, replyId: string): Promise<Reply> {
  return await inTransaction(context.db, async (trx) => {
    const place = await holdReply(trx, context, asker, replyId)
    await refuseMove(trx, 'takeBack', place)
    const { reply } = place
    const replaced = reply.authorId === asker.id ? null : reply.authorId
    await recordMove(trx, place, {
      move: 'takeBack',
      step: 'takenBack',
      type: 'replyTakenBack',
      data: { replyId, version: reply.version, ...insteadOf(replaced) },
      insteadOf: replaced,
    })
    return await showMoved(trx, place)
  })
}

import { leased } from '../../domain/reply/lease.ts'
import type { Reply } from '../../wire/reply.ts'
import { takeTakeOver } from '../appeal/quota-store.ts'
import type { Asker, Context } from '../context.ts'
import { inTransaction } from '../in-transaction.ts'
import { contentDigest, contentOf } from './content-digest.ts'
import { holdReply } from './held-reply.ts'
import { refuseMove } from './refuse-move.ts'
import { addStep, saveLease } from './reply-store.ts'
import { showReply } from './show-reply.ts'

/**
 * Asks to write a letter, or goes on writing it. While somebody else writes, only `takeOver` takes it from them, and
 * what they had written is kept with the step. Without it the answer says who writes. Throws NotFound or Refused.
 */
export async function takeLease(
  context: Context,
  asker: Asker,
  replyId: string,
  { takeOver }: { readonly takeOver: boolean },
): Promise<Reply> {
  return await inTransaction(context.db, async (trx) => {
    const place = await holdReply(trx, context, asker, replyId)
    await refuseMove(trx, 'takeOver', place)
    const { reply, now } = place
    const lease = leased(reply.lease, asker.id, now, takeOver)
    if (lease !== null) {
      await saveLease(trx, replyId, lease)
      if (reply.lease.writerId !== null && reply.lease.writerId !== asker.id) {
        await takeTakeOver(trx, asker.id, now)
        const content = contentOf(reply)
        await addStep(trx, replyId, {
          step: 'takenOver',
          version: reply.version,
          content,
          contentDigest: contentDigest(content),
          by: asker.id,
          insteadOf: null,
          remark: null,
          at: now,
        })
      }
    }
    return await showReply({ ...context, db: trx }, asker, replyId)
  })
}

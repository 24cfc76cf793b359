import { isApprover } from '../../domain/reply/may-approve.ts'
import { isSignedByHead } from '../../domain/reply/reply.ts'
import { approveAs } from '../../domain/reply/why-not.ts'
import type { Reply } from '../../wire/reply.ts'
import type { Asker, Context } from '../context.ts'
import { inTransaction } from '../in-transaction.ts'
import { Refused } from '../refused.ts'
import { checkReply } from './check-reply.ts'
import { contentDigest, contentOf } from './content-digest.ts'
import { freezeLetters } from './freeze-letters.ts'
import { holdReply } from './held-reply.ts'
import { digestsOf, laidOut } from './lay-out-reply.ts'
import { lookedAt } from './looked-at.ts'
import { insteadOf, recordMove } from './record-move.ts'
import { refuseMove, refuseOther } from './refuse-move.ts'
import { sealAndSend } from './seal-and-send.ts'
import { showMoved } from './show-reply.ts'

/** What an approver had before their eyes: SHA-256, lower-case hexadecimal. */
interface Seen {
  readonly version: number
  readonly contentDigest: string
  readonly previewDigests: readonly string[]
}

/**
 * docs/office.md 6: yes to a letter, by its content and by what was shown of it; any other is refused with
 * `reply_changed`. Where nobody signs by their own key it is sent in the same transaction. Throws NotFound or Refused.
 */
export async function approveReply(
  context: Context,
  asker: Asker,
  replyId: string,
  seen: Seen,
): Promise<Reply> {
  return await inTransaction(context.db, async (trx) => {
    const inside = { ...context, db: trx }
    const place = await holdReply(trx, context, asker, replyId)
    await refuseMove(trx, 'approve', place)
    const { reply, signature } = place
    const as = approveAs(place)
    if (!isApprover(as)) throw new Refused(as)
    const digest = contentDigest(contentOf(reply))
    refuseOther(seen.version === reply.version && seen.contentDigest === digest)
    await checkReply(trx, place)
    const previewDigests = digestsOf(laidOut(await lookedAt(trx, place)))
    // A setting, a name or the sheet may have changed since, and the letter looks another way.
    refuseOther(previewDigests.join() === seen.previewDigests.join())
    await recordMove(trx, place, {
      move: 'approve',
      step: 'approved',
      type: 'replyApproved',
      data: {
        replyId,
        version: reply.version,
        contentDigest: digest,
        previewDigests,
        ...insteadOf(as.insteadOf),
      },
      insteadOf: as.insteadOf,
      approvedBy: as.id,
    })
    if (!isSignedByHead(signature)) {
      const { outgoing, letters } = await freezeLetters(inside, place, as)
      await sealAndSend(inside, { place, outgoing, letters, approvedBy: as.id, as }, [])
    }
    return await showMoved(trx, place)
  })
}

import { replacedBy } from '../../domain/appeal/can.ts'
import type { Reply } from '../../wire/reply.ts'
import type { Asker, Context } from '../context.ts'
import { inTransaction } from '../in-transaction.ts'
import { checkReply } from './check-reply.ts'
import { contentDigest, contentOf } from './content-digest.ts'
import { holdReply } from './held-reply.ts'
import { insteadOf, recordMove } from './record-move.ts'
import { refuseMove, refuseOther } from './refuse-move.ts'
import { showReply } from './show-reply.ts'

/**
 * docs/office.md 6: a whole letter is proposed: from here nobody writes in it. The press carries what was looked at;
 * any other content is refused with `reply_changed`. Throws NotFound or Refused, at the fields of what is missing.
 */
export async function proposeReply(
  context: Context,
  asker: Asker,
  replyId: string,
  seen: { readonly version: number; readonly contentDigest: string },
): Promise<Reply> {
  return await inTransaction(context.db, async (trx) => {
    const place = await holdReply(trx, context, asker, replyId)
    await refuseMove(trx, 'propose', place)
    const { reply, appeal } = place
    const digest = contentDigest(contentOf(reply))
    refuseOther(seen.version === reply.version && seen.contentDigest === digest)
    await checkReply(trx, place)
    const replaced = replacedBy(place.asker, appeal)
    await recordMove(trx, place, {
      move: 'propose',
      step: 'proposed',
      type: 'replyProposed',
      data: {
        replyId,
        kind: reply.kind,
        version: reply.version,
        contentDigest: digest,
        ...insteadOf(replaced),
      },
      insteadOf: replaced ?? null,
    })
    return await showReply({ ...context, db: trx }, asker, replyId)
  })
}

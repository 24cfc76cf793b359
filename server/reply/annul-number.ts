import { actorOf } from '../../domain/appeal/actor.ts'
import type { AnnulReason } from '../../domain/registry/outgoing-number.ts'
import { movedTo } from '../../domain/reply/reply.ts'
import { appendEvent } from '../appeal/event-store.ts'
import type { Db } from '../context.ts'
import { annulOutgoing, outgoingOf } from '../registry/outgoing-store.ts'
import { contentDigest, contentOf } from './content-digest.ts'
import type { ReplyInPlace } from './held-reply.ts'
import { addStep, setReplyState } from './reply-store.ts'

/**
 * The number that a letter has is not used, and the register says why; the letter is approved as before and waits to
 * be signed again. `by`: who refused to sign; null: it came by itself. In the transaction that holds the letter.
 */
export async function annulNumber(
  trx: Db,
  { reply, sent, now }: Pick<ReplyInPlace, 'reply' | 'sent' | 'now'>,
  why: AnnulReason,
  by: string | null,
): Promise<void> {
  const outgoing = await outgoingOf(trx, reply.id)
  if (outgoing === null || reply.approvedBy === null) throw new Error(`reply ${reply.id} has no number`)
  await annulOutgoing(trx, outgoing.id, { why, now: () => now })
  const content = contentOf(reply)
  const digest = contentDigest(content)
  await setReplyState(trx, reply.id, movedTo('unfreeze'), {
    by: reply.approvedBy,
    contentDigest: reply.contentDigest ?? digest,
  })
  const seq = await addStep(trx, reply.id, {
    step: 'numberAnnulled',
    version: reply.version,
    content,
    contentDigest: digest,
    by,
    insteadOf: null,
    remark: why,
    at: now,
  })
  await appendEvent(trx, {
    appealId: sent.id,
    type: 'numberAnnulled',
    occurredAt: now,
    recordedAt: now,
    actor: actorOf(by),
    source: 'office',
    key: `numberAnnulled:${reply.id}:${seq}`,
    data: { replyId: reply.id, outgoingId: outgoing.id, why },
  })
}

import { isDeepStrictEqual } from 'node:util'
import { plainDate } from '../../domain/calendar/plain-date.ts'
import { refuse } from '../../domain/refusal.ts'
import { isLeasedBy, leased } from '../../domain/reply/lease.ts'
import { onlyItsFields } from '../../domain/reply/reply-fields.ts'
import type { Reply, ReplySave } from '../../wire/reply.ts'
import { formatMoment } from '../../words/dates.ts'
import type { Asker, Context } from '../context.ts'
import { inTransaction } from '../in-transaction.ts'
import { Refused } from '../refused.ts'
import { holdReply, type ReplyInPlace } from './held-reply.ts'
import { movedOn, refuseMove, refuseReader } from './refuse-move.ts'
import { type ReplyDraft, saveLease, saveReply } from './reply-store.ts'
import { showReply } from './show-reply.ts'
import { lastStep } from './step-store.ts'

/**
 * Keeps what was typed, whatever is still missing, as the next version. Only with the token of who writes now, on the
 * version that they saw: anything else is refused with who was first and when, and overwrites nothing. Throws NotFound
 * or Refused.
 */
export async function keepReply(
  context: Context,
  asker: Asker,
  replyId: string,
  save: ReplySave,
): Promise<Reply> {
  return await inTransaction(context.db, async (trx) => {
    const place = await holdReply(trx, context, asker, replyId)
    const { reply, now } = place
    if (reply.state !== 'draft') throw await movedOn(trx, place)
    refuseReader(place)
    if (!isLeasedBy(reply.lease, asker.id, save.lease)) {
      const taken = await lastStep(trx, replyId, { is: 'takenOver' })
      throw whoWasFirst('reply_taken_over', place, reply.lease.writerId, taken?.at ?? reply.savedAt)
    }
    await refuseMove(trx, 'save', place)
    const draft = onlyItsFields(reply.kind, draftOf(save))
    const changed = !isDeepStrictEqual(draft, pick(reply))
    if (reply.version !== save.version && changed) {
      throw whoWasFirst('reply_stale', place, reply.lease.writerId, reply.savedAt)
    }
    const lease = leased(reply.lease, asker.id, now, false)
    if (lease !== null) await saveLease(trx, replyId, lease)
    if (changed) {
      await saveReply(trx, replyId, draft, { by: asker.id, at: now, version: reply.version + 1 })
    }
    return await showReply({ ...context, db: trx }, asker, replyId)
  })
}

function draftOf({ texts, reason, newDueDate, papers, outcome, receiver }: ReplySave): ReplyDraft {
  return {
    texts,
    reason: reason ?? '',
    newDueDate: newDueDate === null ? null : plainDate(newDueDate),
    // A request without slots is one of before; saved again it asks for what is named, or for nothing.
    papersAsked: false,
    papers:
      papers === null ? null : { by: papers.by === null ? null : plainDate(papers.by), slots: papers.slots },
    outcome,
    receiver,
  }
}

const pick = (draft: ReplyDraft): ReplyDraft => ({
  texts: draft.texts,
  reason: draft.reason,
  newDueDate: draft.newDueDate,
  papersAsked: draft.papersAsked,
  papers: draft.papers,
  outcome: draft.outcome,
  receiver: draft.receiver,
})

function whoWasFirst(
  code: 'reply_taken_over' | 'reply_stale',
  { day }: ReplyInPlace,
  by: string | null,
  at: number,
): Refused {
  const name = by === null ? '' : (day.names.get(by) ?? '')
  return new Refused(refuse(code, { name, at: formatMoment(at) }))
}

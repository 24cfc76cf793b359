import type { SubmissionKind } from '../../domain/appeal/submission-kind.ts'
import { localDate } from '../../domain/calendar/instant.ts'
import { mayAskAgain, maySubmit, senderOf } from '../../domain/submission/submission.ts'
import type { SubmissionDraft } from '../../wire/submission.ts'
import { historyOf } from '../appeal/event-store.ts'
import { ownAppeal } from '../appeal/show-appeal.ts'
import type { Asker, Context } from '../context.ts'
import { tieTo } from '../contract/contract-store.ts'
import { inTransaction } from '../in-transaction.ts'
import { NotFound, Refused } from '../refused.ts'
import { shownDraft } from './held-draft.ts'
import { beginSubmissionDraft, findSubmissionDraft } from './submission-draft-store.ts'

/**
 * Begins what a client wants to send in an appeal, kept by the server from the first keystroke; one that is there is
 * gone on with, on whichever device it was begun. Throws NotFound for another's appeal, Refused where it is over.
 */
export async function beginSubmission(
  context: Context,
  asker: Asker,
  appealId: string,
  kind: SubmissionKind,
): Promise<SubmissionDraft> {
  return await inTransaction(context.db, async (trx) => {
    const inside = { ...context, db: trx }
    const now = context.now()
    const appeal = await ownAppeal(inside, asker, appealId)
    const tie = await tieTo(trx, asker.id, appeal.partyId, 'held')
    const sender = senderOf({ ...tie, isWriter: appeal.personId === asker.id }, localDate(now))
    // The mandate was taken back just now.
    if (sender === null) throw new NotFound()
    const refusal = maySubmit(kind, appeal.status, sender)
    const twice = refusal ?? mayAskAgain(kind, await historyOf(trx, appealId))
    if (twice !== null) throw new Refused(twice)
    await beginSubmissionDraft(trx, { appealId, personId: asker.id, kind }, now)
    const draft = await findSubmissionDraft(trx, asker.id, { appealId, kind }, localDate(now))
    // Another device begins it just now, and has not ended yet.
    if (draft === null) throw new NotFound()
    return await shownDraft(inside, draft)
  })
}

/** What this client writes of a kind in an appeal just now; null: nothing. Throws NotFound for another's appeal. */
export async function showOpenDraft(
  context: Context,
  asker: Asker,
  appealId: string,
  kind: SubmissionKind,
): Promise<{ draft: SubmissionDraft | null }> {
  await ownAppeal(context, asker, appealId)
  const today = localDate(context.now())
  const draft = await findSubmissionDraft(context.db, asker.id, { appealId, kind }, today)
  return { draft: draft === null ? null : await shownDraft(context, draft) }
}

import { randomBytes } from 'node:crypto'
import { clientActor } from '../../domain/appeal/actor.ts'
import type { AppealEvent } from '../../domain/appeal/event.ts'
import { holdRefusal, scanHold } from '../../domain/attachment/scan.ts'
import { localDate, toIso } from '../../domain/calendar/instant.ts'
import { tidy } from '../../domain/catalogue/letter-characters.ts'
import { refuse } from '../../domain/refusal.ts'
import { checkContent, isSigned, maySubmit, type Sender } from '../../domain/submission/submission.ts'
import type { Submitted } from '../../wire/submission.ts'
import { lockAppealFacts } from '../appeal/appeal-store.ts'
import { commitmentTo } from '../appeal/commitment.ts'
import { appendEvent, historyOf } from '../appeal/event-store.ts'
import { takeSubmission } from '../appeal/quota-store.ts'
import { forgetBytes } from '../attachment/file-store.ts'
import type { Asker, Context, Db } from '../context.ts'
import { inTransaction } from '../in-transaction.ts'
import { HttpRefused, NotFound, Refused } from '../refused.ts'
import { sentBefore } from './sent-before.ts'
import { deleteSubmissionDraft, lockSubmissionDraft, type SubmissionDraft } from './submission-draft-store.ts'
import { insertSubmission } from './submission-store.ts'

/**
 * Sends what a client wrote in an appeal, as they saw it: in one transaction it is kept with its files, has its place
 * in the chain, and staff are to be told. The due date stays. Pressed again, by anybody who has the draft's id and sent
 * it, the answer is the same receipt. Throws NotFound; 412 `draft_stale`; Refused; 429 `too_much_today`.
 */
export async function sendSubmission(
  context: Context,
  asker: Asker,
  id: string,
  version: number,
): Promise<Submitted> {
  const { receipt, uploads } = await inTransaction(context.db, async (trx) => {
    const held = await lockSubmissionDraft(trx, asker.id, id, localDate(context.now()))
    if (held === null) return { receipt: await sentBefore(trx, asker, id, context.now()), uploads: [] }
    const { draft, sender } = held
    if (draft.version !== version) throw new HttpRefused(412, 'draft_stale', { version: draft.version })
    const facts = await lockAppealFacts(trx, draft.appeal.id)
    if (facts === null) throw new NotFound()
    const history = await historyOf(trx, draft.appeal.id)
    refuseUnready(
      { ...draft, appeal: { ...draft.appeal, status: facts.status } },
      sender,
      history,
      context.now(),
    )
    await takeSubmission(trx, asker.id, context.now())
    return await send(trx, draft, context.now())
  })
  // Files that were on their way when it was sent go with nothing any more.
  await forgetBytes(context, uploads)
  return receipt
}

function refuseUnready(
  draft: SubmissionDraft,
  sender: Sender,
  history: readonly AppealEvent[],
  now: number,
): void {
  const over = maySubmit(draft.kind, draft.appeal.status, sender)
  if (over !== null) throw new Refused(over)
  if (isSigned(draft.kind)) throw new Refused(refuse('signature_needed'))
  const slotIds = draft.files.map((file) => file.slotId)
  const wrong = checkContent(draft.kind, { text: tidy(draft.text), slotIds }, history)
  const field = draft.kind === 'papers' ? 'files' : 'text'
  // What is not asked for any more is nothing that the client typed wrong.
  if (wrong?.code === 'papers_not_asked') throw new Refused(wrong)
  if (wrong !== null) throw new Refused(wrong, [{ field, refusal: wrong }])
  for (const { scan, createdAt } of draft.files) {
    const hold = scanHold(scan, createdAt, now)
    if (hold === null) continue
    const refusal = holdRefusal(hold)
    throw new Refused(refusal, [{ field: 'files', refusal }])
  }
}

async function send(trx: Db, draft: SubmissionDraft, at: number) {
  const { id, kind, personId, files, appeal } = draft
  const text = tidy(draft.text)
  const salt = randomBytes(32)
  const uploads = await deleteSubmissionDraft(trx, id)
  await insertSubmission(trx, { id, appealId: appeal.id, personId, kind, text, salt, sentAt: at, files })
  const slotIds = [...new Set(files.flatMap(({ slotId }) => slotId ?? []))]
  await appendEvent(trx, {
    appealId: appeal.id,
    type: 'submitted',
    occurredAt: at,
    recordedAt: at,
    actor: clientActor(personId),
    source: 'cabinet',
    key: `submitted:${id}`,
    data: {
      submissionId: id,
      kind,
      commitment: commitmentTo(salt, text),
      fileDigests: files.map((file) => file.sha256),
      ...(slotIds.length > 0 ? { slotIds } : {}),
    },
  })
  return { receipt: { id, sentAt: toIso(at), files: files.length }, uploads }
}

import type { AppealEvent } from '../../domain/appeal/event.ts'
import { localDate } from '../../domain/calendar/instant.ts'
import { refuse } from '../../domain/refusal.ts'
import { isSigned, mayAskAgain, maySubmit, type Sender } from '../../domain/submission/submission.ts'
import { lockAppealFacts } from '../appeal/appeal-store.ts'
import { historyOf } from '../appeal/event-store.ts'
import type { Db } from '../context.ts'
import { NotFound, Refused } from '../refused.ts'
import { letterOfSubmission, type SubmissionLetter } from '../signature/submission-letter-store.ts'
import type { SubmissionDraft } from './submission-draft-store.ts'

/**
 * The letter of a held draft, if it is the one that was shown and may still be sent; its appeal is held after it. Void
 * at the midnight after it was prepared, unless it was signed before (`signedAt`) and only the press came later.
 * Throws NotFound; Refused where the appeal has moved on, `letter_changed`, `letter_void`.
 */
export async function submissionToSign(
  trx: Db,
  { draft, sender }: { readonly draft: SubmissionDraft; readonly sender: Sender },
  letterId: string,
  signedAt: number,
): Promise<{ letter: SubmissionLetter; history: readonly AppealEvent[] }> {
  if (!isSigned(draft.kind)) throw new NotFound()
  const facts = await lockAppealFacts(trx, draft.appeal.id)
  if (facts === null) throw new NotFound()
  const history = await historyOf(trx, draft.appeal.id)
  const over = maySubmit(draft.kind, facts.status, sender) ?? mayAskAgain(draft.kind, history)
  if (over !== null) throw new Refused(over)
  const letter = await letterOfSubmission(trx, draft.id)
  if (letter === null || letter.id !== letterId || !letter.open) throw new Refused(refuse('letter_changed'))
  if (letter.localDate !== localDate(signedAt)) throw new Refused(refuse('letter_void'))
  return { letter, history }
}

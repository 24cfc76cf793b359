import type { OfficeAppeal } from '../../wire/office.ts'
import { call } from '../api.ts'
import { lettersOf, type ReplyDraft } from './reply-draft.ts'

/** §10: sends the answer or the interim reply. Throws ProblemError. */
export function sendReply(
  id: string,
  draft: ReplyDraft,
  fileIds: readonly string[],
  idempotencyKey: string,
): Promise<OfficeAppeal> {
  const params = { id }
  const letters = lettersOf(draft)
  if (draft.kind === 'interim') {
    const { newDueDate, papersAsked } = draft
    const body = { letters, reason: draft.reason.trim(), newDueDate, papersAsked }
    return call('POST /api/office/appeals/:id/interim-reply', { params, body, idempotencyKey })
  }
  const body = { letters, fileIds: [...fileIds] }
  return call('POST /api/office/appeals/:id/execution', { params, body, idempotencyKey })
}

import type { OfficeAppeal, ReplyPreview } from '../../wire/office.ts'
import { call } from '../api.ts'
import { lettersOf, type ReplyDraft } from './reply-draft.ts'

/** §10: the letters of a reply as they would be sent now. Throws ProblemError. */
export function previewReply(
  id: string,
  draft: ReplyDraft,
  fileIds: readonly string[],
): Promise<ReplyPreview> {
  const params = { id }
  return draft.kind === 'interim'
    ? call('POST /api/office/appeals/:id/interim-reply/preview', { params, body: interimOf(draft) })
    : call('POST /api/office/appeals/:id/execution/preview', { params, body: answerOf(draft, fileIds) })
}

/** §10: sends the answer or the interim reply whose letters were shown. Throws ProblemError. */
export function sendReply(
  id: string,
  draft: ReplyDraft,
  fileIds: readonly string[],
  sending: { readonly shown: ReplyPreview; readonly idempotencyKey: string },
): Promise<OfficeAppeal> {
  const params = { id }
  const { idempotencyKey } = sending
  const shown = sending.shown.letters.map(({ sha256 }) => sha256)
  if (draft.kind === 'interim') {
    const body = { ...interimOf(draft), shown }
    return call('POST /api/office/appeals/:id/interim-reply', { params, body, idempotencyKey })
  }
  const body = { ...answerOf(draft, fileIds), shown }
  return call('POST /api/office/appeals/:id/execution', { params, body, idempotencyKey })
}

function interimOf(draft: ReplyDraft) {
  const { newDueDate, papersAsked } = draft
  return { letters: lettersOf(draft), reason: draft.reason.trim(), newDueDate, papersAsked }
}

const answerOf = (draft: ReplyDraft, fileIds: readonly string[]) => ({
  letters: lettersOf(draft),
  fileIds: [...fileIds],
})

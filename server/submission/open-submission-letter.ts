import { openLetterPage } from '../appeal/letter-pages.ts'
import { fileAnswer } from '../attachment/file-answer.ts'
import type { Asker, Context } from '../context.ts'
import type { FileAnswer, StreamAnswer } from '../http/handler.ts'
import { NotFound } from '../refused.ts'
import { letterOfSubmission, type SubmissionLetter } from '../signature/submission-letter-store.ts'
import { readDraft } from './held-draft.ts'

/** The letter of the client's own draft that waits for signature: the bytes to be signed. Throws NotFound. */
export async function openSubmissionLetter(
  context: Context,
  asker: Asker,
  draftId: string,
): Promise<StreamAnswer> {
  const { fileId } = await preparedLetter(context, asker, draftId)
  return await fileAnswer(context, fileId)
}

/** One of its pages as an image, 1-based. Throws NotFound. */
export async function openSubmissionPage(
  context: Context,
  asker: Asker,
  draftId: string,
  page: number,
): Promise<FileAnswer> {
  return await openLetterPage(context, await preparedLetter(context, asker, draftId), page)
}

async function preparedLetter(context: Context, asker: Asker, draftId: string): Promise<SubmissionLetter> {
  const draft = await readDraft(context, asker, draftId)
  const letter = await letterOfSubmission(context.db, draft.id)
  if (letter === null) throw new NotFound()
  return letter
}

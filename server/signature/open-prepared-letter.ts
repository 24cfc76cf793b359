import { localDate } from '../../domain/calendar/instant.ts'
import { findDraft } from '../appeal/draft-store.ts'
import { openLetterPage } from '../appeal/letter-pages.ts'
import { fileAnswer } from '../attachment/file-answer.ts'
import type { Asker, Context } from '../context.ts'
import type { FileAnswer, StreamAnswer } from '../http/handler.ts'
import { NotFound } from '../refused.ts'
import { currentLetter, type PreparedRow } from './signature-store.ts'

/** The letter of the client's own draft that waits for signature: the bytes to be signed. Throws NotFound. */
export async function openPreparedLetter(
  context: Context,
  asker: Asker,
  draftId: string,
): Promise<StreamAnswer> {
  const { fileId } = await preparedLetter(context, asker, draftId)
  return await fileAnswer(context, fileId)
}

/** One of its pages as an image, 1-based. Throws NotFound. */
export async function openPreparedPage(
  context: Context,
  asker: Asker,
  draftId: string,
  page: number,
): Promise<FileAnswer> {
  return await openLetterPage(context, await preparedLetter(context, asker, draftId), page)
}

async function preparedLetter(context: Context, asker: Asker, draftId: string): Promise<PreparedRow> {
  const draft = await findDraft(context.db, asker.id, draftId, localDate(context.now()))
  const letter = draft === null ? null : await currentLetter(context.db, draft.id)
  if (letter === null) throw new NotFound()
  return letter
}

import { can } from '../../domain/appeal/can.ts'
import type { FileRow } from '../../wire/attachment.ts'
import { discardStaffFile, keepStaffFile } from '../appeal/keep-staff-file.ts'
import { officeAppeal } from '../appeal/office-appeal-store.ts'
import { fileAnswer } from '../attachment/file-answer.ts'
import type { Asker, Context } from '../context.ts'
import type { StreamAnswer, UploadedFile } from '../http/handler.ts'
import { NotFound } from '../refused.ts'
import { addQuestionUpload, dropQuestionUploads, questionsOf, questionUploadsOf } from './question-store.ts'

const uploads = { of: questionUploadsOf, add: addQuestionUpload, drop: dropQuestionUploads }

/** Puts up a file for a question, or for its answer. Only who may ask or answer now. Throws NotFound or Refused. */
export async function uploadQuestionFile(
  context: Context,
  asker: Asker,
  appealId: string,
  read: (most: number) => Promise<UploadedFile>,
): Promise<FileRow> {
  const { facts } = await officeAppeal(context.db, asker, 'readLetter', appealId)
  const act = can(asker, 'answerQuestion', facts) === null ? 'answerQuestion' : 'ask'
  return await keepStaffFile(context, uploads, { asker, appealId, act }, read)
}

/** Throws away a file that this person has put up and not sent. Throws NotFound. */
export async function discardQuestionFile(
  context: Context,
  asker: Asker,
  appealId: string,
  fileId: string,
): Promise<void> {
  await discardStaffFile(context, uploads, { asker, appealId }, fileId)
}

/** A file of a question or of its answer, for who may read the appeal. Throws NotFound. */
export async function openQuestionFile(
  context: Context,
  asker: Asker,
  appealId: string,
  fileId: string,
): Promise<StreamAnswer> {
  await officeAppeal(context.db, asker, 'readLetter', appealId)
  const questions = await questionsOf(context.db, appealId)
  const files = questions.flatMap(({ files, answer }) => [...files, ...(answer?.files ?? [])])
  const listed = files.find(({ id }) => id === fileId)
  if (listed === undefined) throw new NotFound()
  return { ...(await fileAnswer(context, fileId)), name: listed.name }
}

import { can } from '../../domain/appeal/can.ts'
import { checkNameAndSize, checkTotals } from '../../domain/attachment/file-rules.ts'
import { localDate } from '../../domain/calendar/instant.ts'
import type { FileRow } from '../../wire/attachment.ts'
import { lockForAct, officeAppeal } from '../appeal/office-appeal-store.ts'
import { checkContent } from '../attachment/file-content.ts'
import { deleteFiles, fileRow, forgetBytes, keepFile, readFile } from '../attachment/file-store.ts'
import { queueScan } from '../attachment/queue-scan.ts'
import type { Asker, Context } from '../context.ts'
import type { FileAnswer, UploadedFile } from '../http/handler.ts'
import { inTransaction } from '../in-transaction.ts'
import { NotFound, Refused } from '../refused.ts'
import { fileLimitsOf, readSettings } from '../setting/setting-store.ts'
import { addQuestionUpload, dropQuestionUploads, questionsOf, questionUploadsOf } from './question-store.ts'

/**
 * Puts up a file for a question, or for its answer; the rules are those of a client's files. Only who may ask or
 * answer now. Throws NotFound or Refused.
 */
export async function uploadQuestionFile(
  context: Context,
  asker: Asker,
  appealId: string,
  read: (most: number) => Promise<UploadedFile>,
): Promise<FileRow> {
  const { facts } = await officeAppeal(context.db, asker, 'readLetter', appealId)
  const act = can(asker, 'answerQuestion', facts) === null ? 'answerQuestion' : 'ask'
  const limits = fileLimitsOf(await readSettings(context.db, localDate(context.now())))
  const upload = await read(limits.maxBytes)
  const named = checkNameAndSize(upload.name, upload.bytes.length, limits)
  if (named !== null) throw new Refused(named)
  const content = await checkContent(upload.name, upload.bytes)
  if ('refusal' in content) throw new Refused(content.refusal)
  return await inTransaction(context.db, async (trx) => {
    const appeal = await lockForAct(trx, asker, act, appealId)
    const full = checkTotals(await questionUploadsOf(trx, appealId, asker.id), upload.bytes.length, limits)
    if (full !== null) throw new Refused(full)
    const file = await keepFile(trx, context, {
      keyId: appeal.fileKeyId,
      name: upload.name,
      mediaType: content.mediaType,
      bytes: upload.bytes,
      scan: await queueScan(trx, context),
    })
    await addQuestionUpload(trx, { fileId: file.id, appealId, staffId: asker.id, at: context.now() })
    return fileRow(file)
  })
}

/** Throws away a file that this person has put up and not sent. Throws NotFound. */
export async function discardQuestionFile(
  context: Context,
  asker: Asker,
  appealId: string,
  fileId: string,
): Promise<void> {
  await inTransaction(context.db, async (trx) => {
    const uploads = await questionUploadsOf(trx, appealId, asker.id)
    if (!uploads.some(({ id }) => id === fileId)) throw new NotFound()
    await dropQuestionUploads(trx, [fileId])
    await deleteFiles(trx, [fileId])
  })
  await forgetBytes(context, [fileId])
}

/** A file of a question or of its answer, for who may read the appeal. Throws NotFound. */
export async function openQuestionFile(
  context: Context,
  asker: Asker,
  appealId: string,
  fileId: string,
): Promise<FileAnswer> {
  await officeAppeal(context.db, asker, 'readLetter', appealId)
  const questions = await questionsOf(context.db, appealId)
  const files = questions.flatMap(({ files, answer }) => [...files, ...(answer?.files ?? [])])
  const listed = files.find(({ id }) => id === fileId)
  if (listed === undefined) throw new NotFound()
  const { bytes } = await readFile(context, fileId)
  return { bytes, mediaType: listed.mediaType, name: listed.name }
}

import { checkNameAndSize, checkTotals } from '../../domain/attachment/file-rules.ts'
import { localDate } from '../../domain/calendar/instant.ts'
import type { FileRow } from '../../wire/attachment.ts'
import { lockForAct, officeAppeal } from '../appeal/office-appeal-store.ts'
import { checkContent } from '../attachment/file-content.ts'
import { deleteFiles, fileRow, forgetBytes, keepFile } from '../attachment/file-store.ts'
import { queueScan } from '../attachment/queue-scan.ts'
import type { Asker, Context } from '../context.ts'
import type { UploadedFile } from '../http/handler.ts'
import { inTransaction } from '../in-transaction.ts'
import { NotFound, Refused } from '../refused.ts'
import { fileLimitsOf, readSettings } from '../setting/setting-store.ts'
import { addUpload, removeUploads, uploadsOf } from './correspondence-store.ts'

/**
 * Puts up a file for an answer that is not sent yet; the rules are those of a client's files. Only who may execute the
 * appeal now. Throws NotFound or Refused.
 */
export async function uploadFile(
  context: Context,
  asker: Asker,
  appealId: string,
  read: (most: number) => Promise<UploadedFile>,
): Promise<FileRow> {
  await officeAppeal(context.db, asker, 'readLetter', appealId)
  const limits = fileLimitsOf(await readSettings(context.db, localDate(context.now())))
  const upload = await read(limits.maxBytes)
  const named = checkNameAndSize(upload.name, upload.bytes.length, limits)
  if (named !== null) throw new Refused(named)
  const content = await checkContent(upload.name, upload.bytes)
  if ('refusal' in content) throw new Refused(content.refusal)
  return await inTransaction(context.db, async (trx) => {
    const appeal = await lockForAct(trx, asker, 'execute', appealId)
    const full = checkTotals(await uploadsOf(trx, appealId, asker.id), upload.bytes.length, limits)
    if (full !== null) throw new Refused(full)
    const file = await keepFile(trx, context, {
      keyId: appeal.fileKeyId,
      name: upload.name,
      mediaType: content.mediaType,
      bytes: upload.bytes,
      scan: await queueScan(trx, context),
    })
    await addUpload(trx, { fileId: file.id, appealId, staffId: asker.id, createdAt: context.now() })
    return fileRow(file)
  })
}

/** Throws away a file that this person has put up and not sent. Throws NotFound. */
export async function discardUpload(
  context: Context,
  asker: Asker,
  appealId: string,
  fileId: string,
): Promise<void> {
  await inTransaction(context.db, async (trx) => {
    const uploads = await uploadsOf(trx, appealId, asker.id)
    if (!uploads.some(({ id }) => id === fileId)) throw new NotFound()
    await removeUploads(trx, [fileId])
    await deleteFiles(trx, [fileId])
  })
  await forgetBytes(context, [fileId])
}

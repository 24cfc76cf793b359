import type { FileRow } from '../../wire/attachment.ts'
import { discardStaffFile, keepStaffFile } from '../appeal/keep-staff-file.ts'
import { officeAppeal } from '../appeal/office-appeal-store.ts'
import type { Asker, Context } from '../context.ts'
import type { UploadedFile } from '../http/handler.ts'
import { addUpload, removeUploads, uploadsOf } from './correspondence-store.ts'

const files = { of: uploadsOf, add: addUpload, drop: removeUploads }

/**
 * Puts up a file for an answer that is not sent yet. Only who may execute the appeal now. Throws NotFound or Refused.
 */
export async function uploadFile(
  context: Context,
  asker: Asker,
  appealId: string,
  read: (most: number) => Promise<UploadedFile>,
): Promise<FileRow> {
  await officeAppeal(context.db, asker, 'readLetter', appealId)
  return await keepStaffFile(context, files, { asker, appealId, act: 'execute' }, read)
}

/** Throws away a file that this person has put up and not sent. Throws NotFound. */
export async function discardUpload(
  context: Context,
  asker: Asker,
  appealId: string,
  fileId: string,
): Promise<void> {
  await discardStaffFile(context, files, { asker, appealId }, fileId)
}

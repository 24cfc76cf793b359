import { localDate } from '../../domain/calendar/instant.ts'
import { refuse } from '../../domain/refusal.ts'
import type { UploadRow } from '../../wire/attachment.ts'
import { attachmentRow } from '../attachment/file-store.ts'
import { findUpload, ofDraft, openUploads, type Upload } from '../attachment/upload-store.ts'
import type { Asker, Context } from '../context.ts'
import { NotFound, Refused } from '../refused.ts'
import { draftAttachments, findDraft } from './draft-store.ts'

/** How many bytes of a file have arrived, or the attachment it became. Throws NotFound; Refused if it was not kept. */
export async function showUpload(
  context: Context,
  asker: Asker,
  draftId: string,
  uploadId: string,
): Promise<UploadRow> {
  await needDraft(context, asker, draftId)
  const upload = await findUpload(context.db, ofDraft(draftId), uploadId)
  if (upload === null) throw new NotFound()
  if (upload.refused !== null) throw new Refused(refuse(upload.refused))
  const attached = await draftAttachments(context.db, draftId)
  const file = attached.find(({ id }) => id === upload.fileId)
  return { ...uploadRow(upload), attachment: file === undefined ? null : attachmentRow(file, context.now()) }
}

/** Files of a draft that still wait for bytes: from a closed page, another device, or this one. Throws NotFound. */
export async function listUploads(context: Context, asker: Asker, draftId: string): Promise<UploadRow[]> {
  await needDraft(context, asker, draftId)
  return (await openUploads(context.db, ofDraft(draftId))).map(uploadRow)
}

async function needDraft(context: Context, asker: Asker, draftId: string): Promise<void> {
  const draft = await findDraft(context.db, asker.id, draftId, localDate(context.now()))
  if (draft === null) throw new NotFound()
}

function uploadRow({ id, document, name, size, received }: Upload): UploadRow {
  return { id, document: document ?? '', name, size, offset: received, attachment: null }
}

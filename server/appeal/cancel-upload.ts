import { localDate } from '../../domain/calendar/instant.ts'
import { forgetBytes } from '../attachment/file-store.ts'
import { deleteUpload, findUpload, ofDraft } from '../attachment/upload-store.ts'
import type { Asker, Context } from '../context.ts'
import { inTransaction } from '../in-transaction.ts'
import { NotFound } from '../refused.ts'
import { lockDraft } from './draft-store.ts'

/** Forgets a file on its way, with the bytes that have arrived. One that is attached already stays. Throws NotFound. */
export async function cancelUpload(
  context: Context,
  asker: Asker,
  draftId: string,
  uploadId: string,
): Promise<void> {
  const bytesOf = await inTransaction(context.db, async (tx) => {
    const draft = await lockDraft(tx, asker.id, draftId, localDate(context.now()))
    const upload = draft === null ? null : await findUpload(tx, ofDraft(draftId), uploadId, true)
    if (upload === null) throw new NotFound()
    if (upload.fileId !== null) return []
    await deleteUpload(tx, uploadId)
    return [uploadId]
  })
  await forgetBytes(context, bytesOf)
}

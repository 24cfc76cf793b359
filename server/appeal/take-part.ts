import { localDate } from '../../domain/calendar/instant.ts'
import type { UploadRow } from '../../wire/attachment.ts'
import { inPartTurn } from '../attachment/part-turns.ts'
import { receivePart } from '../attachment/receive-part.ts'
import { ofDraft } from '../attachment/upload-store.ts'
import type { Asker, Context } from '../context.ts'
import type { Part } from '../http/handler.ts'
import { NotFound } from '../refused.ts'
import { attachWhole } from './attach-file.ts'
import { findDraft } from './draft-store.ts'
import { showUpload } from './show-upload.ts'

/**
 * §7: takes the next bytes of a file; with the last one it is checked and attached. Sent again at the end, an empty
 * part gives the same answer once more. Throws NotFound; 409 `upload_offset`; Refused when the whole file is not kept.
 */
export async function takePart(
  context: Context,
  asker: Asker,
  draftId: string,
  uploadId: string,
  read: () => Part,
): Promise<UploadRow> {
  const draft = await findDraft(context.db, asker.id, draftId, localDate(context.now()))
  if (draft === null) throw new NotFound()
  const coming = { accountId: asker.id, place: ofDraft(draftId), uploadId, keyId: draft.fileKeyId }
  if (await receivePart(context, coming, read)) {
    await inPartTurn(asker.id, () => attachWhole(context, asker.id, draftId, uploadId))
  }
  return await showUpload(context, asker, draftId, uploadId)
}

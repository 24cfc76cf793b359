import { journey } from '../../domain/appeal/journey.ts'
import { checkNameAndSize, checkTotals } from '../../domain/attachment/file-rules.ts'
import { type Refusal, refuse } from '../../domain/refusal.ts'
import type { AttachmentRow } from '../../wire/attachment.ts'
import { checkContent } from '../attachment/file-content.ts'
import { deleteFiles, fileRow, forgetBytes, keepFile } from '../attachment/file-store.ts'
import type { Asker, Context } from '../context.ts'
import type { UploadedFile } from '../http/handler.ts'
import { inTransaction } from '../in-transaction.ts'
import { NotFound, Refused } from '../refused.ts'
import { deleteAttachment, findDraft, insertAttachment, lockDraft, saveNextVersion } from './draft-store.ts'
import { type DraftInFull, draftInFull } from './show-draft.ts'

/**
 * §7: attaches a file to a slot of a draft, or puts it in the place of one there, which goes in the same transaction:
 * a refused file loses nothing. The draft's version grows: a letter prepared before names other files.
 * @param read reads the upload; only after the draft has turned out to be the client's
 */
export async function attachFile(
  context: Context,
  asker: Asker,
  draftId: string,
  { document, replaces }: { readonly document: string; readonly replaces?: string | undefined },
  read: () => Promise<UploadedFile>,
): Promise<AttachmentRow> {
  if ((await findDraft(context.db, asker.id, draftId)) === null) throw new NotFound()
  const upload = await read()
  refuseIf(checkNameAndSize(upload.name, upload.bytes.length))
  const content = await checkContent(upload.name, upload.bytes)
  if ('refusal' in content) throw new Refused(content.refusal)

  const attached = await inTransaction(context.db, async (tx) => {
    const now = context.now()
    const draft = await lockDraft(tx, asker.id, draftId)
    if (draft === null) throw new NotFound()
    const full = await draftInFull(tx, draft, now)
    const others = full.attachments.filter((file) => file.id !== replaces)
    if (replaces !== undefined && others.length === full.attachments.length) throw new NotFound()
    refuseIf(slotRefusal({ ...full, attachments: others }, document))
    refuseIf(checkTotals(others, upload.bytes.length))
    if (replaces !== undefined) {
      await deleteAttachment(tx, draftId, replaces)
      await deleteFiles(tx, [replaces])
    }
    const file = await keepFile(tx, context, {
      keyId: draft.fileKeyId,
      name: upload.name,
      mediaType: content.mediaType,
      bytes: upload.bytes,
      // No scanner is built yet; staff are told so.
      scan: 'notConfigured',
    })
    await insertAttachment(tx, { appealId: draftId, document, fileId: file.id }, now)
    await saveNextVersion(tx, draft, now)
    return { ...fileRow(file), document }
  })
  if (replaces !== undefined) await forgetBytes(context, [replaces])
  return attached
}

function refuseIf(refusal: Refusal | null): void {
  if (refusal !== null) throw new Refused(refusal)
}

/** Does the draft ask for this document, and is there room for one more? */
function slotRefusal({ facts, day, attachments }: DraftInFull, document: string): Refusal | null {
  const slot = journey(facts, day).slots.find((one) => one.document === document)
  if (slot === undefined) return refuse('option_unknown')
  return attachments.filter((file) => file.document === document).length < slot.max
    ? null
    : refuse('file_slot_full')
}

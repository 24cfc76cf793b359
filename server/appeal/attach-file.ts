import { journey } from '../../domain/appeal/journey.ts'
import { checkTotals } from '../../domain/attachment/file-rules.ts'
import { localDate } from '../../domain/calendar/instant.ts'
import { type Refusal, refuse } from '../../domain/refusal.ts'
import { deleteFiles, forgetBytes, type KeptFile, keepFile } from '../attachment/file-store.ts'
import { queueScan } from '../attachment/queue-scan.ts'
import { closeUpload, findUpload, ofDraft, type Upload } from '../attachment/upload-store.ts'
import { wholeUpload } from '../attachment/whole-upload.ts'
import type { Context } from '../context.ts'
import { inTransaction } from '../in-transaction.ts'
import { NotFound, Refused } from '../refused.ts'
import { fileLimitsOf, readSettings } from '../setting/setting-store.ts'
import { type DraftInFull, draftInFull } from './draft-in-full.ts'
import { deleteAttachment, insertAttachment, lockDraft, saveNextVersion } from './draft-store.ts'

/**
 * §7: makes an upload whose bytes are all there a file in its slot, or puts it in the place of one there, which goes
 * in the same transaction: a refused file loses nothing. The draft's version grows: a letter prepared before names
 * other files. Done twice, it answers the same. Throws NotFound or Refused.
 */
export async function attachWhole(
  context: Context,
  personId: string,
  draftId: string,
  uploadId: string,
): Promise<Upload> {
  const { refused, upload } = await inTransaction(context.db, async (tx) => {
    const now = context.now()
    const draft = await lockDraft(tx, personId, draftId, localDate(now))
    const whole = await findUpload(tx, ofDraft(draftId), uploadId, true)
    if (draft === null || whole === null || whole.document === null) throw new NotFound()
    if (whole.fileId !== null) return { upload: whole, refused: null }
    // Another sender of its end was first: its parts are gone, and why it was refused is said already.
    if (whole.refused !== null) return { upload: whole, refused: refuse(whole.refused) }
    const { document } = whole
    const content = await wholeUpload(tx, context, draft.fileKeyId, whole)
    const full = await draftInFull(tx, draft, now)
    const limits = fileLimitsOf(await readSettings(tx, full.day.today))
    const others = full.attachments.filter((file) => file.id !== whole.replaces)
    const refusal =
      ('refusal' in content ? content.refusal : null) ??
      checkTotals(others, whole.size, limits) ??
      slotRefusal({ ...full, attachments: others }, document)
    if (refusal !== null || 'refusal' in content) {
      const why = refusal ?? refuse('file_mismatch')
      await closeUpload(tx, uploadId, { refused: why.code }, now)
      return { upload: whole, refused: why }
    }
    if (whole.replaces !== null) {
      await deleteAttachment(tx, draftId, whole.replaces)
      await deleteFiles(tx, [whole.replaces])
    }
    const file: KeptFile = await keepFile(tx, context, {
      keyId: draft.fileKeyId,
      name: whole.name,
      ...content,
      scan: await queueScan(tx, context),
    })
    await insertAttachment(tx, { appealId: draftId, document, fileId: file.id }, now)
    await closeUpload(tx, uploadId, { fileId: file.id }, now)
    await saveNextVersion(tx, draft, now)
    return { upload: { ...whole, fileId: file.id }, refused: null }
  })
  await forgetBytes(
    context,
    refused === null && upload.replaces !== null ? [uploadId, upload.replaces] : [uploadId],
  )
  if (refused !== null) throw new Refused(refused)
  return upload
}

/** Does the draft ask for this document, and is there room for one more? */
export function slotRefusal({ facts, day, attachments }: DraftInFull, document: string): Refusal | null {
  const slot = journey(facts, day).slots.find((one) => one.document === document)
  if (slot === undefined) return refuse('option_unknown')
  return attachments.filter((file) => file.document === document).length < slot.max
    ? null
    : refuse('file_slot_full')
}

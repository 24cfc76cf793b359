import { checkNameAndSize, checkTotals } from '../../domain/attachment/file-rules.ts'
import { localDate } from '../../domain/calendar/instant.ts'
import { type Refusal, refuse } from '../../domain/refusal.ts'
import { checkSlots, takesFiles } from '../../domain/submission/submission.ts'
import type { NewSubmissionUpload, SubmissionUploadRow } from '../../wire/attachment.ts'
import { historyOf } from '../appeal/event-store.ts'
import { takeFiles } from '../appeal/quota-store.ts'
import { displayName } from '../attachment/display-name.ts'
import { fileAnswer } from '../attachment/file-answer.ts'
import { forgetBytes, keepFile } from '../attachment/file-store.ts'
import { inPartTurn } from '../attachment/part-turns.ts'
import { queueScan } from '../attachment/queue-scan.ts'
import { receivePart } from '../attachment/receive-part.ts'
import {
  closeUpload,
  deleteUpload,
  findUpload,
  insertUpload,
  openUploads,
} from '../attachment/upload-store.ts'
import { wholeUpload } from '../attachment/whole-upload.ts'
import type { Asker, Context, Db } from '../context.ts'
import type { Part, StreamAnswer } from '../http/handler.ts'
import { inTransaction } from '../in-transaction.ts'
import { NotFound, Refused } from '../refused.ts'
import { fileLimitsOf, readSettings } from '../setting/setting-store.ts'
import { holdDraft, holdToWrite, placeOf, readDraft, uploadRow } from './held-draft.ts'
import { addDraftFile, type SubmissionDraft, saveSubmissionDraft } from './submission-draft-store.ts'

/**
 * §7: begins to take a file that goes with what a client writes in an appeal, by the rules of a letter's files. The
 * same file said again (name, size, SHA-256) is the same upload: it goes on where it stopped. Throws NotFound, Refused.
 */
export async function beginSubmissionUpload(
  context: Context,
  asker: Asker,
  draftId: string,
  { size, sha256, ...said }: NewSubmissionUpload,
): Promise<SubmissionUploadRow> {
  return await inTransaction(context.db, async (trx) => {
    const draft = await holdToWrite(trx, context, asker, draftId)
    const slotId = said.slotId ?? null
    await refuseUnasked(trx, draft, slotId)
    if (!takesFiles(draft.kind)) throw new NotFound()
    const name = displayName(said.name)
    const limits = await limitsOn(trx, context)
    refuseIf(checkNameAndSize(name, size, limits))
    const open = await openUploads(trx, placeOf(draft))
    const same = open.find(
      (one) => one.name === name && one.size === size && one.sha256 === sha256 && one.slotId === slotId,
    )
    if (same !== undefined) return uploadRow(draft, same)
    refuseIf(checkTotals([...draft.files, ...open], size, limits))
    await takeFiles(trx, asker, { count: 1, bytes: size }, context.now())
    const announced = { document: null, slotId, name, size, sha256, replaces: null }
    const id = await insertUpload(trx, placeOf(draft), announced, context.now())
    return { id, slotId, name, size, offset: 0, file: null }
  })
}

/** How many bytes of a file have arrived, or the file it became. Throws NotFound; Refused if it was not kept. */
export async function showSubmissionUpload(
  context: Context,
  asker: Asker,
  draftId: string,
  uploadId: string,
): Promise<SubmissionUploadRow> {
  const draft = await readDraft(context, asker, draftId)
  const upload = await findUpload(context.db, placeOf(draft), uploadId)
  if (upload === null) throw new NotFound()
  if (upload.refused !== null) throw new Refused(refuse(upload.refused))
  return uploadRow(draft, upload)
}

/** Forgets a file on its way, with what has arrived of it. One that is there already stays. Throws NotFound. */
export async function cancelSubmissionUpload(
  context: Context,
  asker: Asker,
  draftId: string,
  uploadId: string,
): Promise<void> {
  const bytesOf = await inTransaction(context.db, async (trx) => {
    const { draft } = await holdDraft(trx, context, asker, draftId)
    const upload = await findUpload(trx, placeOf(draft), uploadId, true)
    if (upload === null) throw new NotFound()
    if (upload.fileId !== null) return []
    await deleteUpload(trx, uploadId)
    return [uploadId]
  })
  await forgetBytes(context, bytesOf)
}

/**
 * Takes the next bytes of a file; with the last one it is checked and goes with the draft. Throws NotFound; 409
 * `upload_offset`; Refused when the whole file is not kept.
 */
export async function takeSubmissionPart(
  context: Context,
  asker: Asker,
  draftId: string,
  uploadId: string,
  read: () => Part,
): Promise<SubmissionUploadRow> {
  const draft = await readDraft(context, asker, draftId)
  const coming = { accountId: asker.id, place: placeOf(draft), uploadId, keyId: draft.appeal.fileKeyId }
  if (await receivePart(context, coming, read)) {
    await inPartTurn(asker.id, () => keepWhole(context, asker, draftId, uploadId))
  }
  return await showSubmissionUpload(context, asker, draftId, uploadId)
}

/** Makes a file of what has arrived, once, however many send its end. */
async function keepWhole(context: Context, asker: Asker, draftId: string, uploadId: string): Promise<void> {
  const refused = await inTransaction(context.db, async (trx) => {
    const draft = await holdToWrite(trx, context, asker, draftId)
    const upload = await findUpload(trx, placeOf(draft), uploadId, true)
    if (upload === null) throw new NotFound()
    if (upload.fileId !== null) return null
    // Another sender of its end was first: its parts are gone, and why it was refused is said already.
    if (upload.refused !== null) return refuse(upload.refused)
    const now = context.now()
    const whole = await wholeUpload(trx, context, draft.appeal.fileKeyId, upload)
    const full = checkTotals(draft.files, upload.size, await limitsOn(trx, context))
    const refusal = 'refusal' in whole ? whole.refusal : full
    if (refusal !== null || 'refusal' in whole) {
      const why = refusal ?? refuse('file_mismatch')
      await closeUpload(trx, uploadId, { refused: why.code }, now)
      return why
    }
    const scan = await queueScan(trx, context)
    const kept = { keyId: draft.appeal.fileKeyId, name: upload.name, ...whole, scan }
    const file = await keepFile(trx, context, kept)
    await addDraftFile(trx, { draftId, fileId: file.id, slotId: upload.slotId ?? null }, now)
    await closeUpload(trx, uploadId, { fileId: file.id }, now)
    await saveSubmissionDraft(trx, draft, now)
    return null
  })
  await forgetBytes(context, [uploadId])
  refuseIf(refused)
}

/** A file of a draft, for its owner. Throws NotFound. */
export async function openSubmissionFile(
  context: Context,
  asker: Asker,
  draftId: string,
  fileId: string,
): Promise<StreamAnswer> {
  const { files } = await readDraft(context, asker, draftId)
  if (!files.some((file) => file.id === fileId)) throw new NotFound()
  return await fileAnswer(context, fileId)
}

/** A paper goes where it is asked for, and nothing else does. Throws Refused. */
async function refuseUnasked(trx: Db, draft: SubmissionDraft, slotId: string | null): Promise<void> {
  const refusal = checkSlots(draft.kind, [slotId], await historyOf(trx, draft.appeal.id))
  refuseIf(refusal)
}

const limitsOn = async (db: Db, { now }: Context) => fileLimitsOf(await readSettings(db, localDate(now())))

function refuseIf(refusal: Refusal | null): void {
  if (refusal !== null) throw new Refused(refusal)
}

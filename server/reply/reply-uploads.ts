import { checkNameAndSize, checkTotals } from '../../domain/attachment/file-rules.ts'
import { type Refusal, refuse } from '../../domain/refusal.ts'
import type { NewReplyUpload, ReplyUploadRow } from '../../wire/attachment.ts'
import { takeFiles } from '../appeal/quota-store.ts'
import { displayName } from '../attachment/display-name.ts'
import { fileRow, forgetBytes, keepFile } from '../attachment/file-store.ts'
import { inPartTurn } from '../attachment/part-turns.ts'
import { queueScan } from '../attachment/queue-scan.ts'
import { receivePart } from '../attachment/receive-part.ts'
import {
  closeUpload,
  deleteUpload,
  findUpload,
  insertUpload,
  openUploads,
  type Upload,
} from '../attachment/upload-store.ts'
import { wholeUpload } from '../attachment/whole-upload.ts'
import type { Asker, Context } from '../context.ts'
import type { Part } from '../http/handler.ts'
import { inTransaction } from '../in-transaction.ts'
import { NotFound, Refused } from '../refused.ts'
import { fileLimitsOf } from '../setting/setting-store.ts'
import { holdReply, type ReplyInPlace, readReply } from './held-reply.ts'
import { refuseOtherWriters, refuseReader } from './refuse-move.ts'
import { addReplyFile, addWriter } from './reply-store.ts'

const placeOf = ({ reply }: ReplyInPlace) => ({
  appealId: reply.appealId,
  replyId: reply.id,
  submissionDraftId: null,
})

/**
 * Begins to take a file that goes with a draft, by the rules of a client's files and for who writes it. The same file
 * said again (name, size, SHA-256) is the same upload: it goes on where it stopped. Throws NotFound or Refused.
 */
export async function beginReplyUpload(
  context: Context,
  asker: Asker,
  replyId: string,
  { size, sha256, ...said }: NewReplyUpload,
): Promise<ReplyUploadRow> {
  return await inTransaction(context.db, async (trx) => {
    const place = await holdReply(trx, context, asker, replyId)
    await refuseOtherWriters(trx, place)
    const name = displayName(said.name)
    const limits = fileLimitsOf(place.day.settings)
    refuseIf(checkNameAndSize(name, size, limits))
    const open = await openUploads(trx, placeOf(place))
    const same = open.find((one) => one.name === name && one.size === size && one.sha256 === sha256)
    if (same !== undefined) return uploadRow(place, same)
    refuseIf(checkTotals([...place.reply.files, ...open], size, limits))
    await takeFiles(trx, asker, { count: 1, bytes: size }, place.now)
    const announced = { document: null, name, size, sha256, replaces: null }
    const id = await insertUpload(trx, placeOf(place), announced, place.now)
    return { id, name, size, offset: 0, file: null }
  })
}

/** How many bytes of a file have arrived, or the file it became. Throws NotFound; Refused if it was not kept. */
export async function showReplyUpload(
  context: Context,
  asker: Asker,
  replyId: string,
  uploadId: string,
): Promise<ReplyUploadRow> {
  const { place, upload } = await lookUp(context, asker, replyId, uploadId)
  if (upload.refused !== null) throw new Refused(refuse(upload.refused))
  return uploadRow(place, upload)
}

/** Forgets a file on its way, with what has arrived of it, for who writes the draft. Throws NotFound or Refused. */
export async function cancelReplyUpload(
  context: Context,
  asker: Asker,
  replyId: string,
  uploadId: string,
): Promise<void> {
  const bytesOf = await inTransaction(context.db, async (trx) => {
    const place = await holdReply(trx, context, asker, replyId)
    const upload = await findUpload(trx, placeOf(place), uploadId, true)
    if (upload === null) throw new NotFound()
    await refuseOtherWriters(trx, place)
    if (upload.fileId !== null) return []
    await deleteUpload(trx, uploadId)
    return [uploadId]
  })
  await forgetBytes(context, bytesOf)
}

/**
 * Takes the next bytes of a file; with the last one it is checked and goes with the letter. Throws NotFound; 409
 * `upload_offset`; Refused, also when somebody else writes by now: what arrived stays for who sends it again.
 */
export async function takeReplyPart(
  context: Context,
  asker: Asker,
  replyId: string,
  uploadId: string,
  read: () => Part,
): Promise<ReplyUploadRow> {
  const { place } = await lookUp(context, asker, replyId, uploadId)
  const coming = { accountId: asker.id, place: placeOf(place), uploadId, keyId: place.sent.fileKeyId }
  if (await receivePart(context, coming, read)) {
    await inPartTurn(asker.id, () => keepWhole(context, asker, replyId, uploadId))
  }
  return await showReplyUpload(context, asker, replyId, uploadId)
}

/** What they may is asked before anything is read for them. Throws NotFound or Refused. */
async function lookUp(context: Context, asker: Asker, replyId: string, uploadId: string) {
  const place = await readReply(context, asker, replyId)
  const upload = await findUpload(context.db, placeOf(place), uploadId)
  if (upload === null) throw new NotFound()
  refuseReader(place)
  return { place, upload }
}

/** Makes a file of what has arrived, once, however many send its end. Who sent it has a hand in the letter. */
async function keepWhole(context: Context, asker: Asker, replyId: string, uploadId: string): Promise<void> {
  const refused = await inTransaction(context.db, async (trx) => {
    const place = await holdReply(trx, context, asker, replyId)
    const upload = await findUpload(trx, placeOf(place), uploadId, true)
    if (upload === null) throw new NotFound()
    if (upload.fileId !== null) return null
    // Another sender of its end was first: its parts are gone, and why it was refused is said already.
    if (upload.refused !== null) return refuse(upload.refused)
    await refuseOtherWriters(trx, place)
    const { now, reply, sent, day } = place
    refuseIf(checkTotals(reply.files, upload.size, fileLimitsOf(day.settings)))
    const whole = await wholeUpload(trx, context, sent.fileKeyId, upload)
    if ('refusal' in whole) {
      await closeUpload(trx, uploadId, { refused: whole.refusal.code }, now)
      return whole.refusal
    }
    const scan = await queueScan(trx, context)
    const file = await keepFile(trx, context, { keyId: sent.fileKeyId, name: upload.name, ...whole, scan })
    await addReplyFile(trx, replyId, file.id)
    await addWriter(trx, replyId, asker.id)
    await closeUpload(trx, uploadId, { fileId: file.id }, now)
    return null
  })
  await forgetBytes(context, [uploadId])
  refuseIf(refused)
}

function uploadRow({ reply }: ReplyInPlace, { id, name, size, received, fileId }: Upload): ReplyUploadRow {
  const file = reply.files.find((one) => one.id === fileId)
  return { id, name, size, offset: received, file: file === undefined ? null : fileRow(file) }
}

function refuseIf(refusal: Refusal | null): void {
  if (refusal !== null) throw new Refused(refusal)
}

import type { Act } from '../../domain/appeal/rights.ts'
import { checkNameAndSize, checkTotals, type FileLimits } from '../../domain/attachment/file-rules.ts'
import { localDate } from '../../domain/calendar/instant.ts'
import type { FileRow } from '../../wire/attachment.ts'
import { checkContent } from '../attachment/file-content.ts'
import { deleteFiles, fileRow, forgetBytes, type KeptFile, keepFile } from '../attachment/file-store.ts'
import { queueScan } from '../attachment/queue-scan.ts'
import type { Asker, Context, Db } from '../context.ts'
import type { UploadedFile } from '../http/handler.ts'
import { inTransaction } from '../in-transaction.ts'
import { holdOfficeFor } from '../person/staff-asker-store.ts'
import { NotFound, Refused } from '../refused.ts'
import { fileLimitsOf, readSettings } from '../setting/setting-store.ts'
import { lockForAct } from './office-appeal-store.ts'
import { takeFiles } from './quota-store.ts'

/** Where files lie that somebody of the staff has put up and not sent: for a reply, or for a question. */
export interface StaffFiles {
  /** Theirs on this appeal, in order. */
  of(db: Db, appealId: string, staffId: string): Promise<KeptFile[]>
  add(trx: Db, file: { fileId: string; appealId: string; staffId: string; at: number }): Promise<void>
  drop(trx: Db, fileIds: readonly string[]): Promise<void>
}

/** Which file it is for: whose appeal, and the act that it will go out with. */
interface Place {
  readonly asker: Asker
  readonly appealId: string
  readonly act: Act
}

/**
 * Puts up a file of the staff by the rules of a client's files, for those who may do the act that sends it. That they
 * may look at the appeal was asked before, so that nothing is read for others. Throws NotFound or Refused.
 */
export async function keepStaffFile(
  context: Context,
  files: StaffFiles,
  { asker: caller, appealId, act }: Place,
  read: (most: number) => Promise<UploadedFile>,
): Promise<FileRow> {
  const taken = await readStaffFile(context, read)
  return await inTransaction(context.db, async (trx) => {
    const asker = await holdOfficeFor(trx, caller, context.now())
    const appeal = await lockForAct(trx, asker, act, appealId)
    const others = await files.of(trx, appealId, asker.id)
    await takeFiles(trx, asker, { count: 1, bytes: taken.bytes.length }, context.now())
    const file = await keepBeside(trx, context, taken, { keyId: appeal.fileKeyId, others })
    await files.add(trx, { fileId: file.id, appealId, staffId: asker.id, at: context.now() })
    return fileRow(file)
  })
}

/** A whole file, right by itself, that is not kept yet. */
export interface TakenFile {
  readonly name: string
  readonly mediaType: string
  readonly bytes: Uint8Array
  readonly limits: FileLimits
}

/** Reads a file that somebody of the staff puts up, by the rules of a client's files. Throws Refused. */
export async function readStaffFile(
  context: Context,
  read: (most: number) => Promise<UploadedFile>,
): Promise<TakenFile> {
  const limits = fileLimitsOf(await readSettings(context.db, localDate(context.now())))
  const { name, bytes } = await read(limits.maxBytes)
  const named = checkNameAndSize(name, bytes.length, limits)
  if (named !== null) throw new Refused(named)
  const content = await checkContent(name, bytes)
  if ('refusal' in content) throw new Refused(content.refusal)
  return { name, mediaType: content.mediaType, bytes, limits }
}

/** Keeps it under the appeal's key, if there is room beside the others of its place. Throws Refused. */
export async function keepBeside(
  trx: Db,
  context: Context,
  { name, mediaType, bytes, limits }: TakenFile,
  place: { readonly keyId: string; readonly others: readonly KeptFile[] },
): Promise<KeptFile> {
  const full = checkTotals(place.others, bytes.length, limits)
  if (full !== null) throw new Refused(full)
  const scan = await queueScan(trx, context)
  return await keepFile(trx, context, { keyId: place.keyId, name, mediaType, bytes, scan })
}

/** Throws away a file that this person has put up and not sent. Throws NotFound. */
export async function discardStaffFile(
  context: Context,
  files: StaffFiles,
  { asker, appealId }: Pick<Place, 'asker' | 'appealId'>,
  fileId: string,
): Promise<void> {
  await inTransaction(context.db, async (trx) => {
    await holdOfficeFor(trx, asker, context.now())
    const uploads = await files.of(trx, appealId, asker.id)
    if (!uploads.some(({ id }) => id === fileId)) throw new NotFound()
    await files.drop(trx, [fileId])
    await deleteFiles(trx, [fileId])
  })
  await forgetBytes(context, [fileId])
}

import { createHash, randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import { type ScanState, scanHold } from '../../domain/attachment/scan.ts'
import type { Context, Db } from '../context.ts'
import { lengthOf } from '../file-storage.ts'
import { inTransaction } from '../in-transaction.ts'
import { sealedUnder } from '../master-key/sealed-under.ts'
import { NotFound } from '../refused.ts'
import { isSealedInPieces, sealedLength, sealedPieces, unsealPieces } from '../sealed-pieces.ts'
import { newKey, seal, unseal } from '../vault.ts'
import { mayDeleteBytes } from './deletion-store.ts'

export interface NewFile {
  /** Of `newFileKey`: one key an appeal, so that destroying it erases the appeal's files. */
  readonly keyId: string
  /** As its owner named it. */
  readonly name: string
  readonly mediaType: string
  readonly bytes: Uint8Array
  /** SHA-256 of these very bytes, hexadecimal, where it was computed already. */
  readonly digest?: string
  readonly scan: ScanState
}

/** What is known of a kept file. `sha256` is lower-case hexadecimal of the plain bytes, `size` their number. */
export interface KeptFile {
  readonly id: string
  readonly keyId: string
  readonly name: string
  readonly mediaType: string
  readonly size: number
  readonly sha256: string
  readonly scan: ScanState
  /** Epoch milliseconds. */
  readonly createdAt: number
}

export const sha256 = (bytes: Uint8Array): Uint8Array =>
  new Uint8Array(createHash('sha256').update(bytes).digest())
export const hexOf = (bytes: Uint8Array): string => Buffer.from(bytes).toString('hex')

/** Makes the key of an appeal (or of another owner of files); answers its id. */
export async function newFileKey(db: Db, context: Context): Promise<string> {
  const id = randomUUID()
  const wrapped = Buffer.from(seal(context.config.masterKey, newKey(), sealedUnder.fileKey(id)))
  await db
    .insertInto('file_key')
    .values({ id, wrapped, created_at: new Date(context.now()), destroyed_at: null })
    .execute()
  return id
}

/**
 * The key of an appeal's files, unwrapped. Throws NotFound for a destroyed one: its files have been erased for
 * good.
 */
export async function openKey(db: Db, context: Context, keyId: string): Promise<Uint8Array> {
  const row = await db.selectFrom('file_key').select('wrapped').where('id', '=', keyId).executeTakeFirst()
  return unwrapped(context, { keyId, wrapped: row?.wrapped ?? null })
}

function unwrapped({ config }: Context, { keyId, wrapped }: { keyId: string; wrapped: Buffer | null }) {
  if (wrapped === null) throw new NotFound()
  return unseal(config.masterKey, wrapped, sealedUnder.fileKey(keyId))
}

/**
 * Seals and stores a file, then writes its row. The bytes are there before the row can be committed; a transaction
 * that is rolled back leaves sealed bytes nobody can name.
 */
export async function keepFile(db: Db, context: Context, file: NewFile): Promise<KeptFile> {
  const [kept] = await keepFiles(db, context, file.keyId, [file])
  if (kept === undefined) throw new Error('no file was kept')
  return kept
}

/** The same for several files of one owner, in this order. */
export async function keepFiles(
  db: Db,
  context: Context,
  keyId: string,
  files: readonly Omit<NewFile, 'keyId'>[],
): Promise<KeptFile[]> {
  const key = await openKey(db, context, keyId)
  const createdAt = context.now()
  const kept: KeptFile[] = []
  for (const { bytes, name, mediaType, scan, digest = hexOf(sha256(bytes)) } of files) {
    const id = randomUUID()
    const sealed = sealedPieces(key, bytes, fileSeal(id))
    await context.files.put(id, sealed)
    const stored = await context.files.head(id)
    if (stored !== sealedLength(bytes.length)) {
      throw new Error(`file ${id}: ${lengthOf(sealed)} sealed bytes were given, ${stored} are stored`)
    }
    kept.push({ id, keyId, name, mediaType, size: bytes.length, sha256: digest, scan, createdAt })
  }
  await db
    .insertInto('file')
    .values(
      kept.map(({ id, name, mediaType, size, sha256: digest, scan }) => ({
        id,
        key_id: keyId,
        name,
        media_type: mediaType,
        size,
        sha256: Buffer.from(digest, 'hex'),
        scan,
        scan_due_at: scan === 'pending' ? new Date(createdAt) : null,
        created_at: new Date(createdAt),
      })),
    )
    .execute()
  return kept
}

/**
 * A file with its plain bytes: opened whole, length and digest compared with the row, before a single byte leaves.
 * Throws NotFound; an Error when stored bytes are not those that were kept. Whose it is, is asked before.
 */
export async function readFile(
  context: Context,
  fileId: string,
): Promise<{ file: KeptFile; bytes: Uint8Array }> {
  const row = await context.db
    .selectFrom('file')
    .innerJoin('file_key', 'file_key.id', 'file.key_id')
    .selectAll('file')
    .select('file_key.wrapped')
    .where('file.id', '=', fileId)
    .executeTakeFirst()
  if (row === undefined || row.scan === 'infected') throw new NotFound()
  const file = keptFile(row)
  const key = unwrapped(context, { keyId: file.keyId, wrapped: row.wrapped })
  const bytes = await unsealFile(key, await context.files.get(fileId), fileId)
  if (bytes.length !== file.size || hexOf(sha256(bytes)) !== file.sha256) {
    throw new Error(`file ${fileId}: the stored bytes are not those that were kept`)
  }
  return { file, bytes }
}

/** What a file is sealed with, besides the key: stored bytes fit no other row. */
export const fileSeal = (id: string): string => `file:${id}`

/** Files of before docs/decisions/0041 are sealed in one piece. */
const unsealFile = async (key: Uint8Array, sealed: Uint8Array, id: string): Promise<Uint8Array> =>
  isSealedInPieces(sealed) ? await unsealPieces(key, sealed, fileSeal(id)) : unseal(key, sealed, fileSeal(id))

export async function findFile(db: Db, fileId: string): Promise<KeptFile | null> {
  const row = await db.selectFrom('file').selectAll().where('id', '=', fileId).executeTakeFirst()
  return row === undefined ? null : keptFile(row)
}

/** Which of these ids have a row: a file, or one on its way. What came to an end has no bytes of its own any more. */
export async function knownFiles(db: Db, ids: readonly string[]): Promise<ReadonlySet<string>> {
  if (ids.length === 0) return new Set()
  const rows = await db
    .selectFrom('file')
    .select('id')
    .where('id', '=', sql<string>`any(${ids}::uuid[])`)
    .unionAll(
      db
        .selectFrom('upload')
        .select('id')
        .where('id', '=', sql<string>`any(${ids}::uuid[])`)
        .where('file_id', 'is', null)
        .where('refused', 'is', null),
    )
    .execute()
  return new Set(rows.map(({ id }) => id))
}

/** Files in the order of their ids, some at a time, those after an id ('' for the first); none of an erased owner. */
export async function rowsAfter(db: Db, id: string): Promise<KeptFile[]> {
  const rows = await db
    .selectFrom('file')
    .selectAll('file')
    .innerJoin('file_key', 'file_key.id', 'file.key_id')
    .where('file_key.destroyed_at', 'is', null)
    .$if(id !== '', (query) => query.where('file.id', '>', id))
    .orderBy('file.id')
    .limit(500)
    .execute()
  return rows.map(keptFile)
}

/** A row of `file` as the rest of the server sees it. */
export function keptFile(row: {
  id: string
  key_id: string
  name: string
  media_type: string
  size: number
  sha256: Buffer
  scan: string
  created_at: Date
}): KeptFile {
  return {
    id: row.id,
    keyId: row.key_id,
    name: row.name,
    mediaType: row.media_type,
    size: row.size,
    sha256: hexOf(row.sha256),
    scan: row.scan as ScanState,
    createdAt: row.created_at.getTime(),
  }
}

/** A kept file as it crosses HTTP (wire/attachment.ts, FileRow). */
export function fileRow(file: KeptFile) {
  const { id, name, mediaType, size, sha256: digest, scan, createdAt } = file
  return { id, name, mediaType, size, sha256: digest, scan, createdAt: new Date(createdAt).toISOString() }
}

/** The same in its slot; `now` decides whether signing still waits for the scanner. */
export function attachmentRow(file: KeptFile & { readonly document: string }, now: number) {
  return { ...fileRow(file), document: file.document, hold: scanHold(file.scan, file.createdAt, now) }
}

/** Holds rows of files until the transaction ends, always in one order. */
export async function holdFiles(trx: Db, fileIds: readonly string[]): Promise<void> {
  if (fileIds.length === 0) return
  await trx.selectFrom('file').select('id').where('id', 'in', fileIds).orderBy('id').forUpdate().execute()
}

/** Deletes rows of files; the stored bytes go by `forgetBytes` once the transaction has been committed. */
export async function deleteFiles(db: Db, fileIds: readonly string[]): Promise<void> {
  if (fileIds.length > 0) await db.deleteFrom('file').where('id', 'in', fileIds).execute()
}

/**
 * Deletes stored bytes whose rows are gone, unless a backup is copying them. What was not deleted is logged: it is
 * sealed, and nobody has the id.
 */
export async function forgetBytes(context: Context, fileIds: readonly string[]): Promise<void> {
  if (fileIds.length === 0) return
  const left = (id: string, reason: unknown): void =>
    context.log({ level: 'warn', message: 'stored file not deleted', file: id, reason: String(reason) })
  try {
    await inTransaction(context.db, async (tx) => {
      const may = await mayDeleteBytes(tx)
      for (const id of fileIds) {
        if (may) await context.files.delete(id).catch((error: unknown) => left(id, error))
        else left(id, 'a backup is running')
      }
    })
  } catch (error) {
    for (const id of fileIds) left(id, error)
  }
}

/** Files whose turn it is to be scanned, those waiting longest first, some at a time. */
export async function filesToScan(db: Db, now: number): Promise<{ id: string; tries: number }[]> {
  return await db
    .selectFrom('file')
    .select(['id', 'scan_attempts as tries'])
    .where('scan', '=', 'pending')
    .where('scan_due_at', '<=', new Date(now))
    .orderBy('scan_due_at')
    .limit(100)
    .execute()
}

/** What the scanner said of a file. */
export async function setScan(db: Db, fileId: string, scan: 'clean' | 'infected'): Promise<void> {
  await db.updateTable('file').set({ scan, scan_due_at: null }).where('id', '=', fileId).execute()
}

/** The scanner gave no verdict: when it is asked again. */
export async function postponeScan(db: Db, fileId: string, dueAt: number): Promise<void> {
  await db
    .updateTable('file')
    .set((eb) => ({ scan_due_at: new Date(dueAt), scan_attempts: eb('scan_attempts', '+', 1) }))
    .where('id', '=', fileId)
    .execute()
}

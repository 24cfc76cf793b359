import { randomUUID } from 'node:crypto'
import type { RefusalCode } from '../../domain/refusal.ts'
import type { Db } from '../context.ts'
import { hexOf } from './file-store.ts'

/** What is said of a file before its first byte. `sha256` is lower-case hexadecimal. */
export interface Announced {
  /** The slot of a draft; null: it goes with a letter of the company, or with what a client sends later. */
  readonly document: string | null
  /** The asked paper that it is sent for; left out of everything else. */
  readonly slotId?: string | null
  readonly name: string
  /** Bytes. */
  readonly size: number
  readonly sha256: string
  /** The attached file whose place it takes. */
  readonly replaces: string | null
}

/** Where a file goes: into a draft of an appeal, or in one that is sent to a letter of the company or a submission. */
export interface UploadPlace {
  readonly appealId: string
  readonly replyId: string | null
  readonly submissionDraftId: string | null
}

/** The draft of a client. */
export const ofDraft = (appealId: string): UploadPlace => ({
  appealId,
  replyId: null,
  submissionDraftId: null,
})

/** A file on its way. */
export interface Upload extends Announced {
  readonly id: string
  /** Bytes that have arrived. */
  readonly received: number
  /** Bytes of its sealed pieces in the storage. */
  readonly stored: number
  /** The file that it became. */
  readonly fileId: string | null
  /** Why it became none. */
  readonly refused: RefusalCode | null
}

/** Begins an upload; answers its id. */
export async function insertUpload(
  db: Db,
  { appealId, replyId, submissionDraftId }: UploadPlace,
  announced: Announced,
  now: number,
): Promise<string> {
  const id = randomUUID()
  await db
    .insertInto('upload')
    .values({
      id,
      appeal_id: appealId,
      reply_id: replyId,
      submission_draft_id: submissionDraftId,
      document: announced.document,
      slot_id: announced.slotId ?? null,
      replaces: announced.replaces,
      name: announced.name,
      size: announced.size,
      sha256: Buffer.from(announced.sha256, 'hex'),
      created_at: new Date(now),
      updated_at: new Date(now),
    })
    .execute()
  return id
}

/** Uploads to a place that still wait for bytes, the oldest first. */
export async function openUploads(db: Db, place: UploadPlace): Promise<Upload[]> {
  const rows = await uploads(db, place)
    .where('file_id', 'is', null)
    .where('refused', 'is', null)
    .orderBy('created_at')
    .orderBy('id')
    .execute()
  return rows.map(uploadOf)
}

/** One upload to a place, also a finished one; null when there is none. `lock` holds it until the transaction ends. */
export async function findUpload(
  db: Db,
  place: UploadPlace,
  id: string,
  lock = false,
): Promise<Upload | null> {
  const query = uploads(db, place).where('id', '=', id)
  const row = await (lock ? query.forUpdate() : query).executeTakeFirst()
  return row === undefined ? null : uploadOf(row)
}

/**
 * Counts a piece of bytes that begins at `at`, if that is where the next ones belong, and answers where in the storage
 * it is written, before the transaction ends: what is counted is kept. Null when another sender was here before.
 */
export async function growUpload(
  trx: Db,
  id: string,
  piece: { readonly at: number; readonly bytes: number; readonly sealed: number },
  now: number,
): Promise<number | null> {
  const grown = await trx
    .updateTable('upload')
    .set((eb) => ({
      received: piece.at + piece.bytes,
      stored: eb('stored', '+', piece.sealed),
      updated_at: new Date(now),
    }))
    .where('id', '=', id)
    .where('received', '=', piece.at)
    .where('file_id', 'is', null)
    .where('refused', 'is', null)
    .returning('stored')
    .executeTakeFirst()
  return grown === undefined ? null : Number(grown.stored) - piece.sealed
}

/** Sealed parts of an upload that began before bytes waited in the storage, in order; they come first. */
export async function partsOfUpload(db: Db, id: string): Promise<{ at: number; sealed: Uint8Array }[]> {
  return await db
    .selectFrom('upload_part')
    .select(['at', 'sealed'])
    .where('upload_id', '=', id)
    .orderBy('at')
    .execute()
}

/**
 * What a whole upload came to: a kept file, or a refusal. Its bytes are not needed any more; those in the storage go by
 * `forgetBytes` once the transaction has been committed.
 */
export async function closeUpload(
  db: Db,
  id: string,
  end: { readonly fileId: string } | { readonly refused: RefusalCode },
  now: number,
): Promise<void> {
  await db.deleteFrom('upload_part').where('upload_id', '=', id).execute()
  const became = 'fileId' in end ? { file_id: end.fileId } : { refused: end.refused }
  await db
    .updateTable('upload')
    .set({ ...became, updated_at: new Date(now) })
    .where('id', '=', id)
    .execute()
}

/** Its bytes in the storage go by `forgetBytes`, as all of these. */
export async function deleteUpload(db: Db, id: string): Promise<void> {
  await db.deleteFrom('upload').where('id', '=', id).execute()
}

/** What was counted is not in the storage: nothing has arrived, and its sender begins at the first byte. */
export async function beginUploadAgain(trx: Db, id: string, now: number): Promise<void> {
  await trx.deleteFrom('upload_part').where('upload_id', '=', id).execute()
  await trx
    .updateTable('upload')
    .set({ received: 0, stored: 0, updated_at: new Date(now) })
    .where('id', '=', id)
    .execute()
}

/**
 * Forgets uploads that nothing has come for since a moment (epoch milliseconds); those to which something comes just
 * now stay. Answers all: a process that was killed leaves bytes of finished ones, and of such as counted nothing.
 */
export async function deleteUploadsBefore(db: Db, moment: number): Promise<string[]> {
  const old = db
    .selectFrom('upload')
    .select('id')
    .where('updated_at', '<', new Date(moment))
    .forUpdate()
    .skipLocked()
  const gone = await db.deleteFrom('upload').where('id', 'in', old).returning('id').execute()
  return gone.map(({ id }) => id)
}

/**
 * All uploads into a draft that is being deleted, held until the transaction ends: a piece that is being written just
 * now is waited for, and none comes after it.
 */
export async function holdUploads(trx: Db, appealId: string): Promise<string[]> {
  const rows = await trx
    .selectFrom('upload')
    .select('id')
    .where('appeal_id', '=', appealId)
    .orderBy('id')
    .forUpdate()
    .execute()
  return rows.map(({ id }) => id)
}

const uploads = (db: Db, { appealId, replyId, submissionDraftId }: UploadPlace) =>
  db
    .selectFrom('upload')
    .where('appeal_id', '=', appealId)
    .where('reply_id', 'is not distinct from', replyId)
    .where('submission_draft_id', 'is not distinct from', submissionDraftId)
    .select(['id', 'document', 'replaces', 'name', 'size', 'sha256', 'received', 'stored'])
    .select(['file_id', 'refused', 'slot_id'])

function uploadOf(row: Awaited<ReturnType<ReturnType<typeof uploads>['executeTakeFirstOrThrow']>>): Upload {
  return {
    id: row.id,
    document: row.document,
    slotId: row.slot_id,
    replaces: row.replaces,
    name: row.name,
    size: row.size,
    sha256: hexOf(row.sha256),
    received: row.received,
    stored: Number(row.stored),
    fileId: row.file_id,
    refused: row.refused as RefusalCode | null,
  }
}

import { randomUUID } from 'node:crypto'
import type { Status } from '../../domain/appeal/status.ts'
import type { SubmissionKind } from '../../domain/appeal/submission-kind.ts'
import type { PlainDate } from '../../domain/calendar/plain-date.ts'
import { type Sender, senderOf } from '../../domain/submission/submission.ts'
import { type KeptFile, keptFile } from '../attachment/file-store.ts'
import type { Db } from '../context.ts'
import { isForPartyOf, tieTo } from '../contract/contract-store.ts'

/** A file of a draft, and the asked paper that it is sent for; null: it goes with a message. */
export interface DraftFile extends KeptFile {
  readonly slotId: string | null
}

/** What a client writes in a sent appeal and has not sent yet; instants are epoch milliseconds. */
export interface SubmissionDraft {
  readonly id: string
  readonly kind: SubmissionKind
  readonly personId: string
  readonly version: number
  /** The last saves taken, newest first. */
  readonly saveIds: readonly string[]
  readonly text: string
  readonly updatedAt: number
  readonly files: readonly DraftFile[]
  readonly appeal: {
    readonly id: string
    readonly status: Status
    readonly fileKeyId: string
    readonly partyId: string
    readonly writerId: string
  }
}

const rows = (db: Db) =>
  db
    .selectFrom('submission_draft as draft')
    .innerJoin('appeal', 'appeal.id', 'draft.appeal_id')
    .select(['draft.id', 'draft.kind', 'draft.person_id', 'version', 'save_ids', 'text', 'updated_at'])
    .select(['appeal.id as appeal_id', 'status', 'file_key_id', 'party_id', 'appeal.person_id as writer_id'])

type Row = Awaited<ReturnType<ReturnType<typeof rows>['executeTakeFirstOrThrow']>>

async function draftOf(db: Db, row: Row): Promise<SubmissionDraft> {
  return {
    id: row.id,
    kind: row.kind,
    personId: row.person_id,
    version: row.version,
    saveIds: row.save_ids,
    text: row.text,
    updatedAt: row.updated_at.getTime(),
    files: await draftFiles(db, row.id),
    appeal: {
      id: row.appeal_id,
      status: row.status,
      fileKeyId: row.file_key_id,
      partyId: row.party_id,
      writerId: row.writer_id,
    },
  }
}

async function draftFiles(db: Db, draftId: string): Promise<DraftFile[]> {
  const files = await db
    .selectFrom('submission_draft_file as put')
    .innerJoin('file', 'file.id', 'put.file_id')
    .selectAll('file')
    .select('put.slot_id')
    .where('put.draft_id', '=', draftId)
    .orderBy('put.created_at')
    .orderBy('file.id')
    .execute()
  return files.map((file) => ({ ...keptFile(file), slotId: file.slot_id }))
}

/** A draft of this client by its id, or of a kind in an appeal; null where they may not act for its party today. */
export async function findSubmissionDraft(
  db: Db,
  personId: string,
  which: { readonly id: string } | { readonly appealId: string; readonly kind: SubmissionKind },
  today: PlainDate,
): Promise<SubmissionDraft | null> {
  const own = rows(db).where('draft.person_id', '=', personId).where(isForPartyOf(personId, today))
  const row = await ('id' in which
    ? own.where('draft.id', '=', which.id)
    : own.where('appeal.id', '=', which.appealId).where('draft.kind', '=', which.kind)
  ).executeTakeFirst()
  return row === undefined ? null : await draftOf(db, row)
}

/** Everything that this client writes in appeals open to them today, the last changed first. */
export async function submissionDraftsOf(
  db: Db,
  personId: string,
  today: PlainDate,
): Promise<SubmissionDraft[]> {
  const found = await rows(db)
    .where('draft.person_id', '=', personId)
    .where(isForPartyOf(personId, today))
    .orderBy('updated_at', 'desc')
    .orderBy('draft.id')
    .execute()
  return await Promise.all(found.map((row) => draftOf(db, row)))
}

/** A draft that is held, with what its sender is to the appeal today. */
interface HeldDraft {
  readonly draft: SubmissionDraft
  readonly sender: Sender
}

/**
 * Holds a draft of this client until the transaction ends, and their right to act before it: saving, putting up,
 * sending and taking back the mandate follow each other. The appeal is held after it, never before.
 */
export async function lockSubmissionDraft(
  trx: Db,
  personId: string,
  id: string,
  today: PlainDate,
): Promise<HeldDraft | null> {
  const one = () => rows(trx).where('draft.id', '=', id).where('draft.person_id', '=', personId)
  const first = await one().executeTakeFirst()
  if (first === undefined) return null
  const tie = await tieTo(trx, personId, first.party_id, 'held')
  const sender = senderOf({ ...tie, isWriter: first.writer_id === personId }, today)
  // Sent or discarded by another press meanwhile, it is there no more.
  const row = await one().forUpdate('draft').executeTakeFirst()
  if (sender === null || row === undefined) return null
  return { sender, draft: await draftOf(trx, row) }
}

/** Begins a draft of a kind in an appeal, where there is none yet; there is one after it. */
export async function beginSubmissionDraft(
  trx: Db,
  draft: { readonly appealId: string; readonly personId: string; readonly kind: SubmissionKind },
  now: number,
): Promise<void> {
  await trx
    .insertInto('submission_draft')
    .values({
      id: randomUUID(),
      appeal_id: draft.appealId,
      person_id: draft.personId,
      kind: draft.kind,
      created_at: new Date(now),
      updated_at: new Date(now),
    })
    .onConflict((conflict) => conflict.columns(['appeal_id', 'person_id', 'kind']).doNothing())
    .execute()
}

/** A page has one save on its way, or two as it goes: this is room for many pages that are away for long. */
const saveIdsKept = 50

/** Writes a held draft back as its next version; `saveId` is known from then on. */
export async function saveSubmissionDraft(
  trx: Db,
  draft: SubmissionDraft,
  now: number,
  saveId?: string | undefined,
): Promise<void> {
  const saveIds = saveId === undefined ? draft.saveIds : [saveId, ...draft.saveIds].slice(0, saveIdsKept)
  await trx
    .updateTable('submission_draft')
    .set({
      version: draft.version + 1,
      save_ids: [...saveIds],
      text: draft.text,
      updated_at: new Date(now),
    })
    .where('id', '=', draft.id)
    .execute()
}

export async function addDraftFile(
  trx: Db,
  put: { readonly draftId: string; readonly fileId: string; readonly slotId: string | null },
  now: number,
): Promise<void> {
  await trx
    .insertInto('submission_draft_file')
    .values({ draft_id: put.draftId, file_id: put.fileId, slot_id: put.slotId, created_at: new Date(now) })
    .execute()
}

export async function removeDraftFile(trx: Db, fileId: string): Promise<void> {
  await trx.deleteFrom('submission_draft_file').where('file_id', '=', fileId).execute()
}

/** The draft goes: it was sent, or is let go of. Its files stay, their places are emptied. Answers uploads of it. */
export async function deleteSubmissionDraft(trx: Db, draftId: string): Promise<string[]> {
  const uploads = await trx
    .selectFrom('upload')
    .select('id')
    .where('submission_draft_id', '=', draftId)
    .orderBy('id')
    .forUpdate()
    .execute()
  await trx.deleteFrom('submission_draft').where('id', '=', draftId).execute()
  return uploads.map(({ id }) => id)
}

/** Drafts that nobody has changed since a moment (epoch milliseconds), some hundred at a time. */
export async function submissionDraftsBefore(db: Db, moment: number): Promise<string[]> {
  const rows = await db
    .selectFrom('submission_draft')
    .select('id')
    .where('updated_at', '<', new Date(moment))
    .orderBy('updated_at')
    .limit(500)
    .execute()
  return rows.map(({ id }) => id)
}

/** Any draft that nobody has changed since a moment, held, to clean up; null where somebody has. Its files' ids. */
export async function lockForgotten(trx: Db, id: string, moment: number): Promise<string[] | null> {
  const row = await trx
    .selectFrom('submission_draft')
    .select('id')
    .where('id', '=', id)
    .where('updated_at', '<', new Date(moment))
    .forUpdate()
    .executeTakeFirst()
  return row === undefined ? null : (await draftFiles(trx, id)).map((file) => file.id)
}

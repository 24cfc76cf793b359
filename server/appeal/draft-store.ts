import { randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import { firstStatus, unsentStatuses } from '../../domain/appeal/status.ts'
import type { PlainDate } from '../../domain/calendar/plain-date.ts'
import type { Answers } from '../../domain/catalogue/field.ts'
import type { LetterLanguage } from '../../domain/language.ts'
import type { PaymentMethod } from '../../domain/tariff/payment.ts'
import { Answers as WireAnswers } from '../../wire/appeal.ts'
import { holdFiles, type KeptFile, keptFile } from '../attachment/file-store.ts'
import type { Db } from '../context.ts'
import { holdRightToAct, isForPartyOf } from '../contract/contract-store.ts'

/** A draft as it is stored; instants are epoch milliseconds. */
export interface StoredDraft {
  readonly id: string
  readonly personId: string
  readonly partyId: string
  readonly contractId: string
  readonly fileKeyId: string
  /** A version of a type (catalogue-store.ts); null until one is chosen. */
  readonly typeId: string | null
  readonly letterLanguage: LetterLanguage
  readonly createdAt: number
  readonly updatedAt: number
  readonly version: number
  /** The last saves taken, newest first. */
  readonly saveIds: readonly string[]
  readonly address: string
  readonly email: string
  readonly answers: Answers
  readonly paymentMethod: PaymentMethod | null
  /** When «Иә, келісемін» chose it; null while it was not pressed. */
  readonly paymentAgreedAt: number | null
}

const everyDraft = (db: Db) =>
  db
    .selectFrom('appeal')
    .innerJoin('appeal_draft as draft', 'draft.appeal_id', 'appeal.id')
    .select(['appeal.id', 'person_id', 'party_id', 'contract_id', 'file_key_id', 'type_id'])
    .select(['letter_language', 'appeal.created_at', 'draft.updated_at', 'draft.version'])
    .select(['draft.save_ids', 'draft.address', 'draft.email', 'draft.answers', 'draft.payment_method'])
    .select('draft.payment_agreed_at')
    .where('status', 'in', unsentStatuses)

/** Those that this client writes for somebody they may act for today; what they began for others is hidden. */
const drafts = (db: Db, personId: string, today: PlainDate) =>
  everyDraft(db).where('person_id', '=', personId).where(isForPartyOf(personId, today))

type Row = Awaited<ReturnType<ReturnType<typeof everyDraft>['executeTakeFirstOrThrow']>>

const storedDraft = (row: Row): StoredDraft => ({
  id: row.id,
  personId: row.person_id,
  partyId: row.party_id,
  contractId: row.contract_id,
  fileKeyId: row.file_key_id,
  typeId: row.type_id,
  letterLanguage: row.letter_language,
  createdAt: row.created_at.getTime(),
  updatedAt: row.updated_at.getTime(),
  version: row.version,
  saveIds: row.save_ids,
  address: row.address,
  email: row.email,
  answers: WireAnswers.parse(row.answers),
  paymentMethod: row.payment_method,
  paymentAgreedAt: row.payment_agreed_at?.getTime() ?? null,
})

/** A draft of this client, or null: not there, another's, sent, or begun by a mandate that has ended. */
export async function findDraft(
  db: Db,
  personId: string,
  id: string,
  today: PlainDate,
): Promise<StoredDraft | null> {
  const row = await drafts(db, personId, today).where('appeal.id', '=', id).executeTakeFirst()
  return row === undefined ? null : storedDraft(row)
}

/**
 * The same, held until the transaction ends, the mandate that it is written by too: sending, saving, attaching and
 * taking back the mandate follow each other.
 */
export async function lockDraft(
  tx: Db,
  personId: string,
  id: string,
  today: PlainDate,
): Promise<StoredDraft | null> {
  const row = await drafts(tx, personId, today)
    .select(
      sql<string | null>`(select party.person_id from party where party.id = appeal.party_id)`.as('whose'),
    )
    .where('appeal.id', '=', id)
    .forUpdate(['appeal', 'draft'])
    .executeTakeFirst()
  if (row === undefined) return null
  // For themselves nobody needs a mandate that could be taken back meanwhile.
  if (row.whose !== personId && !(await holdRightToAct(tx, personId, row.party_id, today))) return null
  return storedDraft(row)
}

/** Any draft, to clean up: what it says is shown to nobody. */
export async function lockDraftOfAnybody(tx: Db, id: string): Promise<StoredDraft | null> {
  const row = await everyDraft(tx)
    .where('appeal.id', '=', id)
    .forUpdate(['appeal', 'draft'])
    .executeTakeFirst()
  return row === undefined ? null : storedDraft(row)
}

/** Drafts of this client, the one last changed first. */
export async function draftsOf(db: Db, personId: string, today: PlainDate): Promise<StoredDraft[]> {
  const rows = await drafts(db, personId, today)
    .orderBy('draft.updated_at', 'desc')
    .orderBy('appeal.id')
    .execute()
  return rows.map(storedDraft)
}

export async function insertDraft(
  db: Db,
  draft: Omit<
    StoredDraft,
    'id' | 'version' | 'saveIds' | 'createdAt' | 'updatedAt' | 'typeId' | 'paymentMethod' | 'paymentAgreedAt'
  >,
  now: number,
): Promise<string> {
  const id = randomUUID()
  await db
    .insertInto('appeal')
    .values({
      id,
      person_id: draft.personId,
      party_id: draft.partyId,
      contract_id: draft.contractId,
      file_key_id: draft.fileKeyId,
      status: firstStatus,
      letter_language: draft.letterLanguage,
      created_at: new Date(now),
    })
    .execute()
  await db
    .insertInto('appeal_draft')
    .values({
      appeal_id: id,
      version: 1,
      address: draft.address,
      email: draft.email,
      answers: JSON.stringify(draft.answers),
      updated_at: new Date(now),
    })
    .execute()
  return id
}

/** A page has one save on its way, or two as it goes: this is room for many pages that are away for long. */
const saveIdsKept = 50

/** Writes a locked draft back as its next version; `saveId` is known from then on. */
export async function saveNextVersion(
  tx: Db,
  draft: StoredDraft,
  now: number,
  saveId?: string | undefined,
): Promise<void> {
  await tx
    .updateTable('appeal')
    .set({
      contract_id: draft.contractId,
      party_id: draft.partyId,
      type_id: draft.typeId,
      letter_language: draft.letterLanguage,
    })
    .where('id', '=', draft.id)
    .execute()
  await tx
    .updateTable('appeal_draft')
    .set({
      version: draft.version + 1,
      save_ids: saveId === undefined ? [...draft.saveIds] : [saveId, ...draft.saveIds].slice(0, saveIdsKept),
      address: draft.address,
      email: draft.email,
      answers: JSON.stringify(draft.answers),
      payment_method: draft.paymentMethod,
      updated_at: new Date(now),
    })
    .where('appeal_id', '=', draft.id)
    .execute()
}

/** When the press of «Иә, келісемін» chose the method (§7). */
export async function setPaymentAgreed(tx: Db, draftId: string, at: number | null): Promise<void> {
  await tx
    .updateTable('appeal_draft')
    .set({ payment_agreed_at: at === null ? null : new Date(at) })
    .where('appeal_id', '=', draftId)
    .execute()
}

/** A file in its slot. */
export interface DraftAttachment extends KeptFile {
  readonly document: string
}

/** The rows of what is attached to an appeal, in the order it was put up; the digest hexadecimal. */
export const attachmentRows = (db: Db, appealId: string) =>
  db
    .selectFrom('attachment')
    .innerJoin('file', 'file.id', 'attachment.file_id')
    .select(['attachment.document', 'file.id', 'file.key_id', 'file.name', 'file.media_type', 'file.size'])
    .select(['file.scan', 'file.created_at', sql<string>`encode(file.sha256, 'hex')`.as('sha256')])
    .where('attachment.appeal_id', '=', appealId)
    .orderBy('attachment.position')

type AttachmentRow = Awaited<ReturnType<ReturnType<typeof attachmentRows>['executeTakeFirstOrThrow']>>

/** What such a row says, whether it came by itself or as JSON. */
export const draftAttachment = ({
  document,
  sha256,
  created_at,
  ...row
}: Omit<AttachmentRow, 'created_at'> & { readonly created_at: Date | string }): DraftAttachment => ({
  ...keptFile({ ...row, sha256: Buffer.from(sha256, 'hex'), created_at: new Date(created_at) }),
  document,
})

/** §7: what is attached to an appeal, in the order it was put up. */
export async function draftAttachments(db: Db, appealId: string): Promise<DraftAttachment[]> {
  return (await attachmentRows(db, appealId).execute()).map(draftAttachment)
}

export async function insertAttachment(
  tx: Db,
  attachment: { appealId: string; document: string; fileId: string },
  now: number,
): Promise<void> {
  const last = await tx
    .selectFrom('attachment')
    .select((eb) => eb.fn.max('position').as('position'))
    .where('appeal_id', '=', attachment.appealId)
    .executeTakeFirst()
  await tx
    .insertInto('attachment')
    .values({
      id: randomUUID(),
      appeal_id: attachment.appealId,
      document: attachment.document,
      file_id: attachment.fileId,
      position: (last?.position ?? 0) + 1,
      created_at: new Date(now),
    })
    .execute()
}

export async function deleteAttachment(tx: Db, appealId: string, fileId: string): Promise<void> {
  await tx.deleteFrom('attachment').where('appeal_id', '=', appealId).where('file_id', '=', fileId).execute()
}

/** Ids of every file made under a draft: attachments, prepared letters and their pages. */
export async function filesUnderKey(db: Db, keyId: string): Promise<string[]> {
  const rows = await db.selectFrom('file').select('id').where('key_id', '=', keyId).execute()
  return rows.map(({ id }) => id)
}

/**
 * Deletes a locked draft with everything of it: rows, letters, files, and the key, so that nothing can be read
 * again.
 */
export async function deleteDraft(tx: Db, draft: StoredDraft): Promise<string[]> {
  // Who looks at its letter now keeps the pages before this, or not at all.
  await holdFiles(tx, await filesUnderKey(tx, draft.fileKeyId))
  const fileIds = await filesUnderKey(tx, draft.fileKeyId)
  await tx.deleteFrom('due_act').where('appeal_id', '=', draft.id).execute()
  await tx.deleteFrom('attachment').where('appeal_id', '=', draft.id).execute()
  const letters = tx.selectFrom('prepared_letter').select('id').where('appeal_id', '=', draft.id)
  await tx.deleteFrom('phone_signing').where('letter_id', 'in', letters).execute()
  await tx.deleteFrom('prepared_letter').where('appeal_id', '=', draft.id).execute()
  await tx.deleteFrom('appeal_draft').where('appeal_id', '=', draft.id).execute()
  await tx.deleteFrom('appeal').where('id', '=', draft.id).execute()
  await tx.deleteFrom('file').where('key_id', '=', draft.fileKeyId).execute()
  await tx.deleteFrom('file_key').where('id', '=', draft.fileKeyId).execute()
  return fileIds
}

/** Drafts last changed before a moment (epoch milliseconds), some hundred at a time. */
export async function draftsUntouchedSince(db: Db, moment: number): Promise<string[]> {
  const rows = await db
    .selectFrom('appeal')
    .innerJoin('appeal_draft', 'appeal_draft.appeal_id', 'appeal.id')
    .select('appeal.id')
    .where('status', 'in', unsentStatuses)
    .where('appeal_draft.updated_at', '<', new Date(moment))
    .limit(200)
    .execute()
  return rows.map(({ id }) => id)
}

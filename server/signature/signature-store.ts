import { randomUUID } from 'node:crypto'
import type { Selectable } from 'kysely'
import { z } from 'zod'
import type { PreparedLetterTable } from '../../db/tables.ts'
import type { PlainDate } from '../../domain/calendar/plain-date.ts'
import type { Answers } from '../../domain/catalogue/field.ts'
import type { Localised } from '../../domain/language.ts'
import type { SigningMethod } from '../../domain/signature/method.ts'
import type { PaymentMethod } from '../../domain/tariff/payment.ts'
import { Answers as WireAnswers } from '../../wire/appeal.ts'
import type { Signer } from '../appeal/appeal-store.ts'
import { deleteDrawnPages } from '../appeal/letter-pages-store.ts'
import { holdFiles } from '../attachment/file-store.ts'
import type { Db } from '../context.ts'

/** A letter frozen for signature; void at the local midnight that ends `localDate`. */
export interface PreparedRow {
  readonly id: string
  readonly draftVersion: number
  readonly localDate: PlainDate
  readonly fileId: string
  readonly pagesFileId: string
  readonly text: string
  readonly salt: Uint8Array
  readonly typeId: string
  readonly tariffId: string
  /** What it says is enclosed; `sha256` lower-case hexadecimal. */
  readonly enclosures: readonly { readonly sha256: string }[]
}

/** What a letter was made from, beside the letter itself. */
export interface NewPreparedRow extends PreparedRow {
  readonly appealId: string
  readonly preparedAt: number
  readonly feeTiyn: number
  readonly vatPercent: number
  readonly address: string
  readonly email: string
  readonly answers: unknown
  readonly paymentMethod: string | null
}

/** The letter of a draft that now waits for signature; null before the first. */
export async function currentLetter(db: Db, appealId: string): Promise<PreparedRow | null> {
  const row = await db
    .selectFrom('prepared_letter')
    .selectAll()
    .where('appeal_id', '=', appealId)
    .executeTakeFirst()
  return row === undefined ? null : preparedRow(row)
}

/** One frozen letter, whether it is still the one to sign or not. */
export async function letterById(db: Db, id: string): Promise<PreparedRow | null> {
  const row = await db.selectFrom('prepared_letter').selectAll().where('id', '=', id).executeTakeFirst()
  return row === undefined ? null : preparedRow(row)
}

function preparedRow(row: Selectable<PreparedLetterTable>): PreparedRow {
  return {
    id: row.id,
    draftVersion: row.draft_version,
    localDate: row.local_date as PlainDate,
    fileId: row.file_id,
    pagesFileId: row.pages_file_id,
    text: row.text,
    salt: new Uint8Array(row.salt),
    typeId: row.type_id,
    tariffId: row.tariff_id,
    enclosures: Enclosures.parse(row.enclosures),
  }
}

/** More of each is kept: the letter's own (server/letter/letter.ts). */
const Enclosures = z.array(z.looseObject({ sha256: z.string() }))

export async function insertLetter(trx: Db, letter: NewPreparedRow): Promise<void> {
  await trx
    .insertInto('prepared_letter')
    .values({
      id: letter.id,
      appeal_id: letter.appealId,
      draft_version: letter.draftVersion,
      prepared_at: new Date(letter.preparedAt),
      local_date: letter.localDate,
      file_id: letter.fileId,
      pages_file_id: letter.pagesFileId,
      text: letter.text,
      salt: Buffer.from(letter.salt),
      type_id: letter.typeId,
      tariff_id: letter.tariffId,
      fee_tiyn: letter.feeTiyn,
      vat_percent: letter.vatPercent,
      address: letter.address,
      email: letter.email,
      answers: JSON.stringify(letter.answers),
      payment_method: letter.paymentMethod,
      enclosures: JSON.stringify(letter.enclosures),
    })
    .execute()
}

/** What a sent letter was written from. */
export interface SignedWriting {
  readonly contractId: string
  readonly answers: Answers
  readonly paymentMethod: PaymentMethod | null
  readonly address: string
  readonly email: string
  /** Epoch milliseconds. */
  readonly preparedAt: number
}

/** What the signed letter of a sent appeal was written from. Throws where there is none. */
export async function signedWriting(db: Db, appealId: string): Promise<SignedWriting> {
  const row = await db
    .selectFrom('prepared_letter as letter')
    .innerJoin('signature', 'signature.letter_id', 'letter.id')
    .innerJoin('appeal', 'appeal.id', 'letter.appeal_id')
    .select(['appeal.contract_id', 'letter.answers', 'letter.payment_method', 'letter.address'])
    .select(['letter.email', 'letter.prepared_at'])
    .where('letter.appeal_id', '=', appealId)
    .executeTakeFirstOrThrow()
  return {
    contractId: row.contract_id,
    answers: WireAnswers.parse(row.answers),
    // Written by prepare-letter.ts alone.
    paymentMethod: row.payment_method as PaymentMethod | null,
    address: row.address,
    email: row.email,
    preparedAt: row.prepared_at.getTime(),
  }
}

/** Whether a sent appeal's letter agreed to a fee. */
export async function hasFee(db: Db, appealId: string): Promise<boolean> {
  const row = await db
    .selectFrom('prepared_letter')
    .select('fee_tiyn')
    .where('appeal_id', '=', appealId)
    .executeTakeFirst()
  return row !== undefined && Number(row.fee_tiyn) > 0
}

/** Deletes an unsigned draft's letters; answers the ids of their files, whose bytes go after the commit. */
export async function deleteLetters(trx: Db, appealId: string): Promise<string[]> {
  const rows = await trx
    .deleteFrom('prepared_letter')
    .where('appeal_id', '=', appealId)
    .returning(['file_id', 'pages_file_id'])
    .execute()
  const ids = rows.flatMap((row) => [row.file_id, row.pages_file_id])
  // Who looks at the letter now keeps its pages before this, or not at all.
  await holdFiles(trx, ids)
  return [...ids, ...(await deleteDrawnPages(trx, ids))]
}

/** What is signed, frozen: a client's letter, what they send after it, or a letter of the company. */
export type SignedLetter =
  | { readonly document: 'letter'; readonly letterId: string }
  | { readonly document: 'reply'; readonly replyLetterId: string }
  | { readonly document: 'submission'; readonly submissionLetterId: string }

/** Who signed: a client for themselves, somebody of the staff for the company, or the company's own key. */
export type SignedBy =
  | { readonly kind: 'client'; readonly personId: string; readonly method: SigningMethod }
  | {
      readonly kind: 'staff'
      readonly staffId: string
      /** As entered for them, and of the company, on that day. */
      readonly iin: string
      readonly bin: string
      /** What they are in the company on that day; null: the records have no word of their own. */
      readonly position: Localised | null
      readonly method: SigningMethod
    }
  | { readonly kind: 'seal'; readonly sealId: string; readonly bin: string }

/** An accepted signature over a document. Instants are epoch milliseconds, certificates DER. */
export interface NewSignatureRow {
  readonly over: SignedLetter
  readonly by: SignedBy
  readonly cmsFileId: string
  readonly receivedAt: number
  readonly result: 'valid' | 'invalid' | 'unknown'
  readonly code: string
  readonly verifiedAt: number
  readonly signer: Signer
  readonly chain: readonly Uint8Array[]
  readonly timestampToken: Uint8Array | null
  /** What this token proves, where it can be trusted. */
  readonly timestampedAt: number | null
  /** DER, of its authority up to the pinned root; null where it can't be trusted. */
  readonly timestampChain: readonly Uint8Array[] | null
  /** `unknown` where an authority will be asked, `not_checked` where there is none to ask. */
  readonly revocation: 'not_checked' | 'unknown'
}

/**
 * Answers its id. Revocation is asked about and a timestamp asked for afterwards: both leave the signature to be found
 * for it.
 */
export async function insertSignature(trx: Db, signature: NewSignatureRow): Promise<string> {
  const id = randomUUID()
  const { over, by } = signature
  await trx
    .insertInto('signature')
    .values({
      id,
      document: over.document,
      letter_id: over.document === 'letter' ? over.letterId : null,
      reply_letter_id: over.document === 'reply' ? over.replyLetterId : null,
      submission_letter_id: over.document === 'submission' ? over.submissionLetterId : null,
      ...signerColumns(by),
      cms_file_id: signature.cmsFileId,
      received_at: new Date(signature.receivedAt),
      result: signature.result,
      code: signature.code,
      revocation: signature.revocation,
      recheck_at: new Date(signature.receivedAt),
      verified_at: new Date(signature.verifiedAt),
      signer: JSON.stringify(signature.signer),
      chain: signature.chain.map((der) => Buffer.from(der)),
      timestamp_token: signature.timestampToken === null ? null : Buffer.from(signature.timestampToken),
      timestamp_chain: signature.timestampChain?.map((der) => Buffer.from(der)) ?? null,
      timestamped_at: signature.timestampedAt === null ? null : new Date(signature.timestampedAt),
      timestamp_due_at: signature.timestampToken === null ? new Date(signature.receivedAt) : null,
    })
    .execute()
  return id
}

function signerColumns(by: SignedBy) {
  return {
    person_id: by.kind === 'client' ? by.personId : null,
    staff_id: by.kind === 'staff' ? by.staffId : null,
    seal_id: by.kind === 'seal' ? by.sealId : null,
    expect_iin: by.kind === 'staff' ? by.iin : null,
    expect_bin: by.kind === 'client' ? null : by.bin,
    signer_position: by.kind === 'staff' && by.position !== null ? JSON.stringify(by.position) : null,
    method: by.kind === 'seal' ? null : by.method,
  }
}

/** Turns a locked draft's row into a sent one's: the subject stays as it was signed; what was edited is dropped. */
export async function closeDraft(trx: Db, appealId: string, subject: string): Promise<void> {
  await trx.updateTable('appeal').set({ subject }).where('id', '=', appealId).execute()
  await trx.deleteFrom('appeal_draft').where('appeal_id', '=', appealId).execute()
}

import { sql } from 'kysely'
import type { SignedDocument } from '../../domain/signature/signed-content.ts'
import type { KeyOfCompany } from '../../eds/purpose.ts'
import type { Db } from '../context.ts'

/** A signature with what it is over, and whose key it had to be. */
export interface SignedDocumentRow {
  readonly id: string
  readonly document: SignedDocument
  /** Whose document is signed. */
  readonly appealId: string
  /** The letter of the company on its way, where one is signed. */
  readonly replyId: string | null
  /** What the client sent after the letter, where that is signed. */
  readonly submissionId: string | null
  readonly documentFileId: string
  readonly cmsFileId: string
  /** Of the person who signed; null: the company's own key. */
  readonly iin: string | null
  /** Of the company for which they signed; null: for themselves. */
  readonly bin: string | null
}

/** Every signature, of a client, of somebody of the staff and of the company, with its document. */
export const signedDocuments = (db: Db) =>
  db
    .selectFrom('signature')
    .leftJoin('prepared_letter as letter', 'letter.id', 'signature.letter_id')
    .leftJoin('person', 'person.id', 'signature.person_id')
    .leftJoin('reply_letter', 'reply_letter.id', 'signature.reply_letter_id')
    .leftJoin('outgoing', 'outgoing.id', 'reply_letter.outgoing_id')
    .leftJoin('submission_letter as sent', 'sent.id', 'signature.submission_letter_id')
    .select([
      'signature.id',
      'signature.document',
      'signature.cms_file_id',
      'signature.expect_bin',
      'reply_letter.reply_id',
      'sent.submission_id',
      sql<string>`coalesce(letter.appeal_id, outgoing.appeal_id, sent.appeal_id)`.as('appeal_id'),
      sql<string>`coalesce(letter.file_id, reply_letter.file_id, sent.file_id)`.as('document_file_id'),
      sql<string | null>`coalesce(person.iin, signature.expect_iin)`.as('iin'),
    ])

type Row = Awaited<ReturnType<ReturnType<typeof signedDocuments>['executeTakeFirstOrThrow']>>

export const signedDocument = (row: Row): SignedDocumentRow => ({
  id: row.id,
  document: row.document,
  appealId: row.appeal_id,
  replyId: row.reply_id,
  submissionId: row.submission_id,
  documentFileId: row.document_file_id,
  cmsFileId: row.cms_file_id,
  iin: row.iin,
  bin: row.expect_bin,
})

/** What a signature's certificate is held against: a person, a company, or both. Letters of both sides are letters. */
export const measureOf = ({
  iin,
  bin,
}: Pick<SignedDocumentRow, 'iin' | 'bin'>): {
  readonly expectIin: string | null
  readonly company: KeyOfCompany
  readonly purpose: 'letter'
} => ({ expectIin: iin, company: bin === null ? false : { bin }, purpose: 'letter' })

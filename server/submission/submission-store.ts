import { sql } from 'kysely'
import type { SubmissionKind } from '../../domain/appeal/submission-kind.ts'
import type { PersonName } from '../../domain/person/name.ts'
import { type KeptFile, keptFile } from '../attachment/file-store.ts'
import type { Db } from '../context.ts'

/** What a client has sent in an appeal after its letter; instants are epoch milliseconds. */
export interface Submission {
  readonly id: string
  readonly kind: SubmissionKind
  readonly text: string
  readonly sentAt: number
  /** When staff first opened the appeal with it. */
  readonly firstReadAt: number | null
  readonly sender: { readonly id: string; readonly name: PersonName }
  readonly files: readonly KeptFile[]
}

/** What was sent in an appeal after its letter, the oldest first. */
export async function submissionsOf(db: Db, appealId: string): Promise<Submission[]> {
  const rows = await db
    .selectFrom('submission')
    .innerJoin('person', 'person.id', 'submission.person_id')
    .select(['submission.id', 'kind', 'text', 'sent_at', 'first_read_at', 'person_id'])
    .select(['surname', 'given_name', 'patronymic'])
    .where('appeal_id', '=', appealId)
    .orderBy('sent_at')
    // Two of one moment keep the order of the history.
    .orderBy(
      sql`(select seq from event where event.appeal_id = submission.appeal_id
        and event.key = 'submitted:' || submission.id::text)`,
    )
    .execute()
  if (rows.length === 0) return []
  const files = await db
    .selectFrom('submission_file')
    .innerJoin('file', 'file.id', 'submission_file.file_id')
    .selectAll('file')
    .select('submission_id')
    .where(
      'submission_id',
      'in',
      rows.map(({ id }) => id),
    )
    .orderBy('position')
    .execute()
  return rows.map((row) => ({
    id: row.id,
    kind: row.kind,
    text: row.text,
    sentAt: row.sent_at.getTime(),
    firstReadAt: row.first_read_at?.getTime() ?? null,
    sender: {
      id: row.person_id,
      name: { family: row.surname, given: row.given_name, patronymic: row.patronymic },
    },
    files: files.filter((file) => file.submission_id === row.id).map(keptFile),
  }))
}

/** When this client sent this, and in which appeal; null where there is no such. Epoch milliseconds. */
export async function findSubmitted(
  db: Db,
  personId: string,
  id: string,
): Promise<{ appealId: string; kind: SubmissionKind; sentAt: number } | null> {
  const row = await db
    .selectFrom('submission')
    .select(['appeal_id', 'kind', 'sent_at'])
    .where('id', '=', id)
    .where('person_id', '=', personId)
    .executeTakeFirst()
  return row === undefined ? null : { appealId: row.appeal_id, kind: row.kind, sentAt: row.sent_at.getTime() }
}

export async function insertSubmission(
  trx: Db,
  submission: {
    readonly id: string
    readonly appealId: string
    readonly personId: string
    readonly kind: SubmissionKind
    readonly text: string
    readonly salt: Uint8Array
    readonly sentAt: number
    readonly fileIds: readonly string[]
  },
): Promise<void> {
  const { id, fileIds } = submission
  await trx
    .insertInto('submission')
    .values({
      id,
      appeal_id: submission.appealId,
      person_id: submission.personId,
      kind: submission.kind,
      text: submission.text,
      salt: Buffer.from(submission.salt),
      sent_at: new Date(submission.sentAt),
    })
    .execute()
  if (fileIds.length === 0) return
  await trx
    .insertInto('submission_file')
    .values(fileIds.map((fileId, position) => ({ submission_id: id, file_id: fileId, position })))
    .execute()
}

/** Staff have been shown these: what of them was not opened before, was opened then (epoch milliseconds). */
export async function markSubmissionsRead(db: Db, ids: readonly string[], at: number): Promise<void> {
  if (ids.length === 0) return
  await db
    .updateTable('submission')
    .set({ first_read_at: new Date(at) })
    .where('id', 'in', ids)
    .where('first_read_at', 'is', null)
    .execute()
}

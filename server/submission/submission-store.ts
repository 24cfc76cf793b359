import { sql } from 'kysely'
import type { SubmissionKind } from '../../domain/appeal/submission-kind.ts'
import type { PlainDate } from '../../domain/calendar/plain-date.ts'
import type { PersonName } from '../../domain/person/name.ts'
import { type KeptFile, keptFile } from '../attachment/file-store.ts'
import type { Db } from '../context.ts'
import { isForPartyOf } from '../contract/contract-store.ts'
import { type SubmissionSignature, submissionSignatures } from '../signature/submission-signature-store.ts'

/** What a client has sent in an appeal after its letter; instants are epoch milliseconds. */
export interface Submission {
  readonly id: string
  readonly appealId: string
  readonly kind: SubmissionKind
  readonly text: string
  readonly sentAt: number
  /** When staff first opened the appeal with it. */
  readonly firstReadAt: number | null
  readonly sender: { readonly id: string; readonly name: PersonName }
  readonly files: readonly KeptFile[]
  /** Of what is signed; its letter and its CMS are not among `files`. */
  readonly signature: SubmissionSignature | null
  /** What the company said to a withdrawal; null: nothing yet, or it is none. `reason`: why it goes on. */
  readonly decision: { readonly at: number; readonly reason: string | null } | null
}

// Two of one moment keep the order of the history.
const placeInHistory = sql`(select seq from event where event.appeal_id = submission.appeal_id
  and event.key = 'submitted:' || submission.id::text)`

const rows = (db: Db) =>
  db
    .selectFrom('submission')
    .innerJoin('person', 'person.id', 'submission.person_id')
    .innerJoin('appeal', 'appeal.id', 'submission.appeal_id')
    .leftJoin('withdrawal_decision as decision', 'decision.submission_id', 'submission.id')
    .select(['decision.decided_at', 'decision.reason'])
    .select(['submission.id', 'appeal_id', 'submission.kind', 'submission.text', 'submission.sent_at'])
    .select(['first_read_at', 'submission.person_id', 'surname', 'given_name', 'patronymic'])
    .orderBy('submission.sent_at')
    .orderBy(placeInHistory)

type Row = Awaited<ReturnType<ReturnType<typeof rows>['executeTakeFirstOrThrow']>>

/** What was sent in an appeal after its letter, the oldest first. */
export async function submissionsOf(db: Db, appealId: string): Promise<Submission[]> {
  return await withFiles(db, await rows(db).where('appeal_id', '=', appealId).execute())
}

/** What a person has sent in appeals that are open to them today, the oldest first. */
export async function submissionsBy(db: Db, personId: string, today: PlainDate): Promise<Submission[]> {
  const own = rows(db).where('submission.person_id', '=', personId)
  return await withFiles(db, await own.where(isForPartyOf(personId, today)).execute())
}

/** When a person has sent something in appeals that are open to them no more (epoch milliseconds), the oldest first. */
export async function sentInOthersBy(db: Db, personId: string, today: PlainDate): Promise<number[]> {
  const own = rows(db).where('submission.person_id', '=', personId)
  const left = await own.where(({ not }) => not(isForPartyOf(personId, today))).execute()
  return left.map((row) => row.sent_at.getTime())
}

async function withFiles(db: Db, rows: readonly Row[]): Promise<Submission[]> {
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
  const signatures = await submissionSignatures(
    db,
    rows.map(({ id }) => id),
  )
  return rows.map((row) => ({
    id: row.id,
    appealId: row.appeal_id,
    kind: row.kind,
    text: row.text,
    sentAt: row.sent_at.getTime(),
    firstReadAt: row.first_read_at?.getTime() ?? null,
    sender: {
      id: row.person_id,
      name: { family: row.surname, given: row.given_name, patronymic: row.patronymic },
    },
    files: files.filter((file) => file.submission_id === row.id).map(keptFile),
    signature: signatures.get(row.id) ?? null,
    decision: row.decided_at === null ? null : { at: row.decided_at.getTime(), reason: row.reason },
  }))
}

/** When this client sent this, and in which appeal; null where there is no such. Epoch milliseconds. */
export async function findSubmitted(
  db: Db,
  personId: string,
  id: string,
): Promise<{ appealId: string; sentAt: number } | null> {
  const row = await db
    .selectFrom('submission')
    .select(['appeal_id', 'sent_at'])
    .where('id', '=', id)
    .where('person_id', '=', personId)
    .executeTakeFirst()
  return row === undefined ? null : { appealId: row.appeal_id, sentAt: row.sent_at.getTime() }
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
    readonly files: readonly { readonly id: string; readonly slotId: string | null }[]
  },
): Promise<void> {
  const { id, files } = submission
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
  if (files.length === 0) return
  await trx
    .insertInto('submission_file')
    .values(
      files.map((file, position) => ({
        submission_id: id,
        file_id: file.id,
        slot_id: file.slotId,
        position,
      })),
    )
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

/** What is taken away of it: its files, then what was signed and the signature. */
export const submittedFiles = ({ files, signature }: Submission): KeptFile[] => [
  ...files,
  ...(signature === null ? [] : [signature.letter, signature.file]),
]

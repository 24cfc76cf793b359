import type { PlainDate } from '../../domain/calendar/plain-date.ts'
import { deleteDrawnPages } from '../appeal/letter-pages-store.ts'
import { holdFiles } from '../attachment/file-store.ts'
import type { Db } from '../context.ts'

/** What is signed of a submission, frozen; unsigned it is void at the local midnight that ends `localDate`. */
export interface SubmissionLetter {
  readonly id: string
  /** Of the draft, and of the submission once it is sent. */
  readonly submissionId: string
  readonly appealId: string
  readonly draftVersion: number
  readonly localDate: PlainDate
  readonly fileId: string
  readonly pagesFileId: string
  readonly text: string
  /** It waits for a signature, and its draft is still as it says. */
  readonly open: boolean
}

const letters = (db: Db) =>
  db
    .selectFrom('submission_letter as letter')
    .leftJoin('submission_draft as draft', 'draft.id', 'letter.submission_id')
    .selectAll('letter')
    .select('draft.version')

type Row = Awaited<ReturnType<ReturnType<typeof letters>['executeTakeFirstOrThrow']>>

const submissionLetter = (row: Row): SubmissionLetter => ({
  id: row.id,
  submissionId: row.submission_id,
  appealId: row.appeal_id,
  draftVersion: row.draft_version,
  localDate: row.local_date as PlainDate,
  fileId: row.file_id,
  pagesFileId: row.pages_file_id,
  text: row.text,
  open: row.version === row.draft_version,
})

export async function submissionLetterById(db: Db, id: string): Promise<SubmissionLetter | null> {
  const row = await letters(db).where('letter.id', '=', id).executeTakeFirst()
  return row === undefined ? null : submissionLetter(row)
}

/** The letter of a draft, or of what was sent; null where there is none. */
export async function letterOfSubmission(db: Db, submissionId: string): Promise<SubmissionLetter | null> {
  const row = await letters(db).where('letter.submission_id', '=', submissionId).executeTakeFirst()
  return row === undefined ? null : submissionLetter(row)
}

export async function insertSubmissionLetter(
  trx: Db,
  letter: Omit<SubmissionLetter, 'open'>,
  preparedAt: number,
): Promise<void> {
  await trx
    .insertInto('submission_letter')
    .values({
      id: letter.id,
      submission_id: letter.submissionId,
      appeal_id: letter.appealId,
      draft_version: letter.draftVersion,
      local_date: letter.localDate,
      prepared_at: new Date(preparedAt),
      file_id: letter.fileId,
      pages_file_id: letter.pagesFileId,
      text: letter.text,
    })
    .execute()
}

/** Deletes the letter of a draft that is not signed; answers the ids of its files, whose bytes go after the commit. */
export async function deleteSubmissionLetter(trx: Db, submissionId: string): Promise<string[]> {
  const rows = await trx
    .deleteFrom('submission_letter')
    .where('submission_id', '=', submissionId)
    .returning(['file_id', 'pages_file_id'])
    .execute()
  const ids = rows.flatMap((row) => [row.file_id, row.pages_file_id])
  // Who looks at the letter now keeps its pages before this, or not at all.
  await holdFiles(trx, ids)
  return [...ids, ...(await deleteDrawnPages(trx, ids))]
}

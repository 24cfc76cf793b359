import type { PlainDate } from '../../domain/calendar/plain-date.ts'
import type { LetterLanguage } from '../../domain/language.ts'
import type { Db } from '../context.ts'

/** A line of the register of outgoing letters, as it is kept. Times are epoch milliseconds. */
export interface NumberedLine {
  readonly id: string
  readonly prefix: string
  readonly year: number
  readonly number: number
  readonly date: PlainDate
  readonly appealId: string
  readonly replyId: string
  readonly takenAt: number
  readonly annulledWhy: string | null
}

/** The line of a number, whatever became of it; a prefix that was typed must be its own. */
export async function lineOfNumber(
  db: Db,
  { prefix, year, number }: { readonly prefix: string; readonly year: number; readonly number: number },
): Promise<NumberedLine | null> {
  const row = await lines(db)
    .where('year', '=', year)
    .where('number', '=', number)
    .where('register_code', '=', 'outgoing')
    .executeTakeFirst()
  return row === undefined || (prefix !== '' && prefix !== row.prefix) ? null : line(row)
}

/** The line of the letter with these bytes. */
export async function lineOfLetter(db: Db, sha256: string): Promise<NumberedLine | null> {
  const row = await lines(db)
    .where((eb) =>
      eb.exists(
        eb
          .selectFrom('reply_letter')
          .select('reply_letter.id')
          .whereRef('reply_letter.outgoing_id', '=', 'outgoing.id')
          .where('reply_letter.sha256', '=', sha256),
      ),
    )
    .executeTakeFirst()
  return row === undefined ? null : line(row)
}

const lines = (db: Db) => db.selectFrom('outgoing').selectAll()
type Row = Awaited<ReturnType<ReturnType<typeof lines>['executeTakeFirstOrThrow']>>

const line = (row: Row): NumberedLine => ({
  id: row.id,
  prefix: row.prefix,
  year: row.year,
  number: row.number,
  date: row.date as PlainDate,
  appealId: row.appeal_id,
  replyId: row.reply_id,
  takenAt: row.taken_at.getTime(),
  annulledWhy: row.annulled_why,
})

/** A letter under a number, as it is kept. */
export interface LetterUnder {
  readonly id: string
  readonly language: LetterLanguage
  readonly fileId: string
  readonly text: string
  readonly sha256: string
  readonly frozenAt: number
  readonly localDate: PlainDate
}

export async function allLettersUnder(db: Db, outgoingId: string): Promise<LetterUnder[]> {
  const rows = await db
    .selectFrom('reply_letter')
    .selectAll()
    .where('outgoing_id', '=', outgoingId)
    .orderBy('language')
    .execute()
  return rows.map((row) => ({
    id: row.id,
    language: row.language,
    fileId: row.file_id,
    text: row.text,
    sha256: row.sha256,
    frozenAt: row.frozen_at.getTime(),
    localDate: row.local_date as PlainDate,
  }))
}

/** What the client has of a letter: its row in the correspondence, and its files in order. */
export async function sentOf(db: Db, replyId: string) {
  const row = await db
    .selectFrom('correspondence')
    .selectAll()
    .where('reply_id', '=', replyId)
    .executeTakeFirst()
  if (row === undefined) return null
  const files = await db
    .selectFrom('correspondence_file')
    .select(['file_id', 'role', 'language', 'text'])
    .where('correspondence_id', '=', row.id)
    .orderBy('position')
    .execute()
  return { row, files }
}
export type SentLetter = NonNullable<Awaited<ReturnType<typeof sentOf>>>

/** What somebody said when they sent a letter back, by the id that its event has. */
export async function remarkText(db: Db, remarkId: string): Promise<string | null> {
  const row = await db.selectFrom('remark').select('text').where('id', '=', remarkId).executeTakeFirst()
  return row?.text ?? null
}

/** Whose each signature is, and how it was made, by its id. A seal is nobody's. */
export async function signersOf(db: Db, ids: readonly string[]) {
  if (ids.length === 0) return new Map<string, { staffId: string | null; method: string | null }>()
  const rows = await db
    .selectFrom('signature')
    .select(['id', 'staff_id as staffId', 'method'])
    .where('id', 'in', [...ids])
    .execute()
  return new Map(rows.map(({ id, staffId, method }) => [id, { staffId, method }]))
}

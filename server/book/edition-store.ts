import { createHash } from 'node:crypto'
import { sql } from 'kysely'
import { type Book, registerOf } from '../../domain/book/book.ts'
import type { PlainDate } from '../../domain/calendar/plain-date.ts'
import type { RevocationEvidence } from '../../eds/revocation.ts'
import type { Db } from '../context.ts'
import type { MonthOfBook } from './facts-store.ts'

/** A month of a book as it was printed and kept. */
export interface KeptEdition extends MonthOfBook {
  readonly id: string
  readonly edition: number
  readonly asOf: Date
  readonly fileId: string
  readonly fileName: string
  readonly entries: number
  readonly facts: string
  readonly sealId: string | null
  readonly cms: Uint8Array | null
  /** Answers on the seal's certificate: revocation_answer.sha256. */
  readonly answers: readonly string[]
  readonly by: string | null
  /** The last edition of its month, and something of the month has changed since. */
  readonly stale: boolean
}

const code = (book: Book) => sql.lit(registerOf[book])
const lines = {
  incoming: { table: sql`registration`, at: sql`line.registered_at` },
  outgoing: { table: sql`outgoing`, at: sql`line.taken_at` },
} as const

/** SQL: something of this month has changed since: a line came, a number was annulled, a correction was approved. */
function changedSince(book: Book, year: unknown, month: unknown, since: unknown) {
  const { table, at } = lines[book]
  const ofMonth = sql`line.register_code = ${code(book)} and line.year = ${year}
    and extract(month from line.date) = ${month}`
  // The last number is the latest: one look at the index.
  const came = sql`(select ${at} from ${table} as line where ${ofMonth} order by line.number desc limit 1) > ${since}`
  const annulled =
    book === 'incoming'
      ? sql`false`
      : sql`exists (select from outgoing as line where ${ofMonth} and line.annulled_at > ${since})`
  const corrected = sql`exists (select from register_correction as fix join ${table} as line
    on line.register_code = fix.register_code and line.year = fix.year and line.number = fix.number
    where fix.state = 'approved' and fix.decided_at > ${since} and ${ofMonth})`
  return sql<boolean>`(coalesce(${came}, false) or ${annulled} or ${corrected})`
}

/**
 * The months of a book that are over by this day and lack an edition that has all of them, the oldest first. Whether a
 * month has a line is asked of the index by its first number: `exists` may be planned as a join with all lines.
 */
export async function monthsToPrint(db: Db, book: Book, today: PlainDate): Promise<MonthOfBook[]> {
  const { table } = lines[book]
  const { rows } = await sql<{ year: number; month: number }>`
    select counter.year, month from register_counter as counter cross join generate_series(1, 12) as month
    left join lateral (select as_of from register_edition as made where made.register_code = ${code(book)}
      and made.year = counter.year and made.month = month order by edition desc limit 1) as latest on true
    where counter.register_code = ${code(book)}
      and make_date(counter.year, month, 1) + interval '1 month' <= ${today}::date
      and (select line.number from ${table} as line where line.register_code = ${code(book)}
        and line.year = counter.year and extract(month from line.date) = month order by line.number limit 1) is not null
      and (latest.as_of is null or ${changedSince(book, sql`counter.year`, sql`month`, sql`latest.as_of`)})
    order by 1, 2`.execute(db)
  return rows.map((row) => ({ book, ...row }))
}

const editions = (book: Book, where: ReturnType<typeof sql>) => sql<KeptEdition>`
  select made.id, made.year, made.month, made.edition, made.as_of as "asOf", made.file_id as "fileId",
    file.name as "fileName", made.entries, made.facts, made.seal_id as "sealId", made.cms, made.answers,
    concat_ws(' ', staff.surname, staff.given_name) as by, ${sql.lit(book)} as book,
    made.edition = max(made.edition) over (partition by made.year, made.month)
      and ${changedSince(book, sql`made.year`, sql`made.month`, sql`made.as_of`)} as stale
  from register_edition as made join file on file.id = made.file_id left join staff on staff.id = made.made_by
  where made.register_code = ${code(book)} and ${where}
  order by made.year, made.month, made.edition`

const known = (row: KeptEdition): KeptEdition => ({ ...row, by: row.by === '' ? null : row.by })

/** The editions of a year, or of all years, in their order. */
export async function editionsOf(db: Db, book: Book, year: number | null): Promise<KeptEdition[]> {
  const { rows } = await editions(book, year === null ? sql`true` : sql`made.year = ${year}`).execute(db)
  return rows.map(known)
}

/** The editions of one month, in their order. */
export async function editionsOfMonth(db: Db, { book, year, month }: MonthOfBook): Promise<KeptEdition[]> {
  const { rows } = await editions(book, sql`made.year = ${year} and made.month = ${month}`).execute(db)
  return rows.map(known)
}

export async function editionById(db: Db, book: Book, id: string): Promise<KeptEdition | null> {
  const { rows } = await editions(book, sql`made.id = ${id}`).execute(db)
  return rows.map(known)[0] ?? null
}

/** The last edition of a month; null: it has had none. */
export async function lastEdition(
  db: Db,
  { book, year, month }: MonthOfBook,
): Promise<{ edition: number; facts: string } | null> {
  const row = await db
    .selectFrom('register_edition')
    .select(['edition', 'facts'])
    .where('register_code', '=', registerOf[book])
    .where('year', '=', year)
    .where('month', '=', month)
    .orderBy('edition', 'desc')
    .limit(1)
    .executeTakeFirst()
  return row ?? null
}

export interface NewEditionRow extends MonthOfBook {
  readonly id: string
  readonly edition: number
  readonly asOf: Date
  readonly fileId: string
  readonly entries: number
  readonly facts: string
  readonly seal: {
    readonly id: string
    readonly cms: Uint8Array
    readonly answers: RevocationEvidence
  } | null
  /** Null: by itself. */
  readonly by: string | null
  /** Epoch milliseconds. */
  readonly madeAt: number
}

/** Keeps an edition; false where another process has made that one already. */
export async function insertEdition(trx: Db, made: NewEditionRow): Promise<boolean> {
  const { seal } = made
  const answers = seal === null ? [] : await keepAnswers(trx, seal.answers, made.madeAt)
  const done = await trx
    .insertInto('register_edition')
    .values({
      id: made.id,
      register_code: registerOf[made.book],
      year: made.year,
      month: made.month,
      edition: made.edition,
      as_of: made.asOf,
      file_id: made.fileId,
      entries: made.entries,
      facts: made.facts,
      seal_id: seal?.id ?? null,
      cms: seal === null ? null : Buffer.from(seal.cms),
      answers,
      made_by: made.by,
      made_at: new Date(made.madeAt),
    })
    .onConflict((conflict) => conflict.columns(['register_code', 'year', 'month', 'edition']).doNothing())
    .executeTakeFirst()
  return done.numInsertedOrUpdatedRows === 1n
}

async function keepAnswers(trx: Db, { ocsp, crls }: RevocationEvidence, at: number): Promise<string[]> {
  const rows = [
    ...ocsp.map((bytes) => ({ kind: 'ocsp' as const, bytes })),
    ...crls.map((bytes) => ({ kind: 'crl' as const, bytes })),
  ].map(({ kind, bytes }) => ({
    sha256: createHash('sha256').update(bytes).digest('hex'),
    kind,
    bytes: Buffer.from(bytes),
    received_at: new Date(at),
  }))
  if (rows.length === 0) return []
  await trx
    .insertInto('revocation_answer')
    .values(rows)
    .onConflict((conflict) => conflict.doNothing())
    .execute()
  return rows.map(({ sha256 }) => sha256)
}

/** The answers on a seal's certificate that were kept with an edition, and its chain to the pinned root. */
export async function sealFactsOf(
  db: Db,
  { sealId, answers }: KeptEdition,
): Promise<{ chain: Uint8Array[]; answers: RevocationEvidence }> {
  const seal = await db.selectFrom('company_seal').select('chain').where('id', '=', sealId).executeTakeFirst()
  const stored =
    answers.length === 0
      ? []
      : await db
          .selectFrom('revocation_answer')
          .select(['kind', 'bytes'])
          .where('sha256', 'in', [...answers])
          .execute()
  const ofKind = (kind: string) =>
    stored.filter((one) => one.kind === kind).map(({ bytes }) => new Uint8Array(bytes))
  return {
    chain: (seal?.chain ?? []).map((der) => new Uint8Array(der)),
    answers: { ocsp: ofKind('ocsp'), crls: ofKind('crl') },
  }
}

import { sql } from 'kysely'
import { type Book, registerOf, struckStatuses } from '../../domain/book/book.ts'
import type { Db } from '../context.ts'

/** The numbers of a year: how many lines there are, the last one given, and the first that is not there. */
export interface Numbers {
  readonly entries: number
  readonly last: number
  readonly missing: number | null
  readonly whole: boolean
}

const lines = { incoming: sql`registration`, outgoing: sql`outgoing` } as const

/** The last number that the counter of a year has given. */
export async function lastGiven(db: Db, book: Book, year: number): Promise<number> {
  const row = await db
    .selectFrom('register_counter')
    .select('last_number')
    .where('register_code', '=', registerOf[book])
    .where('year', '=', year)
    .executeTakeFirst()
  return row?.last_number ?? 0
}

/** Goes through the numbers after `beyond`; what comes before was gone through, and had so many lines. */
export async function goThrough(
  db: Db,
  book: Book,
  year: number,
  { beyond, entries: before }: { beyond: number; entries: number },
): Promise<Numbers> {
  const last = await lastGiven(db, book, year)
  const these = sql`from ${lines[book]} as entry where entry.register_code = ${registerOf[book]}
    and entry.year = ${year} and entry.number > ${beyond}`
  const { rows } = await sql<{ n: number; highest: number }>`select count(*)::int as n,
    coalesce(max(entry.number), ${beyond})::int as highest ${these}`.execute(db)
  const { n, highest } = rows[0] ?? { n: 0, highest: beyond }
  const entries = before + n
  if (n === last - beyond && highest === Math.max(last, beyond)) {
    return { entries, last, missing: null, whole: true }
  }
  const gap = await sql<{ missing: number | null }>`select min(given)::int as missing
    from generate_series(${beyond + 1}::int, ${Math.max(last, highest)}::int) as given
    where not exists (select ${these} and entry.number = given)`.execute(db)
  return { entries, last, missing: gap.rows[0]?.missing ?? null, whole: false }
}

export interface KeptCheck extends Numbers {
  readonly at: Date
}

/** What was found when all numbers of a year were last gone through; null: never yet. */
export async function keptCheck(db: Db, book: Book, year: number): Promise<KeptCheck | null> {
  const row = await db
    .selectFrom('register_check')
    .selectAll()
    .where('register_code', '=', registerOf[book])
    .where('year', '=', year)
    .executeTakeFirst()
  if (row === undefined) return null
  const fault = row.first_fault as { missing: number | null } | null
  return {
    entries: row.entries,
    last: row.last_number,
    missing: fault?.missing ?? null,
    whole: fault === null,
    at: row.checked_at,
  }
}

export async function keepCheck(db: Db, book: Book, year: number, found: Numbers, at: number): Promise<void> {
  const values = {
    checked_at: new Date(at),
    last_number: found.last,
    entries: found.entries,
    first_fault: found.whole ? null : JSON.stringify({ missing: found.missing }),
  }
  await db
    .insertInto('register_check')
    .values({ register_code: registerOf[book], year, ...values })
    .onConflict((conflict) => conflict.columns(['register_code', 'year']).doUpdateSet(values))
    .execute()
}

/** Years of a book whose numbers were not gone through since then (epoch milliseconds). */
export async function yearsToCheck(db: Db, since: number): Promise<{ book: Book; year: number }[]> {
  const { rows } = await sql<{
    code: string
    year: number
  }>`select counter.register_code as code, counter.year
    from register_counter as counter where not exists (select from register_check as made
      where made.register_code = counter.register_code and made.year = counter.year
        and made.checked_at > ${new Date(since)})`.execute(db)
  return rows.flatMap(({ code, year }) => {
    const book = (Object.keys(registerOf) as Book[]).find((one) => registerOf[one] === code)
    return book === undefined ? [] : [{ book, year }]
  })
}

/** How many rows of a year were corrected, and how many came to nothing. */
export async function marksOf(
  db: Db,
  book: Book,
  year: number,
): Promise<{ corrected: number; returned: number; annulled: number }> {
  const { rows } = await sql<{ corrected: number; returned: number; annulled: number }>`select
    (select count(distinct number)::int from register_correction where register_code = ${registerOf[book]}
      and year = ${year} and state = 'approved') as corrected,
    ${
      book === 'incoming'
        ? sql`(select count(*)::int from appeal where register_year = ${year} and number is not null
            and status in (${sql.join(struckStatuses)})) as returned, 0 as annulled`
        : sql`0 as returned, (select count(*)::int from outgoing where year = ${year}
            and annulled_at is not null) as annulled`
    }`.execute(db)
  return rows[0] ?? { corrected: 0, returned: 0, annulled: 0 }
}

/** The last annulled numbers of a year, the latest first. */
export async function annulledOf(db: Db, year: number, most: number) {
  return await db
    .selectFrom('outgoing')
    .select(['prefix', 'year', 'number', 'annulled_at', 'annulled_why'])
    .where('year', '=', year)
    .where('annulled_at', 'is not', null)
    .orderBy('number', 'desc')
    .limit(most)
    .execute()
}

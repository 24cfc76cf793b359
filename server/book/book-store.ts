import { type RawBuilder, sql } from 'kysely'
import { relationsFor } from '../../domain/appeal/rights.ts'
import { type Book, type BookMark, registerOf, struckStatuses } from '../../domain/book/book.ts'
import { countedAtMost, toldCount } from '../../domain/mailbox/queue.ts'
import { scopeOf } from '../appeal/scope-store.ts'
import type { Asker, Db } from '../context.ts'

/** Who asks for which rows of which book. Page, count, files and print are made of it. */
export interface BookFilter {
  readonly book: Book
  readonly year: number
  readonly month: number | null
  readonly mark: BookMark | null
  /** Null: the company itself, which sees all of it. */
  readonly asker: Asker | null
}

const lines = { incoming: sql`registration as entry`, outgoing: sql`outgoing as entry` } as const

/** By their numbers, so that the few are found first and the many lines of the year are not read for them. */
const byNumber = (numbers: RawBuilder<unknown>) => sql`entry.number = any(array(${numbers}))`
const marked: Readonly<Record<BookMark, (book: Book, year: number) => RawBuilder<unknown>>> = {
  struck: (book, year) =>
    book === 'outgoing'
      ? sql`entry.annulled_at is not null`
      : byNumber(sql`select appeal.number from appeal where appeal.register_year = ${year}
          and appeal.number is not null and appeal.status in (${sql.join(struckStatuses)})`),
  corrected: (book, year) =>
    byNumber(sql`select made.number from register_correction as made where made.register_code = ${registerOf[book]}
      and made.year = ${year} and made.state = 'approved'`),
}

/** The one query of a book: SQL from `from` on, over `entry`, a line of the register. */
export function matching({ book, year, month, mark, asker }: BookFilter): RawBuilder<unknown> {
  const whole = asker === null || relationsFor(asker.roles, 'readRegister', asker.duty.seesAll).has('all')
  const conditions = [
    sql`entry.register_code = ${registerOf[book]}`,
    sql`entry.year = ${year}`,
    ...(month === null ? [] : [sql`extract(month from entry.date) = ${month}`]),
    ...(mark === null ? [] : [marked[mark](book, year)]),
    ...(whole ? [] : [scopeOf(asker, 'readRegister')]),
  ]
  const appeals = whole ? sql`` : sql`join appeal on appeal.id = entry.appeal_id`
  return sql`from ${lines[book]} ${appeals} where ${sql.join(conditions, sql` and `)}`
}

/** Where a page begins: from this number on, or back from it; null: the last page. */
export interface Place {
  readonly from: number | null
  readonly to: number | null
}

/** The numbers of a page in their order, and whether others come before and after it. */
export async function numbersOfPage(
  db: Db,
  filter: BookFilter,
  { from, to }: Place,
  most: number,
): Promise<{ numbers: number[]; hasBefore: boolean; hasAfter: boolean }> {
  const on = from !== null
  const bound = on ? sql`entry.number >= ${from}` : to === null ? sql`true` : sql`entry.number <= ${to}`
  const { rows } = await sql<{ number: number }>`select entry.number ${matching(filter)} and ${bound}
    order by entry.number ${sql.raw(on ? 'asc' : 'desc')} limit ${most + 1}`.execute(db)
  const shown = rows.slice(0, most).map(({ number }) => number)
  const numbers = on ? shown : shown.reverse()
  const further = rows.length > most
  const other = on ? numbers[0] : numbers.at(-1)
  const beyond = other === undefined ? false : await isAny(db, filter, on ? 'before' : 'after', other, most)
  return { numbers, hasBefore: on ? beyond : further, hasAfter: on ? further : beyond }
}

async function isAny(
  db: Db,
  filter: BookFilter,
  which: 'before' | 'after',
  number: number,
  most: number,
): Promise<boolean> {
  const before = which === 'before'
  const beyond = before ? sql`entry.number < ${number}` : sql`entry.number > ${number}`
  // The nearest ones: others are walked to from there, not from where the table begins. As many as a page has, so that
  // the few marked lines are found as the page finds them: for one alone PostgreSQL before 18 walks the year.
  const { rows } = await sql`select entry.number ${matching(filter)} and ${beyond}
    order by entry.number ${sql.raw(before ? 'desc' : 'asc')} limit ${most + 1}`.execute(db)
  return rows.length > 0
}

/** How many there are, counted no further than one beyond what is exact. */
export async function countBook(db: Db, filter: BookFilter): Promise<{ total: number; more: boolean }> {
  const { rows } = await sql<{ n: number }>`select count(*)::int as n
    from (select ${matching(filter)} limit ${countedAtMost}) as found`.execute(db)
  return toldCount(rows[0]?.n ?? 0)
}

/** How many there are, all of them counted, and the last number: where a file ends, whatever comes meanwhile. */
export async function extentOf(db: Db, filter: BookFilter): Promise<{ entries: number; last: number }> {
  const { rows } = await sql<{ entries: number; last: number }>`select count(*)::int as entries,
    coalesce(max(entry.number), 0) as last ${matching(filter)}`.execute(db)
  return rows[0] ?? { entries: 0, last: 0 }
}

/** The years that have a book, the latest first. */
export async function yearsOf(db: Db, book: Book): Promise<number[]> {
  const rows = await db
    .selectFrom('register_counter')
    .select('year')
    .where('register_code', '=', registerOf[book])
    .orderBy('year', 'desc')
    .execute()
  return rows.map(({ year }) => year)
}

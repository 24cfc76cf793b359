import { createHash } from 'node:crypto'
import canonicalize from 'canonicalize'
import { sql } from 'kysely'
import type { Book } from '../../domain/book/book.ts'
import type { Db } from '../context.ts'
import { matching } from './book-store.ts'
import { approvedCorrections, type CorrectionRow } from './correction-store.ts'
import { type Entry, entriesOf } from './entry-store.ts'

const given = { incoming: sql`entry.registered_at`, outgoing: sql`entry.taken_at` } as const
const atOnce = 1000

export interface MonthOfBook {
  readonly book: Book
  readonly year: number
  readonly month: number
}

/** The numbers of a month that had been given by then, in their order. */
export async function numbersOfMonth(db: Db, { book, ...asked }: MonthOfBook, asOf: Date): Promise<number[]> {
  const filter = { book, ...asked, mark: null, asker: null }
  const { rows } = await sql<{ number: number }>`select entry.number ${matching(filter)}
    and ${given[book]} <= ${asOf} order by entry.number`.execute(db)
  return rows.map(({ number }) => number)
}

/**
 * SHA-256, lower-case hexadecimal, of what the lines of a month said at a moment that never changes by itself: an
 * edition of the month is compared by it, years later too. Executors, terms and statuses go on, and are not in it.
 */
export async function factsOfMonth(db: Db, month: MonthOfBook, asOf: Date): Promise<string> {
  const { book, year } = month
  const numbers = await numbersOfMonth(db, month, asOf)
  const hash = createHash('sha256')
  for (let from = 0; from < numbers.length; from += atOnce) {
    const some = numbers.slice(from, from + atOnce)
    const entries = await entriesOf(db, book, year, some)
    const corrections = await approvedCorrections(db, { book, year, numbers: some, asOf })
    for (const entry of entries) {
      const made = corrections.filter(({ number }) => number === entry.number)
      hash.update(`${canonicalize(factsOf(entry, made, asOf))}\n`)
    }
  }
  return hash.digest('hex')
}

function factsOf(entry: Entry, corrections: readonly CorrectionRow[], asOf: Date) {
  const { number, prefix, date, appealId, outgoingId, party, contract, typeCode, subject, kind } = entry
  const annulled = outgoingId !== null && entry.struckAt !== null && entry.struckAt <= asOf
  return {
    number,
    prefix,
    date,
    at: entry.at.toISOString(),
    appealId,
    outgoingId,
    coupon: [entry.couponYear, entry.couponNumber],
    // A letter's addressee is known by the letter; before it is sent the reply's may still be another.
    party: outgoingId === null ? party : null,
    contract,
    typeCode,
    subject,
    kind,
    annulled: annulled ? entry.struckWhy : null,
    corrections: corrections.map(({ id, field, before, after }) => ({ id, field, before, after })),
  }
}

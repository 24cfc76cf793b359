import type { Book } from '../../domain/book/book.ts'
import { formatOutgoing } from '../../domain/registry/outgoing-number.ts'
import type { BookCheck } from '../../wire/book.ts'
import type { Context } from '../context.ts'
import {
  annulledOf,
  goThrough,
  keepCheck,
  keptCheck,
  marksOf,
  type Numbers,
  yearsToCheck,
} from './check-store.ts'

/** All numbers of a year are gone through again after so long; a page looks at those that came since. */
const againAfterMs = 3_600_000
/** The page names so many annulled numbers; the mark of the filter shows all of them. */
const named = 10
const fromTheFirst = { beyond: 0, entries: 0 }

/** Goes through all numbers of each year whose turn it is, and keeps what was found. */
export async function checkBooks({ db, now }: Context): Promise<void> {
  for (const { book, year } of await yearsToCheck(db, now() - againAfterMs)) {
    await keepCheck(db, book, year, await goThrough(db, book, year, fromTheFirst), now())
  }
}

/** What a page says of the numbers of its year: what all of them came to when gone through, and those since. */
export async function checkNumbers({ db, now }: Context, book: Book, year: number): Promise<BookCheck> {
  const kept = await keptCheck(db, book, year)
  // A fault may have been mended meanwhile: it is looked for again from the first number.
  const useful = kept?.whole === true ? kept : null
  const found: Numbers =
    useful === null
      ? await goThrough(db, book, year, fromTheFirst)
      : await goThrough(db, book, year, { beyond: useful.last, entries: useful.entries })
  const { annulled, ...marks } = await marksOf(db, book, year)
  const rows = book === 'outgoing' ? await annulledOf(db, year, named) : []
  return {
    ...found,
    ...marks,
    annulledCount: annulled,
    annulled: rows.map((row) => ({
      shown: formatOutgoing(row),
      why: row.annulled_why ?? '',
      at: (row.annulled_at ?? new Date(0)).toISOString(),
    })),
    at: (useful?.at ?? new Date(now())).toISOString(),
  }
}

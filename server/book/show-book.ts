import type { z } from 'zod'
import { relationsFor, rolesFor } from '../../domain/appeal/rights.ts'
import type { Book } from '../../domain/book/book.ts'
import { localDate } from '../../domain/calendar/instant.ts'
import { yearOf } from '../../domain/calendar/plain-date.ts'
import type { BookAsked, BookPage, BookQuery, Correction } from '../../wire/book.ts'
import type { Asker, Context } from '../context.ts'
import { rowsOf } from './book-rows.ts'
import { type BookFilter, countBook, numbersOfPage, yearsOf } from './book-store.ts'
import { checkNumbers } from './check-numbers.ts'
import { proposedCorrections, shownCorrection } from './correction-store.ts'

/** What an address of a book asks for, by this person. */
export function bookFilter(
  { now }: Context,
  asker: Asker,
  book: Book,
  { year, month, mark }: z.output<typeof BookAsked>,
): BookFilter {
  return { book, asker, year: year ?? yearOf(localDate(now())), month: month ?? null, mark: mark ?? null }
}

/** Whether somebody sees all rows of a book, or those of their units alone. */
const seesWhole = ({ roles, duty }: Asker): boolean =>
  relationsFor(roles, 'readRegister', duty.seesAll).has('all')

/** What is found of all numbers of a year: what other units have in the book is told to who sees it. */
export const checkFor = async (context: Context, asker: Asker, book: Book, year: number) =>
  seesWhole(asker) ? await checkNumbers(context, book, year) : null

/** A page of a book with what was found of its numbers, and what waits for a decision. */
export async function showBook(
  context: Context,
  asker: Asker,
  book: Book,
  query: z.output<typeof BookQuery>,
): Promise<BookPage> {
  const { db, now } = context
  const filter = bookFilter(context, asker, book, query)
  const place = { from: query.from ?? null, to: query.to ?? null }
  const { numbers, ...beside } = await numbersOfPage(db, filter, place, query.size)
  const years = new Set([yearOf(localDate(now())), filter.year, ...(await yearsOf(db, book))])
  return {
    book,
    year: filter.year,
    years: [...years].sort((a, b) => b - a),
    ...(await countBook(db, filter)),
    ...beside,
    rows: await rowsOf(db, book, filter.year, numbers),
    check: await checkFor(context, asker, book, filter.year),
    whole: seesWhole(asker),
    mayCorrect: rolesFor('correctRegister').some((role) => asker.roles.includes(role)),
    proposals: await proposals(context, asker, book),
  }
}

/** Corrections that wait, each with what this person may decide. */
async function proposals({ db }: Context, asker: Asker, book: Book): Promise<Correction[]> {
  const rows = await proposedCorrections(db, asker, book)
  return rows.map((row) => {
    if (row.proposed_by === asker.id) return shownCorrection(row, ['withdraw'])
    return shownCorrection(row, row.decides ? ['approve', 'refuse'] : [])
  })
}

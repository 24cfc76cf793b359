import type { z } from 'zod'
import { relationsFor } from '../../domain/appeal/rights.ts'
import { type Book, mostPrinted } from '../../domain/book/book.ts'
import { localDate } from '../../domain/calendar/instant.ts'
import type { Language } from '../../domain/language.ts'
import { fullName } from '../../domain/person/name.ts'
import { refuse } from '../../domain/refusal.ts'
import type { BookFileQuery, BookRow } from '../../wire/book.ts'
import { checkLine } from '../../words/book-lines.ts'
import { formatMoment } from '../../words/dates.ts'
import { fill } from '../../words/fill.ts'
import type { Asker, Context } from '../context.ts'
import type { FileAnswer, StreamAnswer } from '../http/handler.ts'
import { csv, xlsx } from '../office/export-file.ts'
import { staffAsker } from '../person/staff-asker-store.ts'
import { memberOfStaff } from '../person/staff-store.ts'
import { HttpRefused, Refused } from '../refused.ts'
import { logSecurity } from '../security-log.ts'
import { readSettings } from '../setting/setting-store.ts'
import { cellsOf, headings } from './book-cells.ts'
import { rowsOf } from './book-rows.ts'
import { type BookFilter, extentOf, numbersOfPage } from './book-store.ts'
import { bookWords } from './book-words.ts'
import { printBook, titleOf } from './print-book.ts'
import { bookFilter, checkFor } from './show-book.ts'

/** A sheet has 1,048,576 rows, one of them the headings. */
const mostRows = 1_048_575
const atOnce = 500
const mediaTypes = {
  csv: 'text/csv; charset=utf-8',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
} as const

/**
 * Rows of a book as a file: those of the page's query, all of them, up to the number that was the last when it was
 * asked for. CSV and XLSX are made while they go. Throws 422 where a sheet, or a print, would not hold them.
 */
export async function openBook(
  context: Context,
  asker: Asker,
  book: Book,
  { format, ...asked }: z.output<typeof BookFileQuery>,
  language: Language,
): Promise<FileAnswer | StreamAnswer> {
  const filter = bookFilter(context, asker, book, asked)
  const { entries, last } = await extentOf(context.db, filter)
  const most = format === 'pdf' ? mostPrinted : mostRows
  if (entries > most) throw new HttpRefused(422, 'export_too_long', { n: entries, most })
  const today = localDate(context.now())
  const name = `${titleOf({ ...filter, language })}, ${today}.${format}`
  const told = { book, format, year: filter.year, rows: entries }
  await logSecurity(context, 'bookExported', asker.id, told)
  async function* rowsTold() {
    let given = 0
    try {
      for await (const row of walk(context, filter, last)) {
        yield row
        given += 1
      }
    } finally {
      await logSecurity(context, 'bookExportEnded', asker.id, { ...told, given })
    }
  }
  const rows = rowsTold()
  if (format === 'pdf') return { ...(await print(context, asker, filter, rows, language)), name }
  const top = headings(book, language)
  const cells = cellsBy(rows, book, language)
  const sheet = bookWords[language].books[book]
  const stream = format === 'csv' ? csv(top, cells) : xlsx(top, cells, { sheet, at: context.now() })
  return { stream, mediaType: mediaTypes[format], name }
}

/** All rows of a filter up to a number, some hundred read at a time, each time by what the caller may see then. */
async function* walk(context: Context, filter: BookFilter, last: number): AsyncGenerator<BookRow> {
  const { db } = context
  for (let from = 1; from <= last; ) {
    const asker = filter.asker === null ? null : await stillReading(context, filter.asker)
    const { numbers, hasAfter } = await numbersOfPage(db, { ...filter, asker }, { from, to: null }, atOnce)
    const these = numbers.filter((number) => number <= last)
    yield* await rowsOf(db, filter.book, filter.year, these)
    if (!hasAfter) return
    from = (numbers.at(-1) ?? last) + 1
  }
}

/** The caller as they are now. Throws, which breaks the file off, where they may read no book any more. */
async function stillReading({ db, now }: Context, { id }: Asker): Promise<Asker> {
  const asker = await staffAsker(db, id, now())
  if (asker === null || relationsFor(asker.roles, 'readRegister', false).size === 0) {
    throw new Refused(refuse('role_not_allowed'))
  }
  return asker
}

async function* cellsBy(rows: AsyncIterable<BookRow>, book: Book, language: Language) {
  for await (const row of rows) yield cellsOf(row, book, language)
}

async function print(
  context: Context,
  asker: Asker,
  filter: BookFilter,
  rows: AsyncIterable<BookRow>,
  language: Language,
): Promise<Omit<FileAnswer, 'name'>> {
  const { db, now } = context
  const words = bookWords[language]
  const { book, year, month, mark } = filter
  const date = localDate(now())
  const check = await checkFor(context, asker, book, year)
  const shown: BookRow[] = []
  for await (const row of rows) shown.push(row)
  const by = fullName((await memberOfStaff(db, asker.id)).name)
  const { pdf } = printBook({
    book,
    year,
    month,
    language,
    company: (await readSettings(db, date))['company.name'][language],
    lines: [
      check === null ? words.partly : checkLine(words, check, book === 'outgoing'),
      ...(mark === null ? [] : [`${words.mark}: ${words.marks[mark]}`]),
    ],
    rows: shown,
    foot: fill(words.printed, { name: by, date: formatMoment(now()) }),
    date,
  })
  return { bytes: pdf, mediaType: 'application/pdf' }
}

import type { Book } from '../../domain/book/book.ts'
import type { PlainDate } from '../../domain/calendar/plain-date.ts'
import type { Language } from '../../domain/language.ts'
import type { BookRow } from '../../wire/book.ts'
import { fill } from '../../words/fill.ts'
import type { RenderedDocument } from '../letter/letter.ts'
import { renderBook } from '../letter/render-book.ts'
import { printedCells } from './book-cells.ts'
import { bookWords } from './book-words.ts'

export interface Printed {
  readonly book: Book
  readonly year: number
  readonly month: number | null
  readonly language: Language
  readonly company: string
  /** Over the table. */
  readonly lines: readonly string[]
  readonly rows: readonly BookRow[]
  readonly foot: string
  readonly date: PlainDate
}

/** What a book, or a month of it, is called. */
export function titleOf({
  book,
  year,
  month,
  language,
}: Omit<Printed, 'lines' | 'rows' | 'foot' | 'date' | 'company'>) {
  const words = bookWords[language]
  const title = fill(words.titles[book], { year })
  return month === null ? title : fill(words.monthTitle, { title, month: words.months[month - 1] ?? '' })
}

/** Rows of a book on A4. */
export function printBook(printed: Printed): RenderedDocument {
  const { book, language, rows } = printed
  const words = bookWords[language]
  const [first, lastOne] = [rows[0], rows.at(-1)]
  const range =
    first === undefined || lastOne === undefined
      ? []
      : [
          fill(words.range, {
            first: fill(words.number, { number: first.shown }),
            last: fill(words.number, { number: lastOne.shown }),
          }),
        ]
  return renderBook({
    language,
    company: printed.company,
    title: titleOf(printed),
    lines: [...range, ...printed.lines],
    columns: Object.values(words.columns).map((name) => (typeof name === 'string' ? name : name[book])),
    rows: rows.map((row) => printedCells(row, book, language)),
    empty: words.emptyTitle,
    closing: [words.never],
    foot: printed.foot,
    date: printed.date,
  })
}

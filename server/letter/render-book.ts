import type { Language } from '../../domain/language.ts'
import type { RenderedDocument } from './letter.ts'
import { printableLine } from './printable.ts'
import { rendered } from './rendered.ts'

/** A line of a cell: a value that was struck out, one that is so now, or what is said of it. */
export interface Piece {
  readonly text: string
  readonly struck?: boolean
  readonly quiet?: boolean
}

/** A register book, or a part of one, as it is printed. Everything is in words of its language already. */
export interface PrintedBook {
  readonly language: Language
  readonly company: string
  readonly title: string
  /** Over the table: what the numbers came to, as of when. */
  readonly lines: readonly string[]
  readonly columns: readonly string[]
  /** A row is as many cells as there are columns. */
  readonly rows: readonly (readonly (readonly Piece[])[])[]
  readonly empty: string
  readonly closing: readonly string[]
  /** At the foot of every sheet: who printed it and when. */
  readonly foot: string
  /** The document's own date, 'YYYY-MM-DD'. */
  readonly date: string
}

/** Render a book on A4: the same rows give the same bytes. */
export function renderBook(book: PrintedBook): RenderedDocument {
  // Letters are in Kazakh and Russian; what is printed in English has no word of its own for ₸.
  const language = book.language === 'en' ? 'ru' : book.language
  const one = (text: string): string => printableLine(text, language)
  const data = {
    language: book.language,
    company: one(book.company),
    title: one(book.title),
    lines: book.lines.map(one),
    columns: book.columns.map(one),
    rows: book.rows.map((row) =>
      row.map((cell) => ({
        pieces: cell.map(({ text, struck = false, quiet = false }) => ({ text: one(text), struck, quiet })),
      })),
    ),
    empty: one(book.empty),
    closing: book.closing.map(one),
    foot: one(book.foot),
    day: book.date.split('-').map(Number),
  }
  const table = book.rows.map((row) => row.map((cell) => cell.map(({ text }) => text).join('\n')).join('\t'))
  return rendered('book.typ', data, book.date, [book.title, ...book.lines, ...table].join('\n\n'))
}

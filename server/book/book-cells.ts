import type { Book, CorrectedField } from '../../domain/book/book.ts'
import { localDate } from '../../domain/calendar/instant.ts'
import type { PlainDate } from '../../domain/calendar/plain-date.ts'
import type { Language } from '../../domain/language.ts'
import type { BookRow } from '../../wire/book.ts'
import { correctionLine, struckLine } from '../../words/book-lines.ts'
import { formatShortDate, formatTime } from '../../words/dates.ts'
import { fill } from '../../words/fill.ts'
import type { Piece } from '../letter/render-book.ts'
import type { Cell } from '../office/export-cells.ts'
import { bookWords, markOf } from './book-words.ts'

const party: Readonly<Record<Book, CorrectedField>> = { incoming: 'sender', outgoing: 'addressee' }

/** The values of a field in their order, the last one in force: what it was, and what each correction made of it. */
export function valuesOf(row: BookRow, field: CorrectedField, first: string, language: Language): string[] {
  const made = row.corrections.filter((one) => one.field === field)
  return [first, ...made.map(({ after }) => after[language])]
}
const last = (values: readonly string[]): string => values.at(-1) ?? ''

/** The names over the cells of a file. */
export function headings(book: Book, language: Language): string[] {
  const words = bookWords[language].fileColumns
  return Object.values(words).map((name) => (typeof name === 'string' ? name : name[book]))
}

/** A row as the cells of a file, by the columns of `fileColumns`: what is in force, the corrections told beside it. */
export function cellsOf(row: BookRow, book: Book, language: Language): Cell[] {
  const words = bookWords[language]
  const { kind } = row
  const cells: Readonly<Record<keyof typeof words.fileColumns, Cell>> = {
    number: row.outgoingId === null ? row.number : row.shown,
    date: { date: row.date as PlainDate },
    time: formatTime(Date.parse(row.at)),
    reference: row.reference,
    party: last(valuesOf(row, party[book], row.party, language)),
    contract: last(valuesOf(row, 'contract', row.contract, language)),
    subject: last(valuesOf(row, 'subject', row.subject, language)),
    type: last(valuesOf(row, 'type', row.type[language], language)),
    executor: row.executor,
    approvedBy: row.approvedBy,
    kind: kind === null ? null : words.kinds[kind],
    due: row.due === null ? null : { date: row.due as PlainDate },
    mark: [markOf(row, language), struckText(row, language)].filter((text) => text !== null).join('. '),
    answer: row.answer && answerLine(row.answer, language),
    corrections:
      row.corrections.length === 0 ? null : row.corrections.map((one) => told(one, language)).join('\n'),
  }
  return (Object.keys(words.fileColumns) as (keyof typeof cells)[]).map((name) => cells[name])
}

const told = (one: BookRow['corrections'][number], language: Language): string =>
  `${fill(bookWords[language].was, { text: one.before[language] })}. ${correctionLine(bookWords[language], one)}`
const struckText = ({ struck, letter }: BookRow, language: Language): string | null =>
  struck && struckLine(bookWords[language], struck, letter !== null)
const answerLine = (answer: NonNullable<BookRow['answer']>, language: Language): string =>
  fill(bookWords[language].answeredBy, { number: answer.number, date: formatShortDate(answer.date) })

/** A row as it is printed: a cell a column, a line a piece. */
export function printedCells(row: BookRow, book: Book, language: Language): Piece[][] {
  const words = bookWords[language]
  const at = Date.parse(row.at)
  const quiet = (text: string | null): Piece[] =>
    text === null || text === '' ? [] : [{ text, quiet: true }]
  const field = (name: CorrectedField, first: string): Piece[] => {
    const values = valuesOf(row, name, first, language)
    return values.map((text, index) => ({ text, struck: index < values.length - 1 }))
  }
  // The date of the register, and the moment where it is of another day.
  const moment =
    localDate(at) === row.date ? formatTime(at) : `${formatShortDate(localDate(at))} ${formatTime(at)}`
  return [
    [{ text: row.shown }],
    [{ text: formatShortDate(row.date) }, ...quiet(moment), ...quiet(row.reference)],
    [...field(party[book], row.party), ...field('contract', fill(words.contract, { number: row.contract }))],
    [
      ...field('subject', row.subject),
      ...field('type', row.type[language]).map((one) => ({ ...one, quiet: true })),
      ...row.corrections.flatMap((one) => quiet(correctionLine(bookWords[language], one))),
      ...quiet(struckText(row, language)),
    ],
    [
      { text: row.executor ?? words.nobody },
      ...quiet(row.approvedBy && fill(words.approved, { name: row.approvedBy })),
    ],
    [
      {
        text: row.kind === null ? (row.due === null ? '–' : formatShortDate(row.due)) : words.kinds[row.kind],
      },
    ],
    [{ text: markOf(row, language) }, ...quiet(row.answer && answerLine(row.answer, language))],
  ]
}

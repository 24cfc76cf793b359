import { inflateSync } from 'node:zlib'
import { parse } from 'csv-parse/sync'
import { type Book, bookMarks, books } from '../../domain/book/book.ts'
import { checkRegister } from '../../server/book/check-register.ts'
import type { Context } from '../../server/context.ts'
import type { BookPage, BookRow } from '../../wire/book.ts'
import type { Random } from '../fuzz/random.ts'
import { type NaiveLine, naiveBooks, naivePlace } from './naive-books.ts'
import { sheetRows } from './sheet-rows.ts'

type Ask = (path: string) => Promise<Response>
interface Compared {
  readonly difference: string | null
  /** Lines that were compared. */
  readonly lines: number
}

const year = 2026
/** A print is asked for now and then: it takes as long as all the rest. */
const onePrintIn = 6

/**
 * Both books as this person sees them, by a random filter: the number at the head, the pages walked there and back,
 * CSV, XLSX and the print must be the lines that the history tells. Who may see no book is given none in any shape.
 */
export async function compareBooks(
  ask: Ask,
  { db }: Context,
  random: Random,
  staffId: string,
): Promise<Compared> {
  const naive = await naiveBooks(db)
  const { units, roles } = await naivePlace(db, staffId)
  let lines = 0
  for (const book of books) {
    const [month, mark] = [random.pick([null, null, 1, 2, 6]), random.pick([null, null, ...bookMarks])]
    const query = new URLSearchParams([
      ['year', String(year)],
      ...(month === null ? [] : [['month', String(month)]]),
      ...(mark === null ? [] : [['mark', mark]]),
    ])
    if (!['registrar', 'auditor', 'head'].some((role) => roles.has(role))) {
      const answers = await Promise.all(['', '/file', '/editions'].map((path) => ask(closed(book, path))))
      const open = answers.some(({ status }) => status !== 403)
      if (open) return { difference: `${book}: a role without books is let in`, lines }
      continue
    }
    const whole = roles.has('registrar') || roles.has('auditor')
    const seen = naive[book].filter(({ unitId }) => whole || units.has(unitId ?? ''))
    const expected = seen.filter(
      (line) => (month === null || line.month === month) && (mark === null || line.marks.has(mark)),
    )
    const told = await shapesOf(ask, book, query, random)
    const difference = differs(expected, told) ?? misreports(naive[book], book, told.first, whole)
    if (difference !== null) return { difference: `${book}?${query} of ${[...roles]}: ${difference}`, lines }
    lines += expected.length
  }
  return { difference: null, lines }
}

const closed = (book: Book, path: string) =>
  `books/${book}${path}?year=${year}${path === '/file' ? '&format=csv' : ''}`

/** `otinish register check` must find nothing wrong, and as many lines as the history tells. */
export async function compareRegister(context: Context): Promise<string | null> {
  const [naive, { years, fault }] = [await naiveBooks(context.db), await checkRegister(context)]
  if (fault !== null) return `register check: ${JSON.stringify(fault)}`
  const counted = books.map((book) => years.find((one) => one.book === book)?.entries ?? 0)
  const same = books.every((book, n) => counted[n] === naive[book].length)
  return same
    ? null
    : `register check counts ${counted}, the history has ${books.map((book) => naive[book].length)}`
}

interface Shapes {
  readonly first: BookPage
  readonly forth: readonly BookRow[]
  readonly back: readonly BookRow[]
  readonly csv: readonly string[]
  readonly xlsx: readonly string[]
  /** How many were printed; null: not asked. */
  readonly printed: number | null
}

async function shapesOf(ask: Ask, book: Book, query: URLSearchParams, random: Random): Promise<Shapes> {
  const page = async (place: string) =>
    (await (await ask(`books/${book}?${query}${place}&size=25`)).json()) as BookPage
  const first = await page('')
  const forth: BookRow[] = []
  for (let from = 1, more = true; more; ) {
    const { rows, hasAfter } = await page(`&from=${from}`)
    forth.push(...rows)
    from = (rows.at(-1)?.number ?? 0) + 1
    more = hasAfter
  }
  const back: BookRow[] = [...first.rows]
  for (let more = first.hasBefore; more; ) {
    const { rows, hasBefore } = await page(`&to=${(back[0]?.number ?? 0) - 1}`)
    back.unshift(...rows)
    more = hasBefore
  }
  const file = (format: string) => ask(`books/${book}/file?format=${format}&${query}`)
  const csv = parse(await (await file('csv')).text(), { bom: true, delimiter: ';' }) as string[][]
  const sheet = sheetRows(Buffer.from(await (await file('xlsx')).arrayBuffer()))
  const printed =
    random.below(onePrintIn) === 0 ? printedRows(Buffer.from(await (await file('pdf')).arrayBuffer())) : null
  const numbers = (rows: readonly (readonly string[])[]) => rows.slice(1).map(([number = '']) => number)
  return { first, forth, back, csv: numbers(csv), xlsx: numbers(sheet), printed }
}

function differs(expected: readonly NaiveLine[], told: Shapes): string | null {
  const { first, forth, back, csv, xlsx, printed } = told
  const ids = forth.map(({ outgoingId, appealId }) => outgoingId ?? appealId)
  if (
    [...ids].sort().join() !==
    expected
      .map(({ id }) => id)
      .sort()
      .join()
  )
    return `the pages have ${ids.length} lines, the history ${expected.length}, or others`
  const numbers = forth.map(({ number }) => number)
  if (numbers.some((number, n) => number <= (numbers[n - 1] ?? 0))) return 'numbers out of order'
  if (numbers.join() !== back.map(({ number }) => number).join()) return 'other lines on the way back'
  const shown = forth.map((row) => (row.outgoingId === null ? String(row.number) : row.shown)).join()
  const counts = { total: first.total, csv: csv.length, xlsx: xlsx.length, printed: printed ?? ids.length }
  const same = csv.join() === shown && xlsx.join() === shown
  if (same && new Set([ids.length, ...Object.values(counts)]).size === 1) return null
  return `pages ${ids.length}, ${JSON.stringify(counts)}${same ? '' : ', other lines in the files'}`
}

/** What is said of the numbers is said of the whole book, so to nobody who sees a part of it. */
function misreports(all: readonly NaiveLine[], book: Book, { check, whole }: BookPage, isWhole: boolean) {
  const marked = (mark: 'struck' | 'corrected') => all.filter(({ marks }) => marks.has(mark)).length
  if (check === null || !isWhole) {
    const rightly = check === null && !isWhole && !whole
    return rightly ? null : `numbers told: ${check !== null}, whole: ${whole}, sees all: ${isWhole}`
  }
  const told = {
    entries: check.entries,
    last: check.last,
    missing: check.missing,
    corrected: check.corrected,
    struck: book === 'incoming' ? check.returned : check.annulledCount,
    whole,
  }
  const right = {
    entries: all.length,
    last: all.length,
    missing: null,
    corrected: marked('corrected'),
    struck: marked('struck'),
    whole: isWhole,
  }
  const same = JSON.stringify(told) === JSON.stringify(right)
  return same ? null : `it says ${JSON.stringify(told)} of its numbers, the history ${JSON.stringify(right)}`
}

/** The rows of the table in a tagged PDF, without its head. */
function printedRows(pdf: Buffer): number {
  const raw = pdf.toString('latin1')
  let rows = 0
  const count = (text: string) => {
    rows += [...text.matchAll(/\/S\s*\/TR\b/g)].length
  }
  count(raw)
  for (const { index } of raw.matchAll(/\/FlateDecode[^>]*>>\s*stream\r?\n/g)) {
    const begin = raw.indexOf('stream', index)
    const end = raw.indexOf('endstream', begin)
    count(inflateSync(pdf.subarray(begin + 7, end)).toString('latin1'))
  }
  return Math.max(0, rows - 1)
}

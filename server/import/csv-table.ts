import { CsvError, type InfoRecord, parse } from 'csv-parse/sync'
import type { ImportCode, ImportProblem } from './import-problem.ts'

/** A CSV file read: its first row, and the others, with the line each begins at. */
export interface CsvTable {
  readonly header: readonly string[]
  readonly headerLine: number
  readonly rows: readonly { readonly line: number; readonly cells: readonly string[] }[]
}

/** Some 400,000 clients; a larger file is cut into several. */
const maxBytes = 64 * 1024 * 1024

/**
 * Reads RFC 4180 in UTF-8, with or without a byte order mark, its cells parted by `;` or `,` (whichever the first
 * row has more of), spaces around cells dropped. Answers the problem instead when it can't be read.
 * @param file its name, for the problem
 */
export function readCsv(file: string, bytes: Uint8Array): CsvTable | ImportProblem {
  const problem = (code: ImportCode, line: number, params = {}): ImportProblem => ({
    file,
    line,
    column: 0,
    code,
    params,
  })
  if (bytes.length > maxBytes) return problem('file_too_large', 0, { n: maxBytes / 1024 / 1024 })
  const wrongLine = firstLineNotUtf8(bytes)
  if (wrongLine !== null) return problem('encoding', wrongLine)
  const text = new TextDecoder().decode(bytes)
  if (text.trim() === '') return problem('file_empty', 0)
  try {
    const records = parse(text, {
      delimiter: delimiterOf(text),
      info: true,
      relax_column_count: true,
      skip_empty_lines: true,
      trim: true,
    }) as unknown as { record: string[]; info: InfoRecord }[]
    const [header, ...rows] = records
    if (header === undefined) return problem('file_empty', 0)
    return {
      header: header.record,
      headerLine: beginOf(header.record, header.info.lines),
      rows: rows.map(({ record, info }) => ({ line: beginOf(record, info.lines), cells: record })),
    }
  } catch (error) {
    if (!(error instanceof CsvError)) throw error
    return problem('quotes', typeof error.lines === 'number' ? error.lines : 0)
  }
}

/** The parser tells the line at which a row ends; a quoted cell may hold several lines. */
const beginOf = (cells: readonly string[], end: number): number =>
  end - cells.reduce((breaks, cell) => breaks + (cell.match(/\r\n|\r|\n/g)?.length ?? 0), 0)

function delimiterOf(text: string): ';' | ',' {
  const first = text.split(/\r\n|\r|\n/).find((line) => line.trim() !== '') ?? ''
  const outside = first.replace(/"[^"]*"/g, '')
  const count = (mark: string): number => outside.split(mark).length
  return count(';') >= count(',') && count(';') > 1 ? ';' : ','
}

/** The first line whose bytes are no UTF-8, or null. UTF-16 is caught by its mark or its zero bytes. */
function firstLineNotUtf8(bytes: Uint8Array): number | null {
  const decoder = new TextDecoder('utf-8', { fatal: true })
  let line = 1
  for (let start = 0; start < bytes.length; line += 1) {
    const found = bytes.indexOf(0x0a, start)
    const end = found === -1 ? bytes.length : found + 1
    const part = bytes.subarray(start, end)
    if (part.includes(0)) return line
    try {
      decoder.decode(part)
    } catch {
      return line
    }
    start = end
  }
  return null
}

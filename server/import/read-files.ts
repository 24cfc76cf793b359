import type { PlainDate } from '../../domain/calendar/plain-date.ts'
import { type ImportKind, importKinds, type Layout, readHeader } from './columns.ts'
import { readCsv } from './csv-table.ts'
import type { ImportFile, ImportProblem } from './import-problem.ts'
import { RowReader } from './row-reader.ts'
import { type Rows, readRow, rowKey } from './rows.ts'

/** A row that is right in itself, and its reader, which notes what is wrong with it among others. */
export interface ReadRow<Kind extends ImportKind> {
  readonly at: RowReader
  readonly file: string
  readonly row: Rows[Kind]
}

export type ReadRows = { readonly [Kind in ImportKind]: ReadRow<Kind>[] }

/** Reads every file by itself: its form, its header, its cells, rows given twice. */
export function readFiles(
  files: readonly ImportFile[],
  today: PlainDate,
): { readonly rows: ReadRows; readonly problems: ImportProblem[] } {
  const rows: ReadRows = { clients: [], contracts: [], parties: [], accounts: [], mandates: [] }
  const problems: ImportProblem[] = []
  for (const { name, bytes } of files) {
    const table = readCsv(name, bytes)
    if ('code' in table) {
      problems.push(table)
      continue
    }
    const layout = readHeader(table.header)
    if (!('kind' in layout)) {
      problems.push(...layout.map((one) => ({ file: name, line: table.headerLine, ...one })))
      continue
    }
    for (const line of table.rows) {
      const reader = new RowReader(name, layout, line, today)
      if (line.cells.length === table.header.length) take(rows, layout.kind, name, reader, layout)
      else reader.note(null, 'cell_count', { n: line.cells.length, expected: table.header.length })
      problems.push(...reader.problems)
      reader.problems.length = 0
    }
  }
  return { rows, problems: [...problems, ...twice(rows)] }
}

function take<Kind extends ImportKind>(
  rows: ReadRows,
  kind: Kind,
  file: string,
  at: RowReader,
  layout: Layout,
): void {
  const row = readRow[kind](at, layout)
  if (row !== null && at.problems.length === 0) rows[kind].push({ at, file, row })
}

/** Rows that say the same thing a second time: which of the two is meant, nobody can tell. */
function twice(rows: ReadRows): ImportProblem[] {
  const of = <Kind extends ImportKind>(kind: Kind): ImportProblem[] => {
    const [column, key] = rowKey[kind]
    const first = new Map<string, string>()
    return rows[kind].flatMap(({ at, file, row }) => {
      const before = first.get(key(row))
      if (before === undefined) {
        first.set(key(row), `${file}:${at.line}`)
        return []
      }
      at.note(column, 'row_twice', { where: before })
      return at.problems.splice(0)
    })
  }
  return importKinds.flatMap((kind) => of(kind))
}

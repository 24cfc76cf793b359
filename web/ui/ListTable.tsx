import type { ReactNode } from 'react'

export interface Column<Row> {
  readonly label: string
  readonly cell: (row: Row, index: number) => ReactNode
  /** `first` is the row's header with its link; `state` is below it on a card; `number` only on a desk. */
  readonly kind?: 'number' | 'first' | 'state' | 'action'
}

interface ListTableProps<Row> {
  readonly caption: string
  readonly columns: readonly Column<Row>[]
  readonly rows: readonly Row[]
  readonly keyOf: (row: Row) => string
  readonly unread?: (row: Row) => boolean
}

// Written out, because the style sheet's `display` takes the native roles away.
const as = {
  table: { role: 'table' },
  group: { role: 'rowgroup' },
  row: { role: 'row' },
  columnHeader: { role: 'columnheader', scope: 'col' },
  rowHeader: { role: 'rowheader', scope: 'row' },
  cell: { role: 'cell' },
} as const

/** A table on a desk, cards on a phone. */
export function ListTable<Row>({ caption, columns, rows, keyOf, unread }: ListTableProps<Row>) {
  return (
    <div className="list">
      <table {...as.table}>
        <caption className="hide">{caption}</caption>
        <thead {...as.group}>
          <tr {...as.row}>
            {columns.map(({ label, kind }) => (
              <th key={label} {...as.columnHeader} className={kind === 'number' ? 'n' : undefined}>
                {label}
              </th>
            ))}
          </tr>
        </thead>
        <tbody {...as.group}>
          {rows.map((row, index) => (
            <tr key={keyOf(row)} {...as.row} className={unread?.(row) ? 'unread' : undefined}>
              {columns.map((column) => (
                <Cell key={column.label} column={column} row={row} index={index} />
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}

function Cell<Row>({ column, row, index }: { column: Column<Row>; row: Row; index: number }) {
  const content = column.cell(row, index)
  if (column.kind === 'first') {
    return (
      <th className="first" {...as.rowHeader}>
        {content}
      </th>
    )
  }
  if (column.kind === 'number') {
    return (
      <td className="n" {...as.cell}>
        {content}
      </td>
    )
  }
  if (column.kind === 'state') {
    return (
      <td className="state" {...as.cell}>
        {content}
      </td>
    )
  }
  if (column.kind === 'action') return <td {...as.cell}>{content}</td>
  return (
    <td {...as.cell} data-label={column.label}>
      <span>{content}</span>
    </td>
  )
}

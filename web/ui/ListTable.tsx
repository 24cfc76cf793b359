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
export const listRoles = {
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
      <table {...listRoles.table}>
        <caption className="hide">{caption}</caption>
        <thead {...listRoles.group}>
          <tr {...listRoles.row}>
            {columns.map(({ label, kind }) => (
              <th key={label} {...listRoles.columnHeader} className={kind === 'number' ? 'n' : undefined}>
                {label}
              </th>
            ))}
          </tr>
        </thead>
        <tbody {...listRoles.group}>
          {rows.map((row, index) => (
            <tr key={keyOf(row)} {...listRoles.row} className={unread?.(row) ? 'unread' : undefined}>
              {columns.map((column) => (
                <ListCell key={column.label} column={column} row={row} index={index} />
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}

/** One cell, by its column's kind. */
export function ListCell<Row>({ column, row, index }: { column: Column<Row>; row: Row; index: number }) {
  const content = column.cell(row, index)
  if (column.kind === 'first') {
    return (
      <th className="first" {...listRoles.rowHeader}>
        {content}
      </th>
    )
  }
  if (column.kind === 'number') {
    return (
      <td className="n" {...listRoles.cell}>
        {content}
      </td>
    )
  }
  if (column.kind === 'state') {
    return (
      <td className="state" {...listRoles.cell}>
        {content}
      </td>
    )
  }
  if (column.kind === 'action') {
    return (
      <td className="act" {...listRoles.cell}>
        {content}
      </td>
    )
  }
  return (
    <td {...listRoles.cell} data-label={column.label}>
      <span>{content}</span>
    </td>
  )
}

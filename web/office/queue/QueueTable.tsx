import { useEffect, useRef } from 'react'
import type { QueueColumn } from '../../../domain/mailbox/queue.ts'
import type { QueueRow } from '../../../wire/queue.ts'
import { fill } from '../../../words/fill.ts'
import { type Column, ListCell, listRoles } from '../../ui/ListTable.tsx'
import { useWords } from '../../words.ts'
import { QueueAction } from '../QueueAction.tsx'
import './queue.css'
import { useQueueColumns } from './columns.tsx'
import { useRowKeys } from './use-row-keys.ts'
import type { Selection } from './use-selection.ts'

interface QueueTableProps {
  readonly rows: readonly QueueRow[]
  readonly chosen: readonly QueueColumn[]
  readonly dense: boolean
  readonly q: string
  readonly selection: Selection
  /** The row to come back to; its link takes the focus once. */
  readonly back: string | null
  readonly onOpen: (id: string) => void
  readonly onTaken: (id: string) => void
  readonly onFault: (error: unknown) => void
}

/** The rows of the queue: a table on a desk, cards on a phone; ticked, walked by keys, dense where one likes it. */
export function QueueTable(props: QueueTableProps) {
  const { rows, chosen, dense, q, selection, back, onOpen, onTaken, onFault } = props
  const words = useWords('queue')
  const office = useWords('office')
  const all = useQueueColumns(q)
  const action: Column<QueueRow> = {
    label: office.action,
    kind: 'action',
    cell: (row) => <QueueAction row={row} onTaken={onTaken} onFault={onFault} />,
  }
  // One line a row: what is done with it, is done on its page or with what is chosen.
  const columns = [...chosen.map((name) => all[name]), ...(dense ? [] : [action])]
  const body = useRef<HTMLTableSectionElement>(null)
  useRowKeys(body, rows, selection)
  const returned = useRef(false)
  useEffect(() => {
    if (returned.current || back === null) return
    const row = body.current?.querySelector<HTMLElement>(`[data-row="${back}"] .go`)
    if (row == null) return
    returned.current = true
    row.focus({ preventScroll: true })
  }, [back])
  return (
    <div className={dense ? 'list own bulkable dense' : 'list own bulkable'}>
      <table {...listRoles.table}>
        <caption className="hide">{words.caption}</caption>
        <thead {...listRoles.group}>
          <tr {...listRoles.row}>
            <th {...listRoles.columnHeader} className="tick">
              <label>
                <span className="hide">{words.pickPage}</span>
                <input
                  type="checkbox"
                  checked={rows.length > 0 && rows.every(({ id }) => selection.has(id))}
                  onChange={({ target }) => selection.put(rows, target.checked)}
                />
              </label>
            </th>
            {columns.map(({ label, kind }) => (
              <th key={label} {...listRoles.columnHeader} className={kind === 'action' ? 'act' : undefined}>
                {label}
              </th>
            ))}
          </tr>
        </thead>
        <tbody {...listRoles.group} ref={body}>
          {rows.map((row, index) => (
            <tr
              key={row.id}
              {...listRoles.row}
              data-row={row.id}
              className={selection.has(row.id) ? 'chosen' : undefined}
              onClickCapture={({ target }) => {
                if (target instanceof HTMLElement && target.closest('.go') !== null) onOpen(row.id)
              }}
            >
              <td {...listRoles.cell} className="tick">
                <label>
                  <span className="hide">
                    {fill(words.pick, { number: row.registration?.split(' / ')[0] ?? row.coupon })}
                  </span>
                  <input
                    type="checkbox"
                    checked={selection.has(row.id)}
                    onChange={({ target }) => selection.put([row], target.checked)}
                  />
                </label>
              </td>
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

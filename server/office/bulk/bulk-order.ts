import type { WorkOrder } from '../../../domain/appeal/work.ts'
import { BulkOrder, NewUndo } from '../../../wire/bulk.ts'
import { assignmentOf } from '../work/work-order.ts'
import type { LockedRow, StoredBulk } from './bulk-store.ts'

/** What is done to each, as the rule reads it. Throws Refused for a day that no calendar has. */
export function orderOf(order: ReturnType<typeof BulkOrder.parse>): WorkOrder {
  return order.act === 'assign' ? assignmentOf(order) : order
}

/** With what the page showed of this one. */
export function withSeen(
  order: WorkOrder,
  { seen, settled }: Pick<LockedRow, 'seen' | 'settled'>,
): WorkOrder {
  if (order.act === 'assign') return { ...order, seen, settled }
  return order.act === 'route' ? { ...order, seen } : order
}

/** What is done to one row of what was kept. */
export function orderForRow(bulk: StoredBulk, row: LockedRow): WorkOrder {
  if (row.undone !== null) {
    const { reason } = NewUndo.parse(bulk.payload)
    return { act: 'undo', undone: bulk.act, before: row.undone.before, reason }
  }
  const order = orderOf(BulkOrder.parse(bulk.payload))
  return withSeen(order, row)
}

import { can, openActions } from '../../domain/appeal/can.ts'
import { bulkActs } from '../../domain/appeal/work.ts'
import { toIso } from '../../domain/calendar/instant.ts'
import type { PlainDate } from '../../domain/calendar/plain-date.ts'
import type { WorkingCalendar } from '../../domain/calendar/working-days.ts'
import { fullName, shortName } from '../../domain/person/name.ts'
import { formatCoupon } from '../../domain/registry/coupon.ts'
import type { QueueRow } from '../../wire/queue.ts'
import { daysLeftOf, isOverdue } from '../appeal/days-left.ts'
import type { Asker } from '../context.ts'
import { registrationColumn } from '../mailbox/list-columns.ts'
import type { QueueItem } from './queue-row-store.ts'

/** A row as it crosses HTTP and as exports have it. `found`: what of the letter was found. */
export function queueRow(
  item: QueueItem,
  asker: Asker,
  { today, calendar, found }: { today: PlainDate; calendar: WorkingCalendar; found: string | null },
): QueueRow {
  const { facts } = item
  return {
    id: item.id,
    seq: item.seq,
    subject: item.subject,
    letterLanguage: item.letterLanguage,
    status: facts.status,
    client: fullName(item.client),
    contractNumber: item.contract.number,
    contractKind: item.contract.kind,
    category: item.category,
    type: item.type,
    coupon: formatCoupon(item.coupon),
    registration: registrationColumn(item.number, item.registrationDate),
    received: toIso(item.receivedAt),
    dueDate: item.dueDate,
    dueMoved: item.dueDate !== item.firstDueDate,
    workingDaysLeft: daysLeftOf(facts.status, today, item.dueDate, calendar),
    overdue: isOverdue(facts.status, today, item.dueDate),
    internalDay: item.internalDay,
    unit: item.unit,
    executor: item.executor === null ? null : fullName(item.executor),
    executorShort: item.executor === null ? null : shortName(item.executor),
    executorAway: item.executorAway,
    executorId: facts.executorId,
    mine: facts.executorId === asker.id,
    signature: facts.revocation,
    verdictOpenSince: facts.revocation === 'unknown' ? toIso(item.receivedAt) : null,
    waits: [...item.waits],
    found,
    actions: openActions(asker, facts),
    bulkActs: bulkActs.filter((act) => can(asker, act, facts) === null),
  }
}

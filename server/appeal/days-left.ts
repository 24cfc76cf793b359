import { workingDaysLeft } from '../../domain/appeal/due-date.ts'
import { finalStatuses, type Status } from '../../domain/appeal/status.ts'
import type { PlainDate } from '../../domain/calendar/plain-date.ts'
import { isMissingYear, type WorkingCalendar } from '../../domain/calendar/working-days.ts'

/** Is it past its term and still waited for? No calendar is needed to tell. */
export function isOverdue(status: Status, today: PlainDate, dueDate: PlainDate | null): boolean {
  return dueDate !== null && today > dueDate && !finalStatuses.includes(status)
}

/** Working days left: 0 today, below zero when overdue; null when nothing is waited for or nobody can count them. */
export function daysLeftOf(
  status: Status,
  today: PlainDate,
  dueDate: PlainDate | null,
  calendar: WorkingCalendar,
): number | null {
  if (dueDate === null || finalStatuses.includes(status)) return null
  const left = workingDaysLeft(today, dueDate, calendar)
  if (isMissingYear(left)) return null
  if (left.kind === 'today') return 0
  return left.kind === 'left' ? left.days : -left.days
}

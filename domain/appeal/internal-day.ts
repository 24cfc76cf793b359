import { type PlainDate, yearOf } from '../calendar/plain-date.ts'
import { isWorkingDay, type WorkingCalendar } from '../calendar/working-days.ts'
import { type Refusal, refuse } from '../refusal.ts'

/** By what a day that the office sets itself is judged; no due date: it has not been told yet. */
export interface InternalDayRules {
  readonly today: PlainDate
  readonly dueDate: PlainDate | null
  readonly calendar: WorkingCalendar
}

/** docs/office.md 4: the internal day: a working day, not past, never later than what the client was told. */
export function checkInternalDay(
  day: PlainDate,
  { today, dueDate, calendar }: InternalDayRules,
): Refusal | null {
  if (day < today) return refuse('internal_day_past', { date: today })
  if (dueDate !== null && day > dueDate) return refuse('internal_day_late', { date: dueDate })
  const working = isWorkingDay(day, calendar)
  if (working === null) return refuse('calendar_missing', { year: yearOf(day) })
  return working ? null : refuse('internal_day_not_working', { date: day })
}

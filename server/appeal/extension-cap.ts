import { type CapFrom, extensionCap } from '../../domain/appeal/extension.ts'
import type { PlainDate } from '../../domain/calendar/plain-date.ts'
import { isMissingYear, type WorkingCalendar } from '../../domain/calendar/working-days.ts'
import type { SentAppeal } from './appeal-store.ts'

/** The latest day an interim reply may name; null before there is a term, or when its year has no calendar. */
export function capOf(
  { registrationDate, firstDueDate, dueDate }: SentAppeal,
  capFrom: CapFrom,
  calendar: WorkingCalendar,
): PlainDate | null {
  if (registrationDate === null || firstDueDate === null || dueDate === null) return null
  const cap = extensionCap({ registrationDate, firstDueDate, currentDueDate: dueDate }, capFrom, calendar)
  return isMissingYear(cap) ? null : cap
}

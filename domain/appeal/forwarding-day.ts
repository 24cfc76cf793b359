import type { PlainDate } from '../calendar/plain-date.ts'
import { addWorkingDays, type MissingYear, type WorkingCalendar } from '../calendar/working-days.ts'

/** АППК art. 65 (docs/domain.md 2.1): working days after registration in which another body is written to. */
export const forwardingTerm = 3

/** The last day on which an appeal is forwarded in time. A later one may still be: late, and it is said so. */
export function forwardingDay(
  registrationDate: PlainDate,
  calendar: WorkingCalendar,
): PlainDate | MissingYear {
  return addWorkingDays(registrationDate, forwardingTerm, calendar)
}

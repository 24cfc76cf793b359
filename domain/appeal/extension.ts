import { addDays, addMonths, type PlainDate, yearOf } from '../calendar/plain-date.ts'
import {
  isMissingYear,
  isWorkingDay,
  type MissingYear,
  sameOrPreviousWorkingDay,
  type WorkingCalendar,
} from '../calendar/working-days.ts'
import { type Refusal, refuse } from '../refusal.ts'

/** From which day the two months of АППК art. 76 are counted; a lawyer settles it (docs/domain.md 3.5). */
export type CapFrom = 'registration' | 'dueDate'

/**
 * What an extension is measured by. `firstDueDate` is the one told at registration, so that repeating cannot
 * stretch the cap.
 */
export interface Extendable {
  readonly registrationDate: PlainDate
  readonly firstDueDate: PlainDate
  readonly currentDueDate: PlainDate
}

const twoMonthsOn = ({ registrationDate, firstDueDate }: Extendable, capFrom: CapFrom): PlainDate =>
  addMonths(capFrom === 'registration' ? registrationDate : firstDueDate, 2)

/** The last working day an extension may name: two calendar months on, or the working day before. */
export function extensionCap(
  appeal: Extendable,
  capFrom: CapFrom,
  calendar: WorkingCalendar,
): PlainDate | MissingYear {
  return sameOrPreviousWorkingDay(twoMonthsOn(appeal, capFrom), calendar)
}

/**
 * The first day an extension may name: after the term there is, and not before tomorrow: a term that is over is no
 * term.
 */
export function firstExtensionDay(currentDueDate: PlainDate, today: PlainDate): PlainDate {
  return addDays(currentDueDate > today ? currentDueDate : today, 1)
}

/** By what an extension is judged. */
export interface ExtensionRules {
  readonly today: PlainDate
  readonly capFrom: CapFrom
  readonly calendar: WorkingCalendar
}

/** §10: may an interim reply set this new due date? Null when it may. */
export function checkExtension(
  appeal: Extendable,
  newDate: PlainDate,
  { today, capFrom, calendar }: ExtensionRules,
): Refusal | null {
  const latest = twoMonthsOn(appeal, capFrom)
  const first = firstExtensionDay(appeal.currentDueDate, today)
  if (newDate > latest || first > latest) {
    const cap = extensionCap(appeal, capFrom, calendar)
    return refuse('extension_over_cap', { date: isMissingYear(cap) ? latest : cap })
  }
  if (newDate <= appeal.currentDueDate) return refuse('extension_not_later', { date: appeal.currentDueDate })
  if (newDate < first) return refuse('extension_in_past', { date: first })
  const working = isWorkingDay(newDate, calendar)
  if (working === null) return refuse('calendar_missing', { year: yearOf(newDate) })
  return working ? null : refuse('extension_not_working_day', { date: newDate })
}

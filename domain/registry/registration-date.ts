import { type Instant, instantOf, localDateTime } from '../calendar/instant.ts'
import { addDays, type PlainDate, yearOf } from '../calendar/plain-date.ts'
import type { WorkingCalendar } from '../calendar/working-days.ts'
import { isAfterClosing, isOpenAt, isTakenAsWorking, type WorkingHours } from '../calendar/working-hours.ts'

/**
 * What an appeal sent before opening gets. The guide's words read literally mean `nextWorkingDay`; the law (АППК
 * art. 64(3)) speaks only of what comes after the end of the day, so the default is `sameDay` (docs/domain.md 3.4).
 */
export type BeforeOpening = 'sameDay' | 'nextWorkingDay'

export interface RegistrySettings {
  readonly beforeOpening: BeforeOpening
}

export interface RegistrationDay {
  readonly date: PlainDate
  /** The first year on the way that has no calendar; its days were taken by the ordinary week. */
  readonly missingYear?: number
}

/**
 * §10: sent outside working hours, registered with the date of the next working day. `sentAt` is the server's
 * moment of committing the verified signature.
 */
export function registrationDate(
  sentAt: Instant,
  calendar: WorkingCalendar,
  hours: WorkingHours,
  { beforeOpening }: RegistrySettings,
): RegistrationDay {
  const { date, time } = localDateTime(sentAt)
  const tooLate = isAfterClosing(time, hours)
  const tooEarly = time < hours.opens && beforeOpening === 'nextWorkingDay'
  let day = tooLate || tooEarly ? addDays(date, 1) : date
  let missingYear: number | undefined
  for (; ; day = addDays(day, 1)) {
    if (!calendar.years.includes(yearOf(day))) missingYear ??= yearOf(day)
    if (isTakenAsWorking(day, calendar)) break
  }
  return missingYear === undefined ? { date: day } : { date: day, missingYear }
}

/**
 * §10: the moment the number is given. At once in working hours, at the opening of the registration day
 * otherwise, so that numbers and dates never run crosswise; never before `sentAt`.
 */
export function registersAt(
  sentAt: Instant,
  calendar: WorkingCalendar,
  hours: WorkingHours,
  settings: RegistrySettings,
): Instant {
  if (isOpenAt(sentAt, calendar, hours)) return sentAt
  return instantOf(registrationDate(sentAt, calendar, hours, settings).date, hours.opens)
}

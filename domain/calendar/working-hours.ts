import { type Instant, type LocalTime, localDateTime } from './instant.ts'
import type { PlainDate } from './plain-date.ts'
import { isWeekend, isWorkingDay, type WorkingCalendar } from './working-days.ts'

/** §10: 09:30:00–19:00:00. A swapped working weekend day keeps the same hours (docs/domain.md 3.4). */
export interface WorkingHours {
  readonly opens: LocalTime
  readonly closes: LocalTime
  /** Is the second of closing still in time? */
  readonly closingInclusive: boolean
}

/** Has the working day ended at this time of day, cut to seconds? */
export function isAfterClosing(time: LocalTime, hours: WorkingHours): boolean {
  return hours.closingInclusive ? time > hours.closes : time >= hours.closes
}

/**
 * A day the company is taken to work on. Only here is Monday–Friday taken for a year without a calendar:
 * such a year may never block sending or registering. Due dates never use it.
 */
export function isTakenAsWorking(date: PlainDate, calendar: WorkingCalendar): boolean {
  return isWorkingDay(date, calendar) ?? !isWeekend(date)
}

/** §10: is the company at work at this moment? */
export function isOpenAt(instant: Instant, calendar: WorkingCalendar, hours: WorkingHours): boolean {
  const { date, time } = localDateTime(instant)
  return isTakenAsWorking(date, calendar) && time >= hours.opens && !isAfterClosing(time, hours)
}

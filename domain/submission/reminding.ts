import { type Instant, localDate, localDateTime } from '../calendar/instant.ts'
import { addDays, type PlainDate } from '../calendar/plain-date.ts'
import type { WorkingCalendar } from '../calendar/working-days.ts'
import { isTakenAsWorking } from '../calendar/working-hours.ts'

/** Nobody is woken by a reminder. */
const remindsFrom = '09:00'

/**
 * docs/office.md 12: whether the client is to be reminded now of the day by which papers are asked: from nine in the
 * morning of the working day before it until it is over, but not on the day on which they were told of it.
 */
export function isTimeToRemind(
  { by, told }: { readonly by: PlainDate; readonly told: Instant },
  now: Instant,
  calendar: WorkingCalendar,
): boolean {
  let from = addDays(by, -1)
  while (!isTakenAsWorking(from, calendar)) from = addDays(from, -1)
  const { date, time } = localDateTime(now)
  if (date > by || localDate(told) === date) return false
  return date > from || (date === from && time >= remindsFrom)
}

import { type Instant, instantOf } from '../../domain/calendar/instant.ts'
import { addDays, type PlainDate, plainDate, yearOf } from '../../domain/calendar/plain-date.ts'
import { isWorkingDay, type WorkingCalendar } from '../../domain/calendar/working-days.ts'

/** When an appeal is sent, and the number that it gets in its year, of coupon and register alike. */
export interface Place {
  /** Of `Schedule.days`. */
  readonly day: number
  readonly at: Instant
  readonly year: number
  readonly number: number
}

/** The working days of the grown years, and of the weeks after them in which the last appeals are answered. */
export interface Schedule {
  readonly days: readonly PlainDate[]
  /** When the company has been open for a while on each of them. */
  readonly mornings: readonly Instant[]
  placeOf(appeal: number): Place
}

/** From the first appeal of a day to the last one. */
const openMs = 8 * 3_600_000
/** Working days in which the last ones are answered. */
const afterwards = 60

/** Spreads so many appeals evenly over the working days of these years, in the order of their places (from 0). */
export function scheduleOf(
  { firstYear, lastYear }: { readonly firstYear: number; readonly lastYear: number },
  appeals: number,
  calendar: WorkingCalendar,
): Schedule {
  const days: PlainDate[] = []
  let sending = 0
  const last = plainDate(`${lastYear}-12-31`)
  for (let day = plainDate(`${firstYear}-01-01`); day <= last || days.length < sending + afterwards; ) {
    if (isWorkingDay(day, calendar) === true) days.push(day)
    if (day <= last) sending = days.length
    day = addDays(day, 1)
  }
  const mornings = days.map((day) => instantOf(day, '09:30:00'))
  const firstOf = (day: number): number => Math.ceil((day * appeals) / sending)
  const firstDays = new Map<number, number>()
  for (const [index, day] of days.entries()) {
    if (!firstDays.has(yearOf(day))) firstDays.set(yearOf(day), index)
  }
  return {
    days,
    mornings,
    placeOf(appeal) {
      const day = Math.floor((appeal * sending) / appeals)
      const year = yearOf(days[day] ?? last)
      const [from, to] = [firstOf(day), firstOf(day + 1)]
      return {
        day,
        at: (mornings[day] ?? 0) + Math.floor(((appeal - from) / (to - from)) * openMs),
        year,
        number: appeal - firstOf(firstDays.get(year) ?? 0) + 1,
      }
    },
  }
}

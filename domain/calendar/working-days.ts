import type { Localised } from '../language.ts'
import { addDays, type PlainDate, weekday, yearOf } from './plain-date.ts'

/** A day that the ordinary week gets wrong: a holiday, its substitute, a swapped day, a working weekend. */
export interface MarkedDay {
  readonly date: PlainDate
  readonly working: boolean
  readonly name: Localised
  /** Why it is so: the rule, or the act that moved it. For people who edit the calendar. */
  readonly why: string
  /** True while no official source confirms it. */
  readonly uncertain: boolean
}

/**
 * The country's working calendar as data (docs/domain.md 3.1): the years it covers and the days that differ from
 * Monday–Friday. Plain JSON, so that the page can have it too.
 */
export interface WorkingCalendar {
  readonly years: readonly number[]
  /** By date. */
  readonly days: Readonly<Record<string, MarkedDay>>
}

/** The answer where the calendar of a year that is needed has not been entered: never a guess. */
export interface MissingYear {
  readonly missingYear: number
}

/** A non-working day that was passed over: a plain weekend or a named day. */
export interface SkippedDay {
  readonly date: PlainDate
  readonly why: 'weekend' | Localised
}

export function isMissingYear(answer: unknown): answer is MissingYear {
  return typeof answer === 'object' && answer !== null && 'missingYear' in answer
}

/** A calendar of these years and marked days; of two marks on one day the later in the list counts. */
export function workingCalendar(years: Iterable<number>, days: Iterable<MarkedDay>): WorkingCalendar {
  return {
    years: [...new Set(years)].sort((a, b) => a - b),
    days: Object.fromEntries([...days].map((day) => [day.date, day])),
  }
}

/** Saturday or Sunday. */
export function isWeekend(date: PlainDate): boolean {
  return weekday(date) >= 6
}

/** Is it a working day? Null when the year has no calendar: compare with `=== true` or `=== false`. */
export function isWorkingDay(date: PlainDate, calendar: WorkingCalendar): boolean | null {
  if (!calendar.years.includes(yearOf(date))) return null
  return calendar.days[date]?.working ?? !isWeekend(date)
}

function walk(
  date: PlainDate,
  step: 1 | -1,
  count: number,
  calendar: WorkingCalendar,
): PlainDate | MissingYear {
  let day = date
  let left = count
  while (left > 0) {
    day = addDays(day, step)
    const working = isWorkingDay(day, calendar)
    if (working === null) return { missingYear: yearOf(day) }
    if (working) left -= 1
  }
  return day
}

/** The first working day after `date`. */
function nextWorkingDay(date: PlainDate, calendar: WorkingCalendar): PlainDate | MissingYear {
  return walk(date, 1, 1, calendar)
}

/** The last working day before `date`. */
function previousWorkingDay(date: PlainDate, calendar: WorkingCalendar): PlainDate | MissingYear {
  return walk(date, -1, 1, calendar)
}

/** The `count`-th working day after `date`; `date` itself is not counted. `count` is a whole number from 1. */
export function addWorkingDays(
  date: PlainDate,
  count: number,
  calendar: WorkingCalendar,
): PlainDate | MissingYear {
  if (!Number.isInteger(count) || count < 1) throw new RangeError(`not a count of working days: ${count}`)
  return walk(date, 1, count, calendar)
}

/** `date` if it works, else the next working day. */
export function sameOrNextWorkingDay(date: PlainDate, calendar: WorkingCalendar): PlainDate | MissingYear {
  return nextWorkingDay(addDays(date, -1), calendar)
}

/** `date` if it works, else the working day before. */
export function sameOrPreviousWorkingDay(
  date: PlainDate,
  calendar: WorkingCalendar,
): PlainDate | MissingYear {
  return previousWorkingDay(addDays(date, 1), calendar)
}

/** How many working days there are after `from` up to and including `to`; 0 when `to` is not later. */
export function countWorkingDays(
  from: PlainDate,
  to: PlainDate,
  calendar: WorkingCalendar,
): number | MissingYear {
  let count = 0
  for (let day = from; day < to; ) {
    day = addDays(day, 1)
    const working = isWorkingDay(day, calendar)
    if (working === null) return { missingYear: yearOf(day) }
    if (working) count += 1
  }
  return count
}

/**
 * Every non-working day after `from` up to and including `to`, with its reason; a named day goes by its name even
 * on a weekend.
 */
export function skippedDays(
  from: PlainDate,
  to: PlainDate,
  calendar: WorkingCalendar,
): SkippedDay[] | MissingYear {
  const skipped: SkippedDay[] = []
  for (let day = from; day < to; ) {
    day = addDays(day, 1)
    const working = isWorkingDay(day, calendar)
    if (working === null) return { missingYear: yearOf(day) }
    if (!working) skipped.push({ date: day, why: calendar.days[day]?.name ?? 'weekend' })
  }
  return skipped
}

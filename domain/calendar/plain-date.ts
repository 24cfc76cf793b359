declare const plainDateBrand: unique symbol

/**
 * A calendar date `YYYY-MM-DD` of years 0001–9999, which is not an instant: it has no time and no zone.
 * Two of them compare as strings do, so `<`, `===` and sort() are right.
 */
export type PlainDate = string & { readonly [plainDateBrand]: true }

/** 1 is Monday, 7 is Sunday (ISO 8601). */
export type Weekday = 1 | 2 | 3 | 4 | 5 | 6 | 7

const shape = /^(\d{4})-(\d{2})-(\d{2})$/
const monthLengths = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]

const isLeapYear = (year: number): boolean => year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0)

/** How many days the month has; `month` 1–12, 0 for anything else. */
export function monthLength(year: number, month: number): number {
  return month === 2 && isLeapYear(year) ? 29 : (monthLengths[month - 1] ?? 0)
}

/** The date of these numbers, or null where there is no such day. */
export function plainDateOf(year: number, month: number, day: number): PlainDate | null {
  const exists =
    Number.isInteger(year) &&
    year >= 1 &&
    year <= 9999 &&
    Number.isInteger(day) &&
    day >= 1 &&
    day <= monthLength(year, month)
  if (!exists) return null
  const pad = (n: number, width: number): string => String(n).padStart(width, '0')
  return `${pad(year, 4)}-${pad(month, 2)}-${pad(day, 2)}` as PlainDate
}

/** Exactly `YYYY-MM-DD` and a day that exists, else null. For what came from outside. */
export function parsePlainDate(text: string): PlainDate | null {
  const match = shape.exec(text)
  return match === null ? null : plainDateOf(Number(match[1]), Number(match[2]), Number(match[3]))
}

/** The same for a date known to be right, such as one in a test or a database column. Throws RangeError. */
export function plainDate(text: string): PlainDate {
  const date = parsePlainDate(text)
  if (date === null) throw new RangeError(`no such date: ${text}`)
  return date
}

/** The date's numbers; month 1–12. */
export function partsOf(date: PlainDate): { year: number; month: number; day: number } {
  return { year: Number(date.slice(0, 4)), month: Number(date.slice(5, 7)), day: Number(date.slice(8, 10)) }
}

export const yearOf = (date: PlainDate): number => Number(date.slice(0, 4))

/** Whole days since 1970-01-01, negative before it. */
export function epochDay(date: PlainDate): number {
  const { year, month, day } = partsOf(date)
  // Years that begin in March put the leap day last, so that month lengths follow one formula.
  const y = month <= 2 ? year - 1 : year
  const dayOfYear = Math.floor((153 * ((month + 9) % 12) + 2) / 5) + day - 1
  return 365 * y + Math.floor(y / 4) - Math.floor(y / 100) + Math.floor(y / 400) + dayOfYear - 719_468
}

/** The reverse of epochDay. Throws RangeError outside years 0001–9999. */
export function fromEpochDay(days: number): PlainDate {
  const shifted = days + 719_468
  const era = Math.floor(shifted / 146_097)
  const dayOfEra = shifted - era * 146_097
  const yearOfEra = Math.floor(
    (dayOfEra -
      Math.floor(dayOfEra / 1460) +
      Math.floor(dayOfEra / 36_524) -
      Math.floor(dayOfEra / 146_096)) /
      365,
  )
  const dayOfYear = dayOfEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100))
  const marchMonth = Math.floor((5 * dayOfYear + 2) / 153)
  const month = marchMonth < 10 ? marchMonth + 3 : marchMonth - 9
  const year = era * 400 + yearOfEra + (month <= 2 ? 1 : 0)
  const date = plainDateOf(year, month, dayOfYear - Math.floor((153 * marchMonth + 2) / 5) + 1)
  if (date === null) throw new RangeError(`day ${days} is outside years 0001-9999`)
  return date
}

/** `days` may be negative. */
export function addDays(date: PlainDate, days: number): PlainDate {
  return fromEpochDay(epochDay(date) + days)
}

/** The same day `months` later; the month's last day where that day does not exist. `months` may be negative. */
export function addMonths(date: PlainDate, months: number): PlainDate {
  const { year, month, day } = partsOf(date)
  const index = year * 12 + month - 1 + months
  const newYear = Math.floor(index / 12)
  const newMonth = index - newYear * 12 + 1
  const moved = plainDateOf(newYear, newMonth, Math.min(day, monthLength(newYear, newMonth)))
  if (moved === null) throw new RangeError(`${date} and ${months} months is outside years 0001-9999`)
  return moved
}

/** ISO weekday: 1 Monday … 7 Sunday. */
export function weekday(date: PlainDate): Weekday {
  const sinceMonday = (((epochDay(date) + 3) % 7) + 7) % 7
  return (sinceMonday + 1) as Weekday
}

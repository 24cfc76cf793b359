import type { PlainDate } from '../../../domain/calendar/plain-date.ts'
import {
  type Period,
  type PeriodKind,
  parsePeriod,
  periodAround,
  periodBefore,
  periodText,
} from '../../../domain/sight/period.ts'
import { formatShortDate } from '../../../words/dates.ts'
import { fill } from '../../../words/fill.ts'
import type { Words } from '../../words.ts'

const monthAt = (day: string): number => Number(day.slice(5, 7)) - 1

/** «қаңтар 2026», «2026 жылғы 1-тоқсан», «2026 жыл», «10.01.2026 – 03.02.2026». */
export function periodName({ kind, from, to }: Period, words: Words<'sight'>): string {
  const year = from.slice(0, 4)
  if (kind === 'month') return fill(words.month, { month: words.longMonths[monthAt(from)] ?? '', year })
  if (kind === 'quarter') return fill(words.quarter, { n: monthAt(from) / 3 + 1, year })
  if (kind === 'year') return fill(words.year, { year })
  return fill(words.range, { from: formatShortDate(from), to: formatShortDate(to) })
}

/** «қаң» */
export const shortMonth = (day: string, words: Words<'sight'>): string =>
  words.shortMonths[monthAt(day)] ?? ''

const offered = { month: 24, quarter: 8, year: 5 } as const

/** The latest periods of a kind, the one that is shown among them, newest first. */
export function periodsOffered(
  kind: Exclude<PeriodKind, 'range'>,
  shown: string,
  today: PlainDate,
): Period[] {
  const periods = [periodAround(today, kind)]
  while (periods.length < offered[kind]) {
    const last = periods.at(-1)
    if (last === undefined) break
    periods.push(periodBefore(last))
  }
  const now = parsePeriod(shown)
  if (now !== null && !periods.some((one) => periodText(one) === shown)) periods.push(now)
  return periods.sort((a, b) => (a.from < b.from ? 1 : -1))
}

/** The period of another kind that ends with the one shown, or with today. */
export function asKind(shown: Period, kind: PeriodKind, today: PlainDate): string {
  const day = shown.to < today ? shown.to : shown.from > today ? shown.from : today
  return periodText(periodAround(day, kind))
}

import { addDays, addMonths, type PlainDate, parsePlainDate, plainDate } from '../calendar/plain-date.ts'

export const periodKinds = ['month', 'quarter', 'year', 'range'] as const
export type PeriodKind = (typeof periodKinds)[number]

/** Local days, both included. */
export interface Span {
  readonly from: PlainDate
  readonly to: PlainDate
}
export interface Period extends Span {
  readonly kind: PeriodKind
}

const months = { month: 1, quarter: 3, year: 12 } as const

const beginning = (from: PlainDate, kind: Exclude<PeriodKind, 'range'>): Period => ({
  kind,
  from,
  to: addDays(addMonths(from, months[kind]), -1),
})

/** `2026-01-31` as `2026-01-01`. */
const monthOf = (day: PlainDate): PlainDate => plainDate(`${day.slice(0, 7)}-01`)

/** The days of the month that begins on this day. */
export const spanOfMonth = (first: PlainDate): Span => {
  const { from, to } = beginning(first, 'month')
  return { from, to }
}

/** As an address says it: `2026-01`, `2026-q1`, `2026` or `2026-01-10..2026-02-03`. Null: it is none of these. */
export function parsePeriod(text: string): Period | null {
  const [, year, month, quarter] = /^(20\d\d)(?:-(0[1-9]|1[0-2])|-q([1-4]))?$/.exec(text) ?? []
  if (year !== undefined) {
    if (month !== undefined) return beginning(plainDate(`${year}-${month}-01`), 'month')
    if (quarter === undefined) return beginning(plainDate(`${year}-01-01`), 'year')
    return beginning(addMonths(plainDate(`${year}-01-01`), 3 * (Number(quarter) - 1)), 'quarter')
  }
  const ends = text.split('..').map((day) => (/^20/.test(day) ? parsePlainDate(day) : null))
  const [from, to] = ends
  if (ends.length !== 2 || from == null || to == null || from > to) return null
  return { kind: 'range', from, to }
}

/** What an address says of it; parsePeriod reads it back. */
export function periodText({ kind, from, to }: Period): string {
  if (kind === 'range') return `${from}..${to}`
  if (kind === 'year') return from.slice(0, 4)
  if (kind === 'month') return from.slice(0, 7)
  return `${from.slice(0, 4)}-q${(Number(from.slice(5, 7)) + 2) / 3}`
}

/** The one of this kind that a day is in; a range begins with the month's days. */
export function periodAround(day: PlainDate, kind: PeriodKind): Period {
  const first = monthOf(day)
  if (kind === 'range') return { kind, from: first, to: day }
  if (kind === 'year') return beginning(plainDate(`${day.slice(0, 4)}-01-01`), kind)
  if (kind === 'month') return beginning(first, kind)
  return beginning(addMonths(first, -((Number(day.slice(5, 7)) - 1) % 3)), kind)
}

/** The one before, of the same kind; before a range: as many days. */
export function periodBefore({ kind, from, to }: Period): Period {
  if (kind !== 'range') return beginning(addMonths(from, -months[kind]), kind)
  let days = 1
  while (addDays(from, days - 1) < to) days += 1
  return { kind, from: addDays(from, -days), to: addDays(from, -1) }
}

const monthsShown = 12

/** The first days of the twelve months that end with the period's last one, or with this month if that is earlier. */
export function monthsBefore({ to }: Span, today: PlainDate): PlainDate[] {
  const last = monthOf(to < today ? to : today)
  return Array.from({ length: monthsShown }, (_, n) => addMonths(last, n + 1 - monthsShown))
}

/** The whole months of a span by their first days, and the days beside them. */
export function wholeMonths({ from, to }: Span): { months: PlainDate[]; edges: Span[] } {
  const whole: PlainDate[] = []
  const first = from === monthOf(from) ? from : addMonths(monthOf(from), 1)
  for (let month = first; spanOfMonth(month).to <= to; month = addMonths(month, 1)) whole.push(month)
  const last = whole.at(-1)
  if (last === undefined) return { months: [], edges: [{ from, to }] }
  const after = addMonths(last, 1)
  return {
    months: whole,
    edges: [
      ...(from < first ? [{ from, to: addDays(first, -1) }] : []),
      ...(after <= to ? [{ from: after, to }] : []),
    ],
  }
}

import type { PlainDate } from '../../domain/calendar/plain-date.ts'
import { type Counter, type Dates, listOf, type Place } from '../../domain/sight/figure.ts'
import { spanOfMonth } from '../../domain/sight/period.ts'
import { countsOfFlow } from '../../domain/sight/tally.ts'
import type { Measured, Sight, SightPlace } from '../../wire/sight.ts'

/** A number of the page, where it is, and the address of the list that it counts. */
export interface SightNumber {
  readonly where: string
  readonly counter: Counter
  readonly n: number
  readonly query: string
}

/** Every count of an answer, with the list that its link leads to. */
export function numbersOf(sight: Sight, place: SightPlace): SightNumber[] {
  const { period } = sight
  const kind = place.category === undefined ? 'category' : 'type'
  const rows = (name: string, key: 'unit' | 'executor' | 'category' | 'type', some: Sight['units']) =>
    some.flatMap((row) => counted(`${name} ${row.key}`, row, period, { ...place, [key]: row.key }))
  return [
    ...counted('total', sight.total, period, place),
    ...counted('before', sight.totalBefore, sight.before, place),
    ...sight.months.flatMap((month) =>
      counted(month.month, month, spanOfMonth(month.month as PlainDate), place),
    ),
    ...rows('unit', 'unit', sight.units),
    ...rows('executor', 'executor', sight.executors),
    ...rows(kind, kind, sight.kinds),
  ]
}

function counted(where: string, { flow, now }: Measured, span: Dates, place: Place): SightNumber[] {
  const counts = Object.entries({ ...(flow === null ? {} : countsOfFlow(flow)), ...now }) as [
    Counter,
    number,
  ][]
  return counts
    .filter(([counter]) => counter !== 'unrouted' || place.unit === undefined || place.unit === 'none')
    .map(([counter, n]) => ({ where, counter, n, query: listOf(counter, span, place) }))
}

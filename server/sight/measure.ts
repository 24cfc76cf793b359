import { percentile } from '../../domain/sight/percentile.ts'
import { groupsOf, sumOfDays, sumOfFlow, sumOfNow } from '../../domain/sight/tally.ts'
import type { Measured } from '../../wire/sight.ts'
import type { DaysCell, FlowCell, NowCell } from './cell-store.ts'

/** The cells of each source; null: it could not be read. */
export interface Cells {
  readonly flow: readonly FlowCell[] | null
  readonly days: readonly DaysCell[] | null
  readonly now: readonly NowCell[] | null
}

/** All of the cells, added up. */
export function measured({ flow, days, now }: Cells): Measured {
  const histogram = days === null ? null : sumOfDays(days)
  return {
    flow: flow === null ? null : sumOfFlow(flow),
    days:
      histogram === null
        ? null
        : { median: percentile(histogram, 0.5), ninetieth: percentile(histogram, 0.9) },
    now: now === null ? null : sumOfNow(now),
  }
}

type Group = 'unit' | 'executor' | 'category' | 'type'

/** The cells by where they are, each in one place, so that the places add up to the whole. */
export function measuredBy(cells: Cells, group: Group): ReadonlyMap<string, Measured> {
  const by = <Cell extends Partial<Record<Group, string>>>(some: readonly Cell[] | null) =>
    some === null ? null : groupsOf(some, (cell) => cell[group] ?? '')
  const [flow, now] = [by(cells.flow), by(cells.now)]
  // Of one person no days are told: a median of three letters says more of the letters than of them.
  const days = group === 'executor' ? null : by(cells.days)
  const keys = new Set([flow, days, now].flatMap((groups) => [...(groups?.keys() ?? [])]))
  return new Map(
    [...keys].map((key) => [
      key,
      measured({
        flow: flow === null ? null : (flow.get(key) ?? []),
        days: days === null ? null : (days.get(key) ?? []),
        now: now === null ? null : (now.get(key) ?? []),
      }),
    ]),
  )
}

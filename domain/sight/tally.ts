import { outcomes } from '../reply/reply.ts'
import { type Counter, type FlowCounter, flowCounters, type NowCounter, nowCounters } from './figure.ts'
import type { Histogram } from './percentile.ts'

export type Counts<Name extends string> = Readonly<Record<Name, number>>
export type Flow = Counts<FlowCounter>

const sum =
  <Name extends string>(names: readonly Name[]) =>
  (cells: readonly Counts<Name>[]): Counts<Name> =>
    Object.fromEntries(
      names.map((name) => [name, cells.reduce((all, cell) => all + cell[name], 0)]),
    ) as Counts<Name>

export const sumOfFlow = sum(flowCounters)
export const sumOfNow = sum(nowCounters)

/** Every number that a flow holds, those that follow from others too. */
export const countsOfFlow = (flow: Flow): Counts<Exclude<Counter, NowCounter>> => ({
  ...flow,
  inTime: flow.answered - flow.late,
  unsaid: flow.answered - outcomes.reduce((said, outcome) => said + flow[outcome], 0),
})

/** Histograms added up. */
export function sumOfDays(cells: readonly { readonly days: number; readonly answers: number }[]): Histogram {
  const all = new Map<number, number>()
  for (const { days, answers } of cells) all.set(days, (all.get(days) ?? 0) + answers)
  return all
}

/** Cells by what they have in common. */
export function groupsOf<Cell>(
  cells: readonly Cell[],
  keyOf: (cell: Cell) => string,
): ReadonlyMap<string, Cell[]> {
  const groups = new Map<string, Cell[]>()
  for (const cell of cells) {
    const key = keyOf(cell)
    const group = groups.get(key)
    if (group === undefined) groups.set(key, [cell])
    else group.push(cell)
  }
  return groups
}

/** A share in per cent, to one decimal; null: of nothing. */
export const shareOf = (part: number, whole: number): number | null =>
  whole === 0 ? null : Math.round((part / whole) * 1000) / 10

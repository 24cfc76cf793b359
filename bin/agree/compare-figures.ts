import { parse } from 'csv-parse/sync'
import { contractKinds } from '../../domain/contract/contract.ts'
import type { Queue } from '../../wire/queue.ts'
import type { Sight, SightPlace } from '../../wire/sight.ts'
import type { Random } from '../fuzz/random.ts'
import { numbersOf } from './sight-numbers.ts'

type Ask = (path: string) => Promise<Response>

/** Numbers of one page that are compared with their lists: each list is asked for. */
const numbersAsked = 25
const periods = ['2026-01', '2026-02', '2026-q1', '2026', '2026-01-07..2026-02-20', '2026-01-12..2026-01-13']

/**
 * The figures of somebody, by a random period and filter: every number taken out of them is the total of its list, the
 * rows add up to the whole, and the file has the same. Null: they agree. `numbers`: how many were more than nothing.
 */
export async function compareFigures(
  ask: Ask,
  random: Random,
  units: readonly string[],
): Promise<{ difference: string | null; numbers: number }> {
  const place: SightPlace = {
    ...(random.below(4) === 0 ? { unit: random.pick([...units, 'none' as const, 'notYet' as const]) } : {}),
    ...(random.below(5) === 0 ? { category: 'general' } : {}),
    ...(random.below(4) === 0 ? { contractKind: random.pick(contractKinds) } : {}),
  }
  const query = new URLSearchParams([
    ...Object.entries(place).filter((pair): pair is [string, string] => pair[1] !== undefined),
    ['period', random.pick(periods)],
  ])
  const answer = await ask(`figures?${query}`)
  const file = await ask(`figures/export?format=csv&${query}`)
  if (answer.status === 403) {
    const closed = file.status === 403
    return { difference: closed ? null : 'a role without figures is given their file', numbers: 0 }
  }
  const sight = (await answer.json()) as Sight
  const all = numbersOf(sight, place)
  const some = all.filter(({ n, where }) => n > 0 || where === 'total')
  const taken = some.map((number) => ({ number, at: random.below(1e6) })).sort((a, b) => a.at - b.at)
  for (const { number } of taken.slice(0, numbersAsked)) {
    const { where, counter, n, query: list } = number
    const { total } = (await (await ask(`queue?${list}`)).json()) as Queue
    if (total !== n)
      return { difference: `${query}, ${where}, ${counter}: ${n}, its list has ${total}`, numbers: 0 }
  }
  const whole = sight.total
  for (const rows of [sight.units, sight.executors, sight.kinds]) {
    for (const counter of ['received', 'answered', 'late'] as const) {
      const sum = rows.reduce((so, row) => so + (row.flow?.[counter] ?? 0), 0)
      if (sum !== whole.flow?.[counter])
        return { difference: `${query}: ${counter} of the rows is ${sum}`, numbers: 0 }
    }
  }
  const [, first = []] = parse(await file.text(), { bom: true, delimiter: ';' }) as string[][]
  const same = Number(first[2]) === whole.flow?.received && Number(first[3]) === whole.flow.answered
  return {
    difference: same ? null : `${query}: the file says ${first.join(';')}`,
    numbers: some.filter(({ n }) => n > 0).length,
  }
}

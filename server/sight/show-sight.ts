import type { z } from 'zod'
import { sumOfSteps } from '../../domain/appeal/rating.ts'
import { toIso } from '../../domain/calendar/instant.ts'
import {
  monthsBefore,
  parsePeriod,
  periodAround,
  periodBefore,
  periodText,
  spanOfMonth,
} from '../../domain/sight/period.ts'
import { groupsOf } from '../../domain/sight/tally.ts'
import type { Measured, RatingRow, Sight, SightQuery, SightRow } from '../../wire/sight.ts'
import type { Asker, Context } from '../context.ts'
import { listDays } from '../mailbox/list-columns.ts'
import { findChoices } from '../office/choice-store.ts'
import { staffNames } from '../person/staff-store.ts'
import { besideOf, daysIn, flowIn, nowIn } from './folded-store.ts'
import { measured, measuredBy } from './measure.ts'
import { unitNames } from './name-store.ts'
import { type RatingCell, ratingCells } from './rating-cell-store.ts'

type Names = ReadonlyMap<string, SightRow['name']>

/** docs/office.md 9: the figures of what the asker lists. A source that fails is told as such, with all the others. */
export async function showSight(
  context: Context,
  asker: Asker,
  { period: text, ...place }: z.output<typeof SightQuery>,
): Promise<Sight> {
  const { db } = context
  const days = await listDays(context)
  const period = parsePeriod(text ?? '') ?? periodAround(days.today, 'month')
  const before = periodBefore(period)
  const months = monthsBefore(period, days.today)
  const asked = { asker, place, days, beside: besideOf(db, asker) }
  const spans = [period, before, ...months.map(spanOfMonth)]
  const read = async <Found>(source: string, run: () => Promise<Found>): Promise<Found | null> => {
    try {
      return await run()
    } catch (error) {
      context.log({ level: 'error', message: 'figures could not be counted', source, reason: String(error) })
      return null
    }
  }
  const [flow, answers, now, ratings, choices, units] = await Promise.all([
    read('flow', () => flowIn(db, asked, spans)),
    read('days', () => daysIn(db, asked, spans)),
    read('now', () => nowIn(db, asked)),
    read('ratings', () => ratingCells(db, asked, period)),
    findChoices(db, asker, days.today),
    unitNames(db),
  ])
  const at = (n: number) => ({ flow: flow?.[n] ?? null, days: answers?.[n] ?? null, now: null })
  const cells = { ...at(0), now }
  const byExecutor = measuredBy(cells, 'executor')
  const people = [...byExecutor.keys()].filter((key) => key !== 'none')
  const group = place.category === undefined ? 'category' : 'type'
  const kinds = group === 'category' ? choices.categories : choices.types
  const kindNames: Names = new Map(kinds.map(({ code, name }) => [code, name]))
  return {
    asOf: toIso(context.now()),
    period: { from: period.from, to: period.to, text: periodText(period) },
    before: { from: before.from, to: before.to, text: periodText(before) },
    total: measured(cells),
    totalBefore: measured(at(1)),
    months: months.map((month, n) => ({ month, ...measured(at(n + 2)) })),
    units: rowsOf(measuredBy(cells, 'unit'), units),
    executors: rowsOf(byExecutor, await staffNames(db, people)).sort(
      (a, b) => (b.now?.open ?? 0) - (a.now?.open ?? 0),
    ),
    kinds: rowsOf(measuredBy(cells, group), kindNames).sort(
      (a, b) => (b.flow?.received ?? 0) - (a.flow?.received ?? 0),
    ),
    ratings: ratings && {
      total: sumOfSteps(ratings),
      units: ratingRows(ratings, 'unit', units),
      kinds: ratingRows(ratings, group, kindNames),
    },
    choices: { units: [...choices.units], categories: [...choices.categories] },
  }
}

function ratingRows(
  cells: readonly RatingCell[],
  group: 'unit' | 'category' | 'type',
  names: Names,
): RatingRow[] {
  const groups = groupsOf(cells, (cell) => cell[group])
  return inOrder([...groups.keys()], names).map((key) => ({
    key,
    name: names.get(key) ?? null,
    steps: sumOfSteps(groups.get(key) ?? []),
  }))
}

/** In the order of the names; what has none, the registrar's desk and what has no number yet, comes last. */
function rowsOf(rows: ReadonlyMap<string, Measured>, names: Names): SightRow[] {
  return inOrder([...rows.keys()], names).flatMap((key) => {
    const row = rows.get(key)
    return row === undefined ? [] : [{ key, name: names.get(key) ?? null, ...row }]
  })
}

const inOrder = (keys: readonly string[], names: Names): string[] => [
  ...[...names.keys()].filter((key) => keys.includes(key)),
  ...keys.filter((key) => !names.has(key)).sort(),
]

import type { z } from 'zod'
import { averageStep, ratingSteps } from '../../domain/appeal/rating.ts'
import { localDate } from '../../domain/calendar/instant.ts'
import type { PlainDate } from '../../domain/calendar/plain-date.ts'
import type { Language } from '../../domain/language.ts'
import { countsOfFlow, shareOf } from '../../domain/sight/tally.ts'
import type { Measured, RatingRow, Sight, SightExportQuery, SightRow } from '../../wire/sight.ts'
import { rating as enRating } from '../../words/en/rating.ts'
import { sight as en } from '../../words/en/sight.ts'
import { rating as kkRating } from '../../words/kk/rating.ts'
import { sight as kk } from '../../words/kk/sight.ts'
import { rating as ruRating } from '../../words/ru/rating.ts'
import { sight as ru } from '../../words/ru/sight.ts'
import type { Asker, Context } from '../context.ts'
import type { StreamAnswer } from '../http/handler.ts'
import type { Cell } from '../office/export-cells.ts'
import { csv, mediaTypes, xlsx } from '../office/export-file.ts'
import { logSecurity } from '../security-log.ts'
import { showSight } from './show-sight.ts'

const words = { kk, ru, en } as const
const ratingWords = { kk: kkRating, ru: ruRating, en: enRating } as const

/** The rows of the page as a file: the whole, months, units, executors, categories, each with every figure. */
export async function exportSight(
  context: Context,
  asker: Asker,
  { format, ...asked }: z.output<typeof SightExportQuery>,
  language: Language,
): Promise<StreamAnswer> {
  const sight = await showSight(context, asker, asked)
  await logSecurity(context, 'figuresExported', asker.id, { format, period: sight.period.text })
  const said = words[language]
  const headings = [said.table, said.row, ...Object.values(said.columns), ...ratingHeadings(language)]
  async function* rows() {
    yield* lines(sight, language)
  }
  const name = `${said.fileName} ${sight.period.text}, ${localDate(context.now())}.${format}`
  const stream =
    format === 'csv'
      ? csv(headings, rows())
      : xlsx(headings, rows(), { sheet: said.fileName, at: context.now() })
  return { stream, mediaType: mediaTypes[format], name }
}

const ratingHeadings = (language: Language): string[] => {
  const { average, steps } = ratingWords[language]
  return [average, ...ratingSteps.map((step) => steps[step])]
}

function* lines({ period, total, months, units, executors, kinds, ratings }: Sight, language: Language) {
  const said = words[language]
  yield [said.whole, `${period.from} – ${period.to}`, ...numbers(total), ...rated(ratings?.total)]
  for (const month of months) yield [said.monthColumn, { date: month.month as PlainDate }, ...numbers(month)]
  const none = { none: said.unitNone, notYet: said.unitNotYet }
  for (const row of units)
    yield [said.unitsTitle, nameOf(row, none), ...numbers(row), ...ratedOf(ratings?.units, row)]
  for (const row of executors)
    yield [said.executorsTitle, nameOf(row, { none: said.executorNone }), ...numbers(row)]
  for (const row of kinds)
    yield [said.categoriesTitle, nameOf(row, {}), ...numbers(row), ...ratedOf(ratings?.kinds, row)]

  function nameOf({ key, name }: SightRow, without: Readonly<Record<string, string>>): string {
    if (name === null) return without[key] ?? key
    return typeof name === 'string' ? name : name[language]
  }
}

/** The mean and how often each step was given; of what was not counted, or is not so by month, nothing. */
const rated = (steps: readonly number[] | undefined): Cell[] =>
  steps === undefined ? [] : [averageStep(steps), ...steps]
const ratedOf = (rows: readonly RatingRow[] | undefined, { key }: SightRow): Cell[] =>
  rows === undefined ? [] : rated(rows.find((one) => one.key === key)?.steps ?? ratingSteps.map(() => 0))

/** The cells in the order of the headings; what was not counted, or is not so by month, is empty. */
function numbers({ flow, days, now }: Measured): Cell[] {
  const counts = flow === null ? null : countsOfFlow(flow)
  const cells: Record<keyof typeof kk.columns, Cell> = {
    received: counts?.received ?? null,
    answered: counts?.answered ?? null,
    inTime: counts === null ? null : shareOf(counts.inTime, counts.answered),
    late: counts?.late ?? null,
    median: days?.median ?? null,
    ninetieth: days?.ninetieth ?? null,
    extended: counts?.extended ?? null,
    returned: counts?.returned ?? null,
    open: now?.open ?? null,
    overdue: now?.overdue ?? null,
    dueToday: now?.dueToday ?? null,
    dueWeek: now?.dueWeek ?? null,
    unassigned: now?.unassigned ?? null,
  }
  return Object.values(cells)
}

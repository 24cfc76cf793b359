import type { BulkAct } from '../../../domain/appeal/work.ts'
import type { QueueRow } from '../../../wire/queue.ts'
import { formatShortDate } from '../../../words/dates.ts'
import { fill } from '../../../words/fill.ts'
import type { Words } from '../../words.ts'

/** An appeal as the windows of work name it, and the executor that the page shows: what is sent as seen. */
export interface WorkRow {
  readonly id: string
  /** Of the register; null: it has only a coupon yet. */
  readonly number: number | null
  readonly coupon: string
  readonly dueDate: string | null
  /** Undefined where the page does not know. */
  readonly executorId?: string | null | undefined
  /** What may be done with it among many; undefined where the page does not know. */
  readonly bulkActs?: readonly BulkAct[] | undefined
}

/** A row of a list as these windows name it. */
export const workRowOf = ({
  id,
  registration,
  coupon,
  dueDate,
  executorId,
  bulkActs,
}: QueueRow): WorkRow => ({
  bulkActs,
  id,
  number: registration === null ? null : Number(registration.split(' / ')[0]),
  coupon,
  dueDate,
  executorId,
})

/** How many are named before the rest is counted. */
const mostNamed = 6

/** «№ 369 (мерзімі 03.02.2026), № 366, № 377, тағы 12. Ең жақын мерзім: 03.02.2026» */
export function namesOf(rows: readonly WorkRow[], words: Words<'assign'>): string {
  const nearest = nearestDue(rows)
  const first = rows.find(({ dueDate }) => dueDate === nearest)
  const named = rows.slice(0, mostNamed).map((row) => {
    const number = row.number === null ? row.coupon : String(row.number)
    return row.dueDate !== null && row === first
      ? fill(words.due, { number, date: formatShortDate(row.dueDate) })
      : fill(words.plain, { number })
  })
  const rest = rows.length - named.length
  const list = [...named, ...(rest > 0 ? [fill(words.more, { n: rest })] : [])].join(', ')
  if (nearest === null || rows.length === 1) return list
  return `${list}. ${fill(words.nearest, { date: formatShortDate(nearest) })}`
}

/** The day by which the first of them is to be answered. */
export const nearestDue = (rows: readonly WorkRow[]): string | null =>
  rows.flatMap(({ dueDate }) => dueDate ?? []).sort()[0] ?? null

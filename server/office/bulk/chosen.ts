import { createHash } from 'node:crypto'
import { localDate } from '../../../domain/calendar/instant.ts'
import { refuse } from '../../../domain/refusal.ts'
import { mostInBulk, type NewBulk } from '../../../wire/bulk.ts'
import { queueAsked } from '../../../wire/queue.ts'
import { readCalendar } from '../../calendar/calendar-store.ts'
import type { Asker, Context } from '../../context.ts'
import { Refused } from '../../refused.ts'
import { filterOf } from '../desk-filter.ts'
import { idsOf } from '../queue-store.ts'
import { workItems } from '../work/work-store.ts'
import type { Chosen } from './bulk-store.ts'

/**
 * Those that were ticked, each once, or all that the list finds now. Throws Refused when there are none, or more than
 * one act takes.
 */
export async function chosenBy(
  { db, now }: Context,
  asker: Asker,
  asked: Pick<NewBulk, 'appeals' | 'all' | 'query'>,
): Promise<Chosen[]> {
  const chosen = asked.all === true ? await allOf() : once(asked.appeals ?? [])
  if (chosen.length === 0) throw new Refused(refuse('bulk_empty'))
  if (chosen.length > mostInBulk) throw new Refused(refuse('bulk_too_large', { limit: mostInBulk }))
  return chosen

  async function allOf(): Promise<Chosen[]> {
    const params = Object.fromEntries(new URLSearchParams(asked.query))
    const day = { today: localDate(now()), calendar: await readCalendar(db) }
    const ids = await idsOf(db, await filterOf(db, asker, queueAsked(params), day))
    if (ids.length > mostInBulk) return ids.map((id) => ({ id }))
    return (await workItems(db, ids)).map(({ id, work }) => ({ id, seen: work.executorId, settled: work }))
  }
}

/** Which appeals these are, in any order: what a page was shown is what is done. */
export const digestOf = (chosen: readonly Chosen[]): string =>
  createHash('sha256')
    .update(
      chosen
        .map(({ id }) => id)
        .sort()
        .join(),
    )
    .digest('base64url')

const once = (all: readonly Chosen[]): Chosen[] => [...new Map(all.map((one) => [one.id, one])).values()]

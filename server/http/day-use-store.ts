import { sql } from 'kysely'
import { instantOf, localDate } from '../../domain/calendar/instant.ts'
import { addDays, type PlainDate } from '../../domain/calendar/plain-date.ts'
import type { Asker, Db } from '../context.ts'
import { HttpRefused } from '../refused.ts'

/** What somebody uses on one day in Astana: `what` is a kind of work, or of things kept. */
export interface DayUse {
  /** `client:<id>` or `staff:<id>`. */
  readonly owner: string
  readonly what: string
  readonly day: PlainDate
}

/**
 * Takes so many of the day's, in one statement: of any number at once, in any process, no more pass than there are.
 * Within a transaction the next one of this owner waits for its end. False when there are not so many left.
 */
export async function takeOfToday(
  db: Db,
  { owner, what, day }: DayUse,
  amount: number,
  most: number,
): Promise<boolean> {
  if (amount > most) return false
  const { rows } = await sql`
    insert into day_use (owner, what, day, used) values (${owner}, ${what}, ${day}, ${amount})
    on conflict (owner, what, day) do update set used = day_use.used + ${amount}
     where day_use.used + ${amount} <= ${most}
    returning used`.execute(db)
  return rows.length > 0
}

/** Whose use it is. */
export const ownerOf = ({ kind, id }: Pick<Asker, 'kind' | 'id'>): string => `${kind}:${id}`

/** Takes so many of somebody's day. Throws 429 `too_much_today` where there are not so many left. */
export async function takeToday(
  trx: Db,
  who: Pick<Asker, 'kind' | 'id'>,
  what: string,
  amount: number,
  most: number,
  now: number,
): Promise<void> {
  if (await takeOfToday(trx, { owner: ownerOf(who), what, day: localDate(now) }, amount, most)) return
  throw new HttpRefused(429, 'too_much_today', { minutes: minutesLeftToday(now) })
}

/**
 * The same for one of the day's, in a transaction of its own that does not wait for the disk: what a power cut takes
 * back is a count, and nothing that anybody was told.
 */
export async function countOfToday(db: Db, { owner, what, day }: DayUse, most: number): Promise<boolean> {
  const { rows } = await sql`
    with hurried as materialized (select set_config('synchronous_commit', 'off', true))
    insert into day_use (owner, what, day, used) select ${owner}, ${what}, ${day}, 1 from hurried where ${most} > 0
    on conflict (owner, what, day) do update set used = day_use.used + 1 where day_use.used < ${most}
    returning used`.execute(db)
  return rows.length > 0
}

/** How much of some kinds was used on a day. */
export async function usedOn(db: Db, owner: string, day: PlainDate): Promise<ReadonlyMap<string, number>> {
  const rows = await db
    .selectFrom('day_use')
    .select(['what', 'used'])
    .where('owner', '=', owner)
    .where('day', '=', day)
    .execute()
  return new Map(rows.map(({ what, used }) => [what, Number(used)]))
}

/** Deletes the counts of days that are over. */
export async function forgetDays(db: Db, today: PlainDate): Promise<void> {
  await db.deleteFrom('day_use').where('day', '<', addDays(today, -1)).execute()
}

/** Until midnight in Astana, when a new day begins. */
export function minutesLeftToday(now: number): number {
  const tomorrow = instantOf(addDays(localDate(now), 1), '00:00:00')
  return Math.max(1, Math.ceil((tomorrow - now) / 60_000))
}

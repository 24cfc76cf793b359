import { sql } from 'kysely'
import { termStatuses } from '../../domain/appeal/status.ts'
import type { HandingChoice } from '../../domain/unit/handing.ts'
import type { Db } from '../context.ts'

/** What these people have open, and when a rule gave them an appeal last, in the order of their ids. */
export async function handingChoices(db: Db, ids: readonly string[]): Promise<HandingChoice[]> {
  const found = await sql<{ id: string; open: number; at: Date | null; times: number | null }>`
    select one.id, last.at, last.times,
      (select count(*)::int from appeal where executor_id = one.id and status in (${sql.join(termStatuses)})) as open
    from unnest(${[...ids]}::uuid[]) as one (id)
    left join lateral (
      select occurred_at as at, count(*)::int as times from event
      where type = 'takenIntoWork' and actor = 'system' and data ->> 'executorId' = one.id::text
      group by occurred_at order by occurred_at desc limit 1
    ) as last on true
    order by one.id`.execute(db)
  return found.rows.map(({ id, open, at, times }) => ({
    id,
    open,
    last: at === null ? null : { at: at.getTime(), times: times ?? 0 },
  }))
}

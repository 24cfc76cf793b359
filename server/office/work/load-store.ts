import { sql } from 'kysely'
import { termStatuses } from '../../../domain/appeal/status.ts'
import { addDays, type PlainDate, weekday } from '../../../domain/calendar/plain-date.ts'
import type { Db } from '../../context.ts'

/** What somebody has to do. */
export interface Load {
  readonly open: number
  /** Due up to and including Sunday of this week, and not overdue. */
  readonly dueThisWeek: number
  readonly overdue: number
}

/** The open work of these people, as executors; who has none is left out. */
export async function loadsOf(db: Db, ids: readonly string[], today: PlainDate): Promise<Map<string, Load>> {
  const sunday = addDays(today, 7 - weekday(today))
  const rows = await db
    .selectFrom('appeal')
    .select('executor_id')
    .select(sql<number>`count(*)::int`.as('open'))
    .select(sql<number>`(count(*) filter (where due_date between ${today} and ${sunday}))::int`.as('week'))
    .select(sql<number>`(count(*) filter (where due_date < ${today}))::int`.as('overdue'))
    .where('executor_id', '=', sql<string>`any(${[...ids]}::uuid[])`)
    .where('status', 'in', termStatuses)
    .groupBy('executor_id')
    .execute()
  return new Map(
    rows.map(({ executor_id, open, week, overdue }) => [
      executor_id ?? '',
      { open, dueThisWeek: week, overdue },
    ]),
  )
}

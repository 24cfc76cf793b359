import { type RawBuilder, sql } from 'kysely'
import type { Routing } from '../../domain/reply/may-approve.ts'
import { actingStaff } from '../appeal/actor-columns.ts'
import type { Db } from '../context.ts'

const routings = sql`(select seq, ${actingStaff('event')} as by, data ->> 'insteadOf' as instead,
    (lag(data ->> 'unitId') over (order by seq))::uuid as before
  from event where event.appeal_id = appeal.id and event.type = 'routed')`

/** Over `appeal`: the places of `unitsBefore`, `unit` null for the registrar's desk; `writers` an array of uuids. */
export const unitsBefore = (writers: RawBuilder<unknown>) => sql`(select moved.before as unit
  from ${routings} as moved where not exists (select from ${routings} as later where later.seq >= moved.seq
    and not coalesce(later.by = any(${writers}::text[]) or later.instead = any(${writers}::text[]), false)))`

/** How an appeal came to its unit, the first routing first. */
export async function routingsOf(db: Db, appealId: string): Promise<Routing[]> {
  const { rows } = await sql<{ by: string | null; instead: string | null; before: string | null }>`
    select moved.by, moved.instead, moved.before from appeal cross join lateral ${routings} as moved
    where appeal.id = ${appealId} order by moved.seq`.execute(db)
  return rows.map(({ by, instead, before }) => ({ by: by ?? '', insteadOf: instead, before }))
}

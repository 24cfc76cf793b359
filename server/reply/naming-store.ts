import { sql } from 'kysely'
import type { Naming } from '../../domain/reply/may-approve.ts'
import { actingStaff } from '../appeal/actor-columns.ts'
import type { Db } from '../context.ts'

/**
 * Over `appeal`: who named each of the staff whom it is about, `staff_id` and `by`. An event tells all who are named,
 * so it is of those whom the one before did not tell, and the latest counts. Whom an objection named, nobody did.
 */
export const namings = sql`(select one.id::uuid as staff_id,
    (array_agg(${actingStaff('told')}::uuid order by told.seq desc))[1] as by
  from (select seq, actor, data -> 'staffIds' as ids, lag(data -> 'staffIds') over (order by seq) as before
    from event where event.appeal_id = appeal.id and event.type = 'concernsNamed') as told
  cross join jsonb_array_elements_text(told.ids) as one(id)
  where not coalesce(told.before ? one.id, false) and ${actingStaff('told')} is not null
  group by one.id)`

/** Who named whom of the staff an appeal is about, as far as that was ever said. */
export async function namingsOf(db: Db, appealId: string): Promise<Naming[]> {
  const { rows } = await sql<{ staff_id: string; by: string }>`select naming.staff_id, naming.by
    from appeal cross join lateral ${namings} as naming where appeal.id = ${appealId}`.execute(db)
  return rows.map(({ staff_id, by }) => ({ staffId: staff_id, by }))
}

import { sql } from 'kysely'
import { addDays, type PlainDate } from '../../domain/calendar/plain-date.ts'
import type { TakenAway } from '../../domain/unit/chain-of-duty.ts'
import { type Unit, withUnitsBelow } from '../../domain/unit/unit.ts'
import type { Db } from '../context.ts'

/** For so long it counts who took a headship: nobody leaves their unit without heads for a month to answer alone. */
const takenDays = 30

/**
 * Heads who lost role, unit or account by somebody's word since 30 days before `day`, each with who took it and the
 * units that they headed in that time, and those below.
 */
export async function headshipsTaken(
  db: Db,
  units: readonly Pick<Unit, 'id' | 'parentId' | 'closed'>[],
  day: PlainDate,
): Promise<TakenAway[]> {
  const since = sql`(${addDays(day, -takenDays)}::date::timestamp at time zone 'Asia/Almaty')`
  const { rows } = await sql<{ id: string; by: string; units: string[] }>`
    with taken as (
      select staff_id as id, changed_by as by from staff_role
        where role = 'head' and change = 'withdrawn' and changed_at >= ${since}
      union select staff_id, changed_by from unit_member where change = 'left' and changed_at >= ${since}
      union select id, disabled_by from staff where not active and disabled_at >= ${since})
    select id, by, array(select unit_id from unit_member as own where own.staff_id = taken.id and change = 'joined'
        and not exists (select from unit_member as later where later.staff_id = own.staff_id
          and later.unit_id = own.unit_id and later.change = 'left' and later.seq > own.seq
          and later.changed_at < ${since})) as units
      from taken where by is not null and by <> id
        and exists (select from staff_role as own where own.staff_id = taken.id and role = 'head' and change = 'granted'
          and not exists (select from staff_role as later where later.staff_id = own.staff_id and later.role = 'head'
            and later.change = 'withdrawn' and later.seq > own.seq and later.changed_at < ${since}))`.execute(
    db,
  )
  const open = units.filter(({ closed }) => !closed)
  return rows.map(({ id, by, units: own }) => ({ id, by, units: withUnitsBelow(open, own) }))
}

import { sql } from 'kysely'
import { instantOf } from '../../domain/calendar/instant.ts'
import { addDays } from '../../domain/calendar/plain-date.ts'
import type { OfficeOn } from '../../domain/unit/chain-of-duty.ts'
import { type TakenAway, takenByMoves, type UnitMove } from '../../domain/unit/taken-away.ts'
import { withUnitsBelow } from '../../domain/unit/unit.ts'
import type { Db } from '../context.ts'

/** For so long it counts who took a headship: nobody leaves their unit without heads for a month to answer alone. */
const takenDays = 30

/**
 * Heads who lost role, unit or account by somebody's word in the 30 days before, or whose unit below was moved away,
 * each with who took it and the units that they headed in that time, and those below.
 */
export async function headshipsTaken(db: Db, office: OfficeOn): Promise<TakenAway[]> {
  const since = new Date(instantOf(addDays(office.day, -takenDays), '00:00:00'))
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
  const open = office.units.filter(({ closed }) => !closed)
  const taken = rows.map(({ id, by, units }) => ({ id, by, units: withUnitsBelow(open, units) }))
  return [...taken, ...takenByMoves(await movesSince(db, since), office)]
}

async function movesSince(db: Db, since: Date): Promise<UnitMove[]> {
  const rows = await db
    .selectFrom('unit_move')
    .select(['unit_id', 'parent_before', 'moved_by'])
    .where('moved_at', '>=', since)
    .where('moved_by', 'is not', null)
    .execute()
  return rows.flatMap(({ unit_id: unitId, parent_before: parentBefore, moved_by: by }) =>
    by === null ? [] : [{ unitId, parentBefore, by }],
  )
}

/** Keeps that a unit leaves the one above it; `at` is epoch milliseconds. */
export async function recordUnitMove(
  trx: Db,
  { unitId, parentBefore }: Omit<UnitMove, 'by'>,
  by: string | null,
  at: number,
): Promise<void> {
  await trx
    .insertInto('unit_move')
    .values({ unit_id: unitId, parent_before: parentBefore, moved_by: by, moved_at: new Date(at) })
    .execute()
}

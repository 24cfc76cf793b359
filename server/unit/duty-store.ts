import { sql } from 'kysely'
import type { Duty } from '../../domain/appeal/can.ts'
import { dutyIn } from '../../domain/appeal/duty.ts'
import type { PlainDate } from '../../domain/calendar/plain-date.ts'
import { actsInsteadOf } from '../../domain/person/absence.ts'
import type { Db } from '../context.ts'
import { currentMembers } from './unit-store.ts'

interface Row {
  readonly units: string[]
  readonly tree: { readonly id: string; readonly parentId: string | null }[]
  readonly absences: {
    readonly staffId: string
    readonly deputyId: string
    readonly from: PlainDate
    readonly to: PlainDate
    readonly active: boolean
  }[]
}

/**
 * Where somebody of the staff, in these roles, works on a day, and for whom they act. Asked with every request, in one
 * question.
 */
export async function dutyOf(
  db: Db,
  { id: staffId, roles }: { readonly id: string; readonly roles: readonly string[] },
  day: PlainDate,
  seesAll: boolean,
): Promise<Duty> {
  const mine = currentMembers(db)
    .where('latest.staff_id', '=', staffId)
    .clearSelect()
    .select('latest.unit_id')
  const { units, tree, absences } = await db
    .selectNoFrom([
      sql<Row['units']>`array(${mine})`.as('units'),
      sql<Row['tree']>`(select coalesce(json_agg(json_build_object('id', id, 'parentId', parent_id)), '[]')
        from unit where closed_at is null)`.as('tree'),
      sql<Row['absences']>`(select coalesce(json_agg(json_build_object('staffId', absence.staff_id,
          'deputyId', absence.deputy_id, 'from', from_day, 'to', to_day, 'active', deputy.active)), '[]')
        from absence join staff as deputy on deputy.id = absence.deputy_id
        where cancelled_at is null and from_day <= ${day} and to_day >= ${day})`.as('absences'),
    ])
    .executeTakeFirstOrThrow()
  const isActive = (id: string) => absences.some(({ deputyId, active }) => deputyId === id && active)
  const insteadOf = actsInsteadOf(absences, staffId, day, isActive)
  const replaced = await unitsOfHeads(db, insteadOf)
  return dutyIn(tree, { roles, units, insteadOf, replaced, seesAll })
}

/** The units of those of these people who are heads. */
async function unitsOfHeads(db: Db, ids: readonly string[]): Promise<string[]> {
  if (ids.length === 0) return []
  const rows = await currentMembers(db)
    .where('latest.staff_id', 'in', ids)
    .where(
      sql<boolean>`(select change from staff_role where staff_role.staff_id = latest.staff_id and role = 'head'
        order by seq desc limit 1) = 'granted'`,
    )
    .execute()
  return rows.map(({ unit_id }) => unit_id)
}

import { sql } from 'kysely'
import type { PlainDate } from '../../domain/calendar/plain-date.ts'
import type { PersonName } from '../../domain/person/name.ts'
import type { StaffRole } from '../../domain/person/role.ts'
import type { ReplyOffice } from '../../domain/reply/may-approve.ts'
import type { Worker } from '../../domain/unit/assignable.ts'
import type { OfficeOn } from '../../domain/unit/chain-of-duty.ts'
import { withUnitsBelow } from '../../domain/unit/unit.ts'
import type { Db } from '../context.ts'
import { absencesFrom, type StoredAbsence } from '../unit/absence-store.ts'
import { headshipsTaken } from '../unit/taken-store.ts'
import { allUnits, currentMembers } from '../unit/unit-store.ts'
import { currentRoles } from './role-store.ts'

/** Somebody of the staff with what is needed to give them work, and to show it. */
export interface NamedWorker extends Worker {
  readonly login: string
  readonly name: PersonName
  readonly extension: string | null
  readonly roles: readonly StaffRole[]
}

/** Everybody who was ever entered, in the order of names, and who is away on this day or later. */
export async function workersOn(
  db: Db,
  day: PlainDate,
): Promise<{ workers: NamedWorker[]; absences: StoredAbsence[] }> {
  const staff = await db
    .selectFrom('staff')
    .select(['id', 'login', 'surname', 'given_name', 'patronymic', 'extension', 'active'])
    .select(
      sql<StaffRole[]>`array(${currentRoles(db)
        .where(sql<boolean>`staff_id = staff.id`)
        .clearSelect()
        .select('role')} order by role)`.as('roles'),
    )
    .orderBy('surname')
    .orderBy('given_name')
    .orderBy('login')
    .execute()
  const members = await currentMembers(db).execute()
  const open = (await allUnits(db)).filter(({ closed }) => !closed)
  const workers = staff.map((row) => {
    const units = members.filter(({ staff_id }) => staff_id === row.id).map(({ unit_id }) => unit_id)
    return {
      id: row.id,
      login: row.login,
      name: { family: row.surname, given: row.given_name, patronymic: row.patronymic },
      extension: row.extension,
      active: row.active,
      roles: row.roles,
      units,
      unitsBelow: withUnitsBelow(open, units),
    }
  })
  return { workers, absences: await absencesFrom(db, day) }
}

type NamedOffice = Omit<OfficeOn, 'workers'> & { readonly workers: readonly NamedWorker[] }

/** The company on a day, as far as work goes. */
export const officeOn = async (db: Db, day: PlainDate): Promise<NamedOffice> => ({
  day,
  units: await allUnits(db),
  ...(await workersOn(db, day)),
})

/** The same, as letters are approved in it. */
export async function replyOfficeOn(
  db: Db,
  day: PlainDate,
): Promise<NamedOffice & Pick<ReplyOffice, 'takenAway'>> {
  const office = await officeOn(db, day)
  return { ...office, takenAway: await headshipsTaken(db, office) }
}

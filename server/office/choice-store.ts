import { sql } from 'kysely'
import { relationsFor, rolesFor } from '../../domain/appeal/rights.ts'
import type { PlainDate } from '../../domain/calendar/plain-date.ts'
import type { Localised } from '../../domain/language.ts'
import type { PersonName } from '../../domain/person/name.ts'
import type { Asker, Db } from '../context.ts'
import { currentRoles } from '../person/role-store.ts'
import { currentMembers } from '../unit/unit-store.ts'

/** The units whose appeals this person may list; null: every one. */
function unitsSeenBy({ roles, duty }: Asker): readonly string[] | null {
  return relationsFor(roles, 'list', duty.seesAll).has('all') ? null : duty.unitsBelow
}

const among = (column: string, ids: readonly string[]) =>
  sql<boolean>`${sql.ref(column)} = any(${[...ids]}::uuid[])`

export interface Choices {
  readonly units: readonly { readonly id: string; readonly name: Localised }[]
  readonly executors: readonly { readonly id: string; readonly name: PersonName; readonly away: boolean }[]
  readonly categories: readonly { readonly code: string; readonly name: Localised }[]
  readonly types: readonly { readonly code: string; readonly name: Localised }[]
}

/** What the filters of the queue offer this person: units and executors within their sight, no others. */
export async function findChoices(db: Db, asker: Asker, today: PlainDate): Promise<Choices> {
  const seen = unitsSeenBy(asker)
  const units = db
    .selectFrom('unit')
    .select(['unit.id', 'unit.name'])
    .orderBy('unit.created_at')
    .orderBy('unit.code')
  const members = currentMembers(db).clearSelect().select('latest.staff_id')
  const executors = db
    .selectFrom('staff')
    .select(['staff.id', 'staff.surname', 'staff.given_name', 'staff.patronymic'])
    .select(
      sql<boolean>`exists (select from absence where absence.staff_id = staff.id and cancelled_at is null
        and from_day <= ${today} and to_day >= ${today})`.as('away'),
    )
    .where('staff.active', '=', true)
    .where('staff.id', 'in', (from) =>
      from
        .selectFrom(currentRoles(db).as('held'))
        .select('held.staff_id')
        .where('held.role', 'in', rolesFor('execute')),
    )
    .where('staff.id', 'in', seen === null ? members : members.where(among('latest.unit_id', seen)))
    .orderBy('staff.surname')
    .orderBy('staff.given_name')
  const types = db
    .selectFrom('appeal_type')
    .distinctOn('appeal_type.code')
    .select(['appeal_type.code', sql<Localised>`definition -> 'name'`.as('name')])
    .orderBy('appeal_type.code')
    .orderBy('appeal_type.version', 'desc')
  const unitRows = await (seen === null ? units : units.where(among('unit.id', seen))).execute()
  return {
    units: unitRows.map(({ id, name }) => ({ id, name: name as unknown as Localised })),
    executors: (await executors.execute()).map((row) => ({
      id: row.id,
      name: { family: row.surname, given: row.given_name, patronymic: row.patronymic },
      away: row.away,
    })),
    categories: (await db.selectFrom('category').select(['code', 'name']).orderBy('position').execute()).map(
      ({ code, name }) => ({ code, name: name as unknown as Localised }),
    ),
    types: await types.execute(),
  }
}

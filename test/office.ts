import { randomUUID } from 'node:crypto'
import { plainDate } from '../domain/calendar/plain-date.ts'
import type { StaffRole } from '../domain/person/role.ts'
import type { OpenedKeyFile } from '../eds/pkcs12.ts'
import { addStaff } from '../server/person/add-staff.ts'
import { registerDue } from '../server/registry/register.ts'
import { allUnits, recordMember } from '../server/unit/unit-store.ts'
import type { TestStaff } from './people.ts'
import { type SignedWorld, sendFree } from './signed-world.ts'
import type { World } from './world.ts'

/** Makes a unit; of the first one's below when told. Answers its id. */
export async function makeUnit(
  { context }: World,
  code: string,
  parentId: string | null = null,
): Promise<string> {
  const id = randomUUID()
  const name = JSON.stringify({ kk: `${code} бөлімі`, ru: `Отдел ${code}`, en: `Unit ${code}` })
  await context.db
    .insertInto('unit')
    .values({ id, code, name, parent_id: parentId, head_id: null, created_at: new Date(context.now()) })
    .execute()
  return id
}

/** The unit that the migration made: where everybody of a test world is. */
export async function firstUnit({ context }: World): Promise<string> {
  const unit = (await allUnits(context.db)).find(({ code }) => code === 'office')
  if (unit === undefined) throw new Error('no unit')
  return unit.id
}

/** Somebody new of the staff, in these units (codes). */
export async function makeStaff(
  { context }: World,
  login: string,
  name: string,
  roles: StaffRole[],
  units: string[],
): Promise<TestStaff> {
  const [family = '', given = '', patronymic = null] = name.split(' ')
  const password = 'Тау-Көл-Жел-2026'
  const person = { login, name: { family, given, patronymic }, roles, extension: '56499', password, units }
  const { staffId, totpSecret } = await addStaff(context, person)
  return { kind: 'staff', id: staffId, login, password, totpSecret }
}

export async function changeMember(
  { context }: World,
  staffId: string,
  unitId: string,
  change: 'joined' | 'left',
): Promise<void> {
  await recordMember(context.db, { staffId, unitId, change }, null, context.now())
}

/** Somebody is away from a day to a day, and another acts for them. Answers its id. */
export async function sendAway(
  { context }: World,
  away: { staffId: string; deputyId: string; from: string; to: string },
): Promise<string> {
  const id = randomUUID()
  await context.db
    .insertInto('absence')
    .values({
      id,
      staff_id: away.staffId,
      deputy_id: away.deputyId,
      from_day: plainDate(away.from),
      to_day: plainDate(away.to),
      reason: 'leave',
      recorded_at: new Date(context.now()),
    })
    .execute()
  return id
}

/** Sends and registers so many appeals of Айгерім; answers their ids. */
export async function registeredAppeals(
  world: SignedWorld,
  key: OpenedKeyFile,
  many: number,
): Promise<string[]> {
  const client = await world.as(world.people.aigerim)
  const ids: string[] = []
  for (let n = 0; n < many; n += 1) ids.push((await sendFree(world, client, key)).body.id)
  await registerDue(world.context)
  return ids
}

import { randomUUID } from 'node:crypto'
import { noDuty } from '../domain/appeal/can.ts'
import { localDate } from '../domain/calendar/instant.ts'
import type { ContractKind } from '../domain/contract/contract.ts'
import { fullName } from '../domain/person/name.ts'
import type { Asker, Context } from '../server/context.ts'
import type { DemoPeople } from '../server/demo/demo-people.ts'
import { addStaff } from '../server/person/add-staff.ts'
import { dutyOf } from '../server/unit/duty-store.ts'
import { type DemoKeys, easyPassword } from './keys.ts'
import { demoStaff, demoUnits, type StaffCode } from './people.ts'
import { staffIin } from './staff-iin.ts'

const rentKinds: readonly ContractKind[] = ['RENT_BUYOUT', 'RENT_NONRES']
const loanKinds: readonly ContractKind[] = ['MORTGAGE', 'GUARANTOR', 'SUBSIDY']

/** Whose appeals are whose. Shared construction has no rule: the registrar decides. */
const rules = [
  { code: 'rent', contractKinds: rentKinds, unit: 'rent', handing: 'free' },
  { code: 'loans', contractKinds: loanKinds, unit: 'loans', handing: 'free' },
]

/** Somebody who acts in the script, without a session. */
export const asker = (kind: Asker['kind'], id: string, roles: Asker['roles']): Asker => ({
  kind,
  id,
  sessionId: '',
  roles,
  language: 'kk',
  duty: noDuty,
})

/** Units, people in all roles, and the rules of routing. */
export async function enterOffice(
  context: Context,
  keys: DemoKeys['shown'],
): Promise<{ staff: Map<StaffCode, Asker>; shown: DemoPeople['people'] }> {
  await enterUnits(context)
  const { ids, shown } = await enterStaff(context, keys)
  await giveHeads(context, ids)
  const day = localDate(context.now())
  await context.db
    .insertInto('routing')
    .values({ valid_from: day, rules: JSON.stringify(rules), recorded_at: new Date(context.now()) })
    .execute()
  const staff = new Map<StaffCode, Asker>()
  for (const { code, roles } of demoStaff) {
    const id = ids.get(code) ?? ''
    staff.set(code, { ...asker('staff', id, roles), duty: await dutyOf(context.db, id, day, false) })
  }
  return { staff, shown }
}

/** The company begins with one unit; it gets its name here, and the others lie below it. */
async function enterUnits({ db, now }: Context): Promise<void> {
  for (const { code, name, parent } of demoUnits) {
    if (parent === null) {
      await db
        .updateTable('unit')
        .set({ name: JSON.stringify(name) })
        .where('code', '=', code)
        .execute()
      continue
    }
    await db
      .insertInto('unit')
      .values((eb) => ({
        id: randomUUID(),
        code,
        name: JSON.stringify(name),
        parent_id: eb.selectFrom('unit').select('id').where('code', '=', parent),
        created_at: new Date(now()),
      }))
      .execute()
  }
}

async function giveHeads({ db }: Context, ids: ReadonlyMap<StaffCode, string>): Promise<void> {
  for (const { code, head } of demoUnits) {
    if (head === null) continue
    await db
      .updateTable('unit')
      .set({ head_id: ids.get(head) ?? null })
      .where('code', '=', code)
      .execute()
  }
}

async function enterStaff(
  context: Context,
  keys: DemoKeys['shown'],
): Promise<{ ids: Map<StaffCode, string>; shown: DemoPeople['people'] }> {
  const ids = new Map<StaffCode, string>()
  const shown: DemoPeople['people'][number][] = []
  for (const [place, { code, login, name, roles, units, extension }] of demoStaff.entries()) {
    const password = easyPassword()
    const entry = { login, name, roles, units, extension, password, iin: staffIin(name, place) }
    const { staffId, totpSecret } = await addStaff(context, entry)
    ids.set(code, staffId)
    const note = [...roles]
    shown.push({
      id: staffId,
      kind: 'staff',
      fullName: fullName(name),
      note,
      keys: [...(keys.get(code) ?? [])],
      login,
      password,
      totpSecret,
    })
  }
  return { ids, shown }
}

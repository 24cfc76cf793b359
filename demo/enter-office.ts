import { noDuty } from '../domain/appeal/can.ts'
import { localDate } from '../domain/calendar/instant.ts'
import { addDays } from '../domain/calendar/plain-date.ts'
import type { ContractKind } from '../domain/contract/contract.ts'
import { fullName } from '../domain/person/name.ts'
import type { Asker, Context } from '../server/context.ts'
import type { DemoPeople } from '../server/demo/demo-people.ts'
import { addStaff } from '../server/person/add-staff.ts'
import { recordAbsence } from '../server/person/record-absence.ts'
import { addUnit } from '../server/unit/add-unit.ts'
import { changeUnit } from '../server/unit/change-unit.ts'
import { dutyOf } from '../server/unit/duty-store.ts'
import { allUnits } from '../server/unit/unit-store.ts'
import { type DemoKeys, easyPassword } from './keys.ts'
import { type DemoUnit, demoStaff, demoUnits, type StaffCode } from './people.ts'
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
): Promise<{
  staff: Map<StaffCode, Asker>
  units: Map<DemoUnit['code'], string>
  shown: DemoPeople['people']
}> {
  const units = await enterUnits(context)
  const { ids, shown } = await enterStaff(context, keys)
  await giveHeads(context, units, ids)
  const day = localDate(context.now())
  await context.db
    .insertInto('routing')
    .values({ valid_from: day, rules: JSON.stringify(rules), recorded_at: new Date(context.now()) })
    .execute()
  const staff = new Map<StaffCode, Asker>()
  for (const { code, roles } of demoStaff) {
    const id = ids.get(code) ?? ''
    staff.set(code, {
      ...asker('staff', id, roles),
      duty: await dutyOf(context.db, { id, roles }, day, false),
    })
  }
  return { staff, units, shown }
}

/** The company begins with one unit; it gets its name here, and the others lie below it. Answers their ids. */
async function enterUnits(context: Context): Promise<Map<DemoUnit['code'], string>> {
  const ids = new Map<DemoUnit['code'], string>()
  const first = await allUnits(context.db)
  for (const { code, name, parent } of demoUnits) {
    const known = first.find((unit) => unit.code === code)
    const parentId = parent === null ? null : (ids.get(parent) ?? null)
    if (known !== undefined) await changeUnit(context, null, known.id, { name })
    ids.set(code, known?.id ?? (await addUnit(context, null, { code, name, parentId })))
  }
  return ids
}

async function giveHeads(
  context: Context,
  units: ReadonlyMap<DemoUnit['code'], string>,
  ids: ReadonlyMap<StaffCode, string>,
): Promise<void> {
  for (const { code, head } of demoUnits) {
    const headId = head === null ? undefined : ids.get(head)
    if (headId !== undefined) await changeUnit(context, null, units.get(code) ?? '', { headId })
  }
}

/** Асқар has gone on leave today, and Ерік acts for them. */
export async function beAway(
  context: Context,
  staff: ReadonlyMap<StaffCode, Asker>,
  today: number,
): Promise<void> {
  const from = localDate(today)
  const [away, deputy] = [staff.get('secondExecutor'), staff.get('rentHead')]
  if (away === undefined || deputy === undefined) throw new Error('nobody to go on leave')
  const absence = { staffId: away.id, deputyId: deputy.id, from, to: addDays(from, 13) }
  await recordAbsence(context, null, { ...absence, reason: 'leave', work: 'deputy' })
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

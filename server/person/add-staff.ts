import { randomUUID } from 'node:crypto'
import { Secret } from 'otpauth'
import { localDate } from '../../domain/calendar/instant.ts'
import type { Language, Localised } from '../../domain/language.ts'
import { isExtension } from '../../domain/person/executor.ts'
import { type Iin, parseIin } from '../../domain/person/iin.ts'
import { isPersonName, type PersonName } from '../../domain/person/name.ts'
import type { StaffRole } from '../../domain/person/role.ts'
import { whyNotOpen } from '../../domain/unit/unit.ts'
import type { Context, Db } from '../context.ts'
import { sealedUnder } from '../master-key/sealed-under.ts'
import { inLoggedTransaction } from '../security-log.ts'
import { lockOfficeBy, type Manager } from '../unit/manage.ts'
import { allUnits, recordMember } from '../unit/unit-store.ts'
import { seal } from '../vault.ts'
import { type FirstPassword, hashOfNew, makeFirstPassword } from './new-password.ts'
import { insertStaff, staffByIin, staffByLogin } from './staff-store.ts'

export interface NewStaff {
  readonly login: string
  readonly name: PersonName
  readonly roles: readonly StaffRole[]
  /** The inner number behind the call centre (§10); 3–6 digits. */
  readonly extension: string | null
  /** Printed under the letters this person signs; null or left out: the role's word. */
  readonly position?: Localised | null
  /** Of the national key that they may sign in with; null or left out: by password and code alone. */
  readonly iin?: string | null
  /** Of the demo and of tests, kept as it is; left out: one is made, to be replaced at the first sign-in. */
  readonly password?: string
  /** Base32; a fresh random one when left out. */
  readonly totpSecret?: string
  readonly language?: Language
  /** Codes of the units that they belong to; left out: the only one there is. */
  readonly units?: readonly string[]
  /** Or their ids. */
  readonly unitIds?: readonly string[]
}

/** Why somebody can't be entered or found; the words are in words/<language>/staff.ts. */
export const staffProblems = [
  'login_shape',
  'login_taken',
  'login_unknown',
  'name',
  'extension',
  'position',
  'iin',
  'iin_taken',
  'role',
  'unit',
] as const
export type StaffProblem = (typeof staffProblems)[number]

export class StaffRefused extends Error {
  readonly problem: StaffProblem
  constructor(problem: StaffProblem) {
    super(problem)
    this.name = 'StaffRefused'
    this.problem = problem
  }
}

/** Who was entered, and what is shown only now: the secret of the codes, base32, and the password if one was made. */
export interface AddedStaff {
  readonly staffId: string
  readonly totpSecret: string
  readonly first: FirstPassword | null
}

/** Enters a member of staff. Throws StaffRefused. */
export async function addStaff(
  context: Context,
  staff: NewStaff,
  manager: Manager = null,
): Promise<AddedStaff> {
  const { name, roles, extension, position = null, language = 'kk' } = staff
  const login = staff.login.trim().toLowerCase()
  if (!/^[\p{L}\p{N}._@-]{2,100}$/u.test(login)) throw new StaffRefused('login_shape')
  if (!isPersonName(name)) throw new StaffRefused('name')
  if (roles.length === 0) throw new StaffRefused('role')
  if (extension !== null && !isExtension(extension)) throw new StaffRefused('extension')
  const words = position === null ? [] : Object.values(position)
  if (words.some((text) => text.trim() === '' || text.length > 200)) throw new StaffRefused('position')
  const iin = staff.iin == null ? null : readIin(context, staff.iin)
  const id = randomUUID()
  const secret =
    staff.totpSecret === undefined ? new Secret({ size: 20 }) : Secret.fromBase32(staff.totpSecret)
  const account = { login, name, iin }
  const first = staff.password === undefined ? await makeFirstPassword(context, account) : null
  const passwordHash = first?.passwordHash ?? (await hashOfNew(context, staff.password ?? '', account))
  const totpSecret = seal(context.config.masterKey, secret.bytes, sealedUnder.oneTimeCode(id))
  const by = manager?.id ?? null
  await inLoggedTransaction(context, async (tx, tell) => {
    await lockOfficeBy(context, tx, manager)
    if ((await staffByLogin(tx, login)) !== null) throw new StaffRefused('login_taken')
    if (iin !== null) await needFreeIin(tx, iin, id)
    const row = { id, login, name, roles: [...new Set(roles)], extension, position, iin, language }
    const until = first?.firstPasswordUntil ?? null
    await insertStaff(tx, { ...row, passwordHash, firstPasswordUntil: until, totpSecret }, by, context.now())
    for (const unitId of await unitsToJoin(tx, staff)) {
      await recordMember(tx, { staffId: id, unitId, change: 'joined' }, by, context.now())
    }
    await tell('staffAdded', by, { staff: id, roles: row.roles.join(' ') })
  })
  return { staffId: id, totpSecret: secret.base32, first }
}

/** An IIN with its date and control digit (docs/domain.md 4.1). Throws StaffRefused. */
export function readIin(context: Context, text: string): Iin {
  const iin = parseIin(text.trim(), localDate(context.now()))
  if (iin === null) throw new StaffRefused('iin')
  return iin
}

/** One person has one account: who comes back is enabled, not entered again. Throws StaffRefused. */
export async function needFreeIin(db: Db, iin: Iin, staffId: string): Promise<void> {
  const holder = await staffByIin(db, iin)
  if (holder !== null && holder.id !== staffId) throw new StaffRefused('iin_taken')
}

/** A company of one unit need not name it. Throws StaffRefused. */
async function unitsToJoin(
  tx: Db,
  { units, unitIds }: Pick<NewStaff, 'units' | 'unitIds'>,
): Promise<string[]> {
  const all = await allUnits(tx)
  const open = all.filter(({ id }) => whyNotOpen(all, id) === null)
  const named = units ?? unitIds
  if (named === undefined) return open.length === 1 ? open.map(({ id }) => id) : []
  return named.map((name) => {
    const unit = open.find(({ id, code }) => name === id || name === code)
    if (unit === undefined) throw new StaffRefused('unit')
    return unit.id
  })
}

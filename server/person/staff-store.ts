import { sql } from 'kysely'
import { z } from 'zod'
import type { Language, Localised } from '../../domain/language.ts'
import type { Iin } from '../../domain/person/iin.ts'
import { type PersonName, shortName } from '../../domain/person/name.ts'
import type { StaffRole } from '../../domain/person/role.ts'
import type { Db } from '../context.ts'
import { NotFound } from '../refused.ts'
import { currentRoles, recordRole } from './role-store.ts'

/** A member of staff. */
export interface Staff {
  readonly id: string
  readonly login: string
  readonly name: PersonName
  readonly extension: string | null
  /** What is printed under the letters this person signs; null: the role's word. */
  readonly position: Localised | null
  /** Of the national key that they may sign in with; null: by password and code alone. */
  readonly iin: Iin | null
  readonly active: boolean
}

const Position = z.object({ kk: z.string(), ru: z.string(), en: z.string() })

/** What signing in needs to know besides. */
export interface StaffSecrets extends Staff {
  readonly passwordHash: string
  /** Until when a password that was made for them is good, epoch ms; null: they chose it. */
  readonly firstPasswordUntil: number | null
  readonly totpSecret: Uint8Array
}

const secretsOf = (row: {
  id: string
  login: string
  surname: string
  given_name: string
  patronymic: string | null
  extension: string | null
  position: unknown
  iin: string | null
  active: boolean
  password_hash: string
  first_password_until: Date | null
  totp_secret: Buffer
}): StaffSecrets => ({
  id: row.id,
  login: row.login,
  name: { family: row.surname, given: row.given_name, patronymic: row.patronymic },
  extension: row.extension,
  position: row.position === null ? null : Position.parse(row.position),
  // Checked when it was entered.
  iin: row.iin as Iin | null,
  active: row.active,
  passwordHash: row.password_hash,
  firstPasswordUntil: row.first_password_until?.getTime() ?? null,
  totpSecret: new Uint8Array(row.totp_secret),
})

export async function staffByLogin(db: Db, login: string): Promise<StaffSecrets | null> {
  const row = await db
    .selectFrom('staff')
    .selectAll()
    .where('login', '=', login.trim().toLowerCase())
    .executeTakeFirst()
  return row === undefined ? null : secretsOf(row)
}

/** Whose login this is; null for nobody's. */
export async function staffIdByLogin(db: Db, login: string): Promise<string | null> {
  const row = await db
    .selectFrom('staff')
    .select('id')
    .where('login', '=', login.trim().toLowerCase())
    .executeTakeFirst()
  return row?.id ?? null
}

/** The one whose national key this is, whether they may still come in or not. */
export async function staffByIin(db: Db, iin: string): Promise<Staff | null> {
  const row = await db.selectFrom('staff').selectAll().where('iin', '=', iin).executeTakeFirst()
  return row === undefined ? null : withoutSecrets(secretsOf(row))
}

function withoutSecrets(secrets: StaffSecrets): Staff {
  const { passwordHash: _hash, firstPasswordUntil: _until, totpSecret: _secret, ...staff } = secrets
  return staff
}

/**
 * What somebody signs in by, held until the transaction ends: nobody is disabled or given another password between the
 * check of who they are and their session. One who signs in twice at once waits: their row is written next, and two
 * who shared it would wait for each other.
 */
export async function holdSecrets(trx: Db, id: string): Promise<StaffSecrets | null> {
  const row = await trx
    .selectFrom('staff')
    .selectAll()
    .where('id', '=', id)
    .forNoKeyUpdate()
    .executeTakeFirst()
  return row === undefined ? null : secretsOf(row)
}

export async function staffById(db: Db, id: string): Promise<Staff | null> {
  const row = await db.selectFrom('staff').selectAll().where('id', '=', id).executeTakeFirst()
  return row === undefined ? null : withoutSecrets(secretsOf(row))
}

/** The person who acts, as letters name them. Throws NotFound. */
export async function memberOfStaff(db: Db, id: string): Promise<Staff> {
  const staff = await staffById(db, id)
  if (staff === null) throw new NotFound()
  return staff
}

/** The names of these people, by their ids; who left is named too. */
export async function namesOfStaff(db: Db, ids: readonly string[]): Promise<Map<string, PersonName>> {
  if (ids.length === 0) return new Map()
  const rows = await db
    .selectFrom('staff')
    .select(['id', 'surname', 'given_name', 'patronymic'])
    .where('id', 'in', [...new Set(ids)])
    .execute()
  return new Map(
    rows.map(({ id, surname, given_name: given, patronymic }) => [
      id,
      { family: surname, given, patronymic },
    ]),
  )
}

/** «Иманбекова С. М.» of each of these people, by their ids. */
export async function staffNames(db: Db, ids: readonly string[]): Promise<Map<string, string>> {
  return new Map([...(await namesOfStaff(db, ids))].map(([id, name]) => [id, shortName(name)]))
}

/** Uses up a 30-second step of the one-time code; false when it, or a later one, has been used. */
export async function spendTotpStep(db: Db, staffId: string, step: number): Promise<boolean> {
  const used = await db
    .updateTable('staff')
    .set({ totp_last_step: step })
    .where('id', '=', staffId)
    .where(sql<boolean>`(totp_last_step is null or totp_last_step < ${step})`)
    .executeTakeFirst()
  return used.numUpdatedRows === 1n
}

export async function insertStaff(
  db: Db,
  staff: {
    id: string
    login: string
    name: PersonName
    extension: string | null
    position: Localised | null
    iin: Iin | null
    roles: readonly StaffRole[]
    language: Language
    passwordHash: string
    firstPasswordUntil: number | null
    totpSecret: Uint8Array
  },
  by: string | null,
  now: number,
): Promise<void> {
  await db
    .insertInto('staff')
    .values({
      id: staff.id,
      login: staff.login.trim().toLowerCase(),
      surname: staff.name.family,
      given_name: staff.name.given,
      patronymic: staff.name.patronymic,
      extension: staff.extension,
      position: staff.position === null ? null : JSON.stringify(staff.position),
      iin: staff.iin,
      password_hash: staff.passwordHash,
      first_password_until: staff.firstPasswordUntil === null ? null : new Date(staff.firstPasswordUntil),
      totp_secret: Buffer.from(staff.totpSecret),
      totp_last_step: null,
      language: staff.language,
      active: true,
      last_signed_in_at: null,
      disabled_at: null,
      created_at: new Date(now),
    })
    .execute()
  for (const role of staff.roles) {
    await recordRole(db, { staffId: staff.id, role, change: 'granted' }, by, now)
  }
}

/** Everybody who has ever been entered, with roles, in the order of logins. */
export async function listStaff(db: Db): Promise<(Staff & { readonly roles: readonly StaffRole[] })[]> {
  const rows = await db.selectFrom('staff').selectAll().orderBy('login').execute()
  const roles = await currentRoles(db).orderBy('role').execute()
  return rows.map((row) => {
    return {
      ...withoutSecrets(secretsOf(row)),
      roles: roles.filter(({ staff_id }) => staff_id === row.id).map(({ role }) => role),
    }
  })
}

/** What somebody signs in by, or whether they may. */
export interface Access {
  readonly passwordHash?: string
  /** With a password that was made for them: until when it is good, epoch ms. */
  readonly firstPasswordUntil?: number
  readonly totpSecret?: Uint8Array
  readonly iin?: Iin | null
  readonly active?: boolean
  /** Who turns it off; left out: a command. */
  readonly by?: string | null
}

const turnedTo = (active: boolean, by: string | null, now: number) => ({
  active,
  disabled_at: active ? null : new Date(now),
  disabled_by: active ? null : by,
})

/** Changes what somebody signs in by, or whether they may; their open sessions end. */
export async function changeAccess(db: Db, staffId: string, change: Access, now: number): Promise<void> {
  const { passwordHash, firstPasswordUntil, totpSecret, iin, active, by = null } = change
  const set = {
    ...(passwordHash === undefined ? {} : { password_hash: passwordHash }),
    ...(firstPasswordUntil === undefined ? {} : { first_password_until: new Date(firstPasswordUntil) }),
    ...(totpSecret === undefined ? {} : { totp_secret: Buffer.from(totpSecret), totp_last_step: null }),
    ...(iin === undefined ? {} : { iin }),
    ...(active === undefined ? {} : turnedTo(active, by, now)),
  }
  if (Object.keys(set).length > 0) await db.updateTable('staff').set(set).where('id', '=', staffId).execute()
  await db
    .updateTable('session')
    .set({ ended_at: new Date(now) })
    .where('staff_id', '=', staffId)
    .where('ended_at', 'is', null)
    .execute()
}

/** A password that they chose in place of this one; false where it is another by now. */
export async function changePassword(db: Db, id: string, before: string, after: string): Promise<boolean> {
  const { numUpdatedRows } = await db
    .updateTable('staff')
    .set({ password_hash: after, first_password_until: null })
    .where('id', '=', id)
    .where('password_hash', '=', before)
    .executeTakeFirstOrThrow()
  return numUpdatedRows === 1n
}

/** What is known of accounts, by id. Instants are epoch ms. */
export async function accountsOf(db: Db) {
  const rows = await db
    .selectFrom('staff')
    .select(['id', 'iin', 'totp_last_step', 'last_signed_in_at', 'disabled_at'])
    .execute()
  return new Map(
    rows.map((row) => [
      row.id,
      {
        iin: row.iin,
        codeUsed: row.totp_last_step !== null,
        lastSignedInAt: row.last_signed_in_at?.getTime() ?? null,
        disabledAt: row.disabled_at?.getTime() ?? null,
      },
    ]),
  )
}

import { sql } from 'kysely'
import { localDate } from '../../domain/calendar/instant.ts'
import type { Asker, Db } from '../context.ts'
import { HttpRefused } from '../refused.ts'
import { readSettings } from '../setting/setting-store.ts'
import { dutyOf } from '../unit/duty-store.ts'
import { holdOffice, lockOffice } from '../unit/unit-store.ts'
import { currentRoles } from './role-store.ts'

/** Somebody of the staff as they are now, for what was asked before and is done without them; null: not any more. */
export async function staffAsker(db: Db, staffId: string, now: number): Promise<Asker | null> {
  const row = await db
    .selectFrom('staff')
    .select(['language', 'active'])
    .where('id', '=', staffId)
    .executeTakeFirst()
  if (row?.active !== true) return null
  const today = localDate(now)
  const seesAll = (await readSettings(db, today))['office.visibility'] === 'all'
  const held = await currentRoles(db).where('staff_id', '=', staffId).execute()
  const roles = held.map(({ role }) => role)
  return {
    kind: 'staff',
    id: staffId,
    sessionId: '',
    roles,
    language: row.language,
    duty: await dutyOf(db, { id: staffId, roles }, today, seesAll),
  }
}

/**
 * Holds the office for an act of somebody of the staff and answers them as they are now. What was known of them at the
 * door may be minutes old: a body comes slowly, a lock is waited for. From here on to the end of the transaction they
 * lose nothing. Throws 401 where their session or account is over, 403 where a role that they came with is gone.
 */
export async function holdOfficeFor(trx: Db, caller: Asker, now: number): Promise<Asker> {
  await holdOffice(trx)
  return await asTheyAre(trx, caller, now)
}

/** The same for an act that changes people or units: it has the office for itself. */
export async function lockOfficeFor(trx: Db, caller: Asker, now: number): Promise<Asker> {
  await lockOffice(trx)
  return await asTheyAre(trx, caller, now)
}

/** Who acts without a session (the demo's people, tests) is asked for account and roles alone. */
async function asTheyAre(trx: Db, caller: Asker, now: number): Promise<Asker> {
  const { id, sessionId } = caller
  const sessionOpen =
    sessionId === ''
      ? sql<boolean>`true`
      : sql<boolean>`exists (select from session where id = ${sessionId}::uuid and staff_id = staff.id
          and ended_at is null and expires_at > ${new Date(now)})`
  const held = currentRoles(trx).where(sql<boolean>`staff_id = staff.id`).clearSelect().select('role')
  const row = await trx
    .selectFrom('staff')
    .select(sql<Asker['roles']>`array(${held} order by role)`.as('roles'))
    .where('id', '=', id)
    .where('active', '=', true)
    .where(sessionOpen)
    .executeTakeFirst()
  if (row === undefined) throw new HttpRefused(401, 'session_expired')
  const { roles } = row
  if (!caller.roles.every((role) => roles.includes(role))) throw new HttpRefused(403, 'role_refused')
  const duty = await dutyOf(trx, { id, roles }, localDate(now), caller.duty.seesAll)
  return { ...caller, roles, duty }
}

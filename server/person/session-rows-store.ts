import { sql } from 'kysely'
import { AskedTogether } from '../asked-together.ts'
import { consentMissing } from '../consent/consent-store.ts'
import type { Context } from '../context.ts'
import { oneOfProcess } from '../one-of-process.ts'
import { currentSettings } from '../setting/setting-store.ts'
import { currentRoles } from './role-store.ts'

/** Sessions by the hashes of their tokens, in hexadecimal, as the database has them; thousands may be asked at once. */
export const sessionRowsOf = oneOfProcess((context) => {
  const ask = async (hashes: readonly string[]) => {
    const rows = await sessionRows(
      context,
      hashes.map((hash) => Buffer.from(hash, 'hex')),
    )
    return new Map(rows.map((row) => [row.token_hash.toString('hex'), row]))
  }
  return new AskedTogether(ask)
})

async function sessionRows(context: Context, tokenHashes: readonly Buffer[]) {
  const settings = await currentSettings(context)
  return await context.db
    .selectFrom('session')
    .leftJoin('person', 'person.id', 'session.person_id')
    .leftJoin('staff', 'staff.id', 'session.staff_id')
    .select(['session.id', 'session.person_id', 'session.staff_id', 'last_seen_at', 'expires_at', 'ended_at'])
    .select(['person.language as person_language', 'staff.language as staff_language', 'staff.active'])
    .select(
      sql<
        string[]
      >`array(${currentRoles(context.db).where(sql<boolean>`staff_id = session.staff_id`).clearSelect().select('role')} order by role)`.as(
        'roles',
      ),
    )
    .select(['session.by_first_password', 'staff.first_password_until', 'session.proved_at'])
    .select(['session.token_hash'])
    .select(consentMissing(settings['consent.personalData']?.version ?? null).as('consent_missing'))
    .where('token_hash', 'in', tokenHashes)
    .execute()
}

import { localDate } from '../../domain/calendar/instant.ts'
import type { Asker, Db } from '../context.ts'
import { readSettings } from '../setting/setting-store.ts'
import { dutyOf } from '../unit/duty-store.ts'
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

import type { StaffRole } from '../../domain/person/role.ts'
import type { Db } from '../context.ts'

/** Who holds which role now, as a table for queries: the last word on somebody and a role is that it was granted. */
export const currentRoles = (db: Db) =>
  db
    .selectFrom((from) =>
      from
        .selectFrom('staff_role')
        .distinctOn(['staff_id', 'role'])
        .select(['staff_id', 'role', 'change'])
        .orderBy('staff_id')
        .orderBy('role')
        .orderBy('seq', 'desc')
        .as('held'),
    )
    .select(['staff_id', 'role'])
    .where('change', '=', 'granted')

/** Adds that a role was granted or withdrawn; `by` is null for a command. `at` is epoch milliseconds. */
export async function recordRole(
  db: Db,
  held: { staffId: string; role: StaffRole; change: 'granted' | 'withdrawn' },
  by: string | null,
  at: number,
): Promise<void> {
  await db
    .insertInto('staff_role')
    .values({
      staff_id: held.staffId,
      role: held.role,
      change: held.change,
      changed_by: by,
      changed_at: new Date(at),
    })
    .execute()
}

/** When somebody was granted roles and lost them, the latest first. `at` is epoch ms, `by` null: by command. */
export async function roleChangesOf(db: Db, staffId: string) {
  const rows = await db
    .selectFrom('staff_role')
    .select(['role', 'change', 'changed_at', 'changed_by'])
    .where('staff_id', '=', staffId)
    .orderBy('seq', 'desc')
    .execute()
  return rows.map(({ role, change, changed_at, changed_by }) => ({
    role,
    change,
    at: changed_at.getTime(),
    by: changed_by,
  }))
}

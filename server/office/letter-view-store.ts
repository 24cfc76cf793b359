import { randomUUID } from 'node:crypto'
import type { Db } from '../context.ts'

/** Writes down that staff opened a client's letter; the client sees it. `viewedAt` is epoch milliseconds. */
export async function recordView(
  db: Db,
  view: { appealId: string; staffId: string; viewedAt: number },
): Promise<void> {
  await db
    .insertInto('letter_view')
    .values({
      id: randomUUID(),
      appeal_id: view.appealId,
      staff_id: view.staffId,
      viewed_at: new Date(view.viewedAt),
    })
    .execute()
}

// Of several roles the one by which letters are read comes first.
const rank = ['executor', 'head', 'auditor', 'registrar']

/** When staff opened the letter, and in which role; newest first. Who it was stays in the company. */
export async function viewsOf(db: Db, appealId: string): Promise<{ at: Date; role: string }[]> {
  const rows = await db
    .selectFrom('letter_view')
    .leftJoin('staff_role', 'staff_role.staff_id', 'letter_view.staff_id')
    .select(({ fn }) => [
      'letter_view.id',
      'letter_view.viewed_at',
      fn.agg<string[] | null>('array_agg', ['staff_role.role']).as('roles'),
    ])
    .where('letter_view.appeal_id', '=', appealId)
    .groupBy(['letter_view.id', 'letter_view.viewed_at'])
    .orderBy('letter_view.viewed_at', 'desc')
    .execute()
  return rows.map((row) => ({
    at: row.viewed_at,
    role: rank.find((role) => row.roles?.includes(role)) ?? row.roles?.[0] ?? 'staff',
  }))
}

import { randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import { type StaffRole, staffRoles } from '../../domain/person/role.ts'
import type { Db } from '../context.ts'
import { currentRoles } from '../person/role-store.ts'

// The page, its images and its files are asked for one after another: together they are one look.
const oneLookMs = 600_000

/**
 * Writes down that staff opened a client's letter; the client sees it. What the same person opens within ten minutes
 * is one look to the client; for that person's own desk the last moment is kept. Call it in a transaction, which holds
 * the others up. `viewedAt` is epoch milliseconds.
 */
export async function noteView(
  tx: Db,
  view: { appealId: string; staffId: string; viewedAt: number },
): Promise<void> {
  // The page and its images come at once: one of them is first.
  const look = `letter_view ${view.appealId} ${view.staffId}`
  await sql`select pg_advisory_xact_lock(hashtextextended(${look}, 0))`.execute(tx)
  await tx
    .insertInto('last_look')
    .values({ appeal_id: view.appealId, staff_id: view.staffId, looked_at: new Date(view.viewedAt) })
    .onConflict((conflict) =>
      conflict.columns(['appeal_id', 'staff_id']).doUpdateSet((eb) => ({
        looked_at: sql<Date>`greatest(last_look.looked_at, ${eb.ref('excluded.looked_at')})`,
      })),
    )
    .execute()
  const latest = await tx
    .selectFrom('letter_view')
    .select('id')
    .where('appeal_id', '=', view.appealId)
    .where('staff_id', '=', view.staffId)
    .where('viewed_at', '>', new Date(view.viewedAt - oneLookMs))
    .where('viewed_at', '<=', new Date(view.viewedAt))
    .limit(1)
    .executeTakeFirst()
  if (latest !== undefined) return
  await tx
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
const rank: Readonly<Record<StaffRole, number>> = {
  executor: 1,
  head: 2,
  auditor: 3,
  registrar: 4,
  catalogueKeeper: 5,
  callCentre: 6,
  administrator: 7,
}
const byRank = [...staffRoles].sort((a, b) => rank[a] - rank[b])

/** When staff opened the letter, and in which role; newest first. Who it was stays in the company. */
export async function viewsOf(db: Db, appealId: string): Promise<{ at: Date; role: string }[]> {
  const rows = await db
    .selectFrom('letter_view')
    .leftJoin(currentRoles(db).as('held_role'), 'held_role.staff_id', 'letter_view.staff_id')
    .select(({ fn }) => [
      'letter_view.id',
      'letter_view.viewed_at',
      fn.agg<string[] | null>('array_agg', ['held_role.role']).as('roles'),
    ])
    .where('letter_view.appeal_id', '=', appealId)
    .groupBy(['letter_view.id', 'letter_view.viewed_at'])
    .orderBy('letter_view.viewed_at', 'desc')
    .execute()
  return rows.map((row) => ({
    at: row.viewed_at,
    role: byRank.find((role) => row.roles?.includes(role)) ?? 'staff',
  }))
}

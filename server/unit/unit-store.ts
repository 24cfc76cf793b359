import { sql } from 'kysely'
import { z } from 'zod'
import type { Unit } from '../../domain/unit/unit.ts'
import type { Db } from '../context.ts'

const Name = z.object({ kk: z.string(), ru: z.string(), en: z.string() })

/** Every unit that there has ever been, in the order of their making. */
export async function allUnits(db: Db): Promise<Unit[]> {
  const rows = await db
    .selectFrom('unit')
    .selectAll()
    .select(({ selectFrom }) =>
      selectFrom('hand_over')
        .select('taker_id')
        .whereRef('unit_id', '=', 'unit.id')
        .where('finished_at', 'is', null)
        .as('closes_to'),
    )
    .orderBy('created_at')
    .orderBy('code')
    .execute()
  return rows.map((row) => ({
    id: row.id,
    code: row.code,
    name: Name.parse(row.name),
    parentId: row.parent_id,
    headId: row.head_id,
    closed: row.closed_at !== null,
    closesTo: row.closes_to,
  }))
}

/** Who belongs to which unit now, as a table for queries: the last word on somebody and a unit is `joined`. */
export const currentMembers = (db: Db) =>
  db
    .selectFrom((from) =>
      from
        .selectFrom('unit_member')
        .distinctOn(['staff_id', 'unit_id'])
        .select(['staff_id', 'unit_id', 'change'])
        .orderBy('staff_id')
        .orderBy('unit_id')
        .orderBy('seq', 'desc')
        .as('latest'),
    )
    .innerJoin('unit', 'unit.id', 'latest.unit_id')
    .select(['latest.staff_id', 'latest.unit_id'])
    .where('latest.change', '=', 'joined')
    .where('unit.closed_at', 'is', null)

/** Adds that somebody joined or left a unit; `by` is null for a command. `at` is epoch milliseconds. */
export async function recordMember(
  db: Db,
  member: { staffId: string; unitId: string; change: 'joined' | 'left' },
  by: string | null,
  at: number,
): Promise<void> {
  await db
    .insertInto('unit_member')
    .values({
      staff_id: member.staffId,
      unit_id: member.unitId,
      change: member.change,
      changed_by: by,
      changed_at: new Date(at),
    })
    .execute()
}

/**
 * Changes of people, units and absences follow each other: what one looked at is so when it writes. Held until the
 * transaction ends.
 */
export async function lockOffice(trx: Db): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtextextended('office', 0))`.execute(trx)
}

/**
 * Keeps people, units and absences as they are until the transaction ends, beside others that do: nobody is given work
 * while they lose the right to it, and nothing goes to a unit that closes. Call it before they are looked at.
 */
export async function holdOffice(trx: Db): Promise<void> {
  await sql`select pg_advisory_xact_lock_shared(hashtextextended('office', 0))`.execute(trx)
}

export async function insertUnit(db: Db, unit: Omit<Unit, 'closed'>, at: number): Promise<void> {
  await db
    .insertInto('unit')
    .values({
      id: unit.id,
      code: unit.code,
      name: JSON.stringify(unit.name),
      parent_id: unit.parentId,
      head_id: unit.headId,
      created_at: new Date(at),
      closed_at: null,
    })
    .execute()
}

/** What is left out stays. */
export async function updateUnit(
  db: Db,
  unitId: string,
  change: { name?: Unit['name']; parentId?: string | null; headId?: string | null; closedAt?: number },
): Promise<void> {
  const { name, parentId, headId, closedAt } = change
  const set = {
    ...(name === undefined ? {} : { name: JSON.stringify(name) }),
    ...(parentId === undefined ? {} : { parent_id: parentId }),
    ...(headId === undefined ? {} : { head_id: headId }),
    ...(closedAt === undefined ? {} : { closed_at: new Date(closedAt) }),
  }
  if (Object.keys(set).length === 0) return
  await db.updateTable('unit').set(set).where('id', '=', unitId).execute()
}

/** Somebody is no unit's head any more; answers of which they were. */
/** Who leaves a unit answers for it no more. */
export async function withdrawHeadship(db: Db, staffId: string, unitId: string): Promise<void> {
  await db
    .updateTable('unit')
    .set({ head_id: null })
    .where('id', '=', unitId)
    .where('head_id', '=', staffId)
    .execute()
}

export async function withdrawHeadships(db: Db, staffId: string): Promise<string[]> {
  const rows = await db
    .updateTable('unit')
    .set({ head_id: null })
    .where('head_id', '=', staffId)
    .returning('id')
    .execute()
  return rows.map(({ id }) => id)
}

/** When somebody joined and left units, the latest first. `at` is epoch milliseconds, `by` null: by command. */
export async function memberChangesOf(db: Db, staffId: string) {
  const rows = await db
    .selectFrom('unit_member')
    .select(['unit_id', 'change', 'changed_at', 'changed_by'])
    .where('staff_id', '=', staffId)
    .orderBy('seq', 'desc')
    .execute()
  return rows.map(({ unit_id, change, changed_at, changed_by }) => ({
    unitId: unit_id,
    change,
    at: changed_at.getTime(),
    by: changed_by,
  }))
}

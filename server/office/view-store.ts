import { sql } from 'kysely'
import type { Localised } from '../../domain/language.ts'
import { queueColumns } from '../../domain/mailbox/queue.ts'
import type { QueuePreference } from '../../wire/queue.ts'
import type { Asker, Db } from '../context.ts'

export interface SavedView {
  readonly id: string
  readonly name: string
  readonly query: string
  /** Whose of the units it is; null: the asker's own. */
  readonly unit: { readonly id: string; readonly name: Localised } | null
}

/** The asker's own views and those of the units that they belong to or answer for, oldest first. */
export async function viewsOf(db: Db, { id, duty }: Asker): Promise<SavedView[]> {
  const units = [...new Set([...duty.units, ...duty.unitsBelow])]
  const rows = await db
    .selectFrom('saved_view')
    .leftJoin('unit', 'unit.id', 'saved_view.unit_id')
    .select([
      'saved_view.id',
      'saved_view.name',
      'saved_view.query',
      'saved_view.unit_id',
      'unit.name as unit_name',
    ])
    .where('saved_view.deleted_at', 'is', null)
    .where(({ or, eb }) =>
      or([eb('saved_view.staff_id', '=', id), sql<boolean>`saved_view.unit_id = any(${units}::uuid[])`]),
    )
    .orderBy('saved_view.created_at')
    .orderBy('saved_view.id')
    .execute()
  return rows.map(({ unit_id, unit_name, ...view }) => ({
    ...view,
    unit: unit_id === null ? null : { id: unit_id, name: unit_name as unknown as Localised },
  }))
}

interface Whose {
  readonly staffId: string | null
  readonly unitId: string | null
}

/** How many views a person or a unit has; until the transaction ends nobody else gives them another. */
export async function countViews(trx: Db, { staffId, unitId }: Whose): Promise<number> {
  const lock = `views of ${staffId ?? unitId}`
  await sql`select pg_advisory_xact_lock(hashtextextended(${lock}, 0))`.execute(trx)
  const { n } = await trx
    .selectFrom('saved_view')
    .select(({ fn }) => fn.countAll<number>().as('n'))
    .where('deleted_at', 'is', null)
    .where('staff_id', staffId === null ? 'is' : '=', staffId)
    .where('unit_id', unitId === null ? 'is' : '=', unitId)
    .executeTakeFirstOrThrow()
  return n
}

/** Whose a view is that was not deleted; null: there is none. */
export async function findView(db: Db, id: string): Promise<Whose | null> {
  const row = await db
    .selectFrom('saved_view')
    .select(['staff_id', 'unit_id'])
    .where('id', '=', id)
    .where('deleted_at', 'is', null)
    .executeTakeFirst()
  return row === undefined ? null : { staffId: row.staff_id, unitId: row.unit_id }
}

/** Keeps a view; `at` is epoch milliseconds. */
export async function insertView(
  db: Db,
  view: { name: string; query: string; staffId: string | null; unitId: string | null; by: string },
  at: number,
): Promise<void> {
  await db
    .insertInto('saved_view')
    .values({
      id: crypto.randomUUID(),
      name: view.name,
      query: view.query,
      staff_id: view.staffId,
      unit_id: view.unitId,
      created_by: view.by,
      created_at: new Date(at),
    })
    .execute()
}

export async function deleteView(db: Db, id: string, at: number): Promise<void> {
  await db
    .updateTable('saved_view')
    .set({ deleted_at: new Date(at) })
    .where('id', '=', id)
    .execute()
}

/** How somebody likes to see the queue; columns that the queue has no longer are left out. */
export async function preferenceOf(db: Db, staffId: string): Promise<QueuePreference> {
  const row = await db
    .selectFrom('office_preference')
    .select(['columns', 'dense'])
    .where('staff_id', '=', staffId)
    .executeTakeFirst()
  const kept = row?.columns?.flatMap((name) => queueColumns.find((column) => column === name) ?? []) ?? []
  return { columns: kept.length === 0 ? null : kept, dense: row?.dense ?? false }
}

export async function savePreference(
  db: Db,
  staffId: string,
  { columns, dense }: QueuePreference,
  at: number,
): Promise<void> {
  const kept = { columns, dense, saved_at: new Date(at) }
  await db
    .insertInto('office_preference')
    .values({ staff_id: staffId, ...kept })
    .onConflict((conflict) => conflict.column('staff_id').doUpdateSet(kept))
    .execute()
}

import { randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import { openStatuses } from '../../domain/appeal/status.ts'
import type { PlainDate } from '../../domain/calendar/plain-date.ts'
import type { Db } from '../context.ts'
import { aboutIds } from './appeal-store.ts'

/** An open appeal as those see it who hand its work to others. */
export interface HeldWork {
  readonly id: string
  readonly number: number | null
  readonly registrationDate: PlainDate | null
  readonly subject: string
  readonly dueDate: PlainDate | null
  readonly executorId: string | null
  readonly coExecutorIds: readonly string[]
  readonly unitId: string | null
  readonly internalDay: PlainDate | null
}

const openWork = (db: Db) =>
  db
    .selectFrom('appeal')
    .select(['appeal.id', 'appeal.number', 'appeal.registration_date', 'subject', 'due_date'])
    .select(['executor_id', 'co_executor_ids', 'unit_id', 'internal_day'])
    .where('appeal.status', 'in', openStatuses)
    // One order for everybody who locks several.
    .orderBy('appeal.id')

type Row = Awaited<ReturnType<ReturnType<typeof openWork>['executeTakeFirstOrThrow']>>
const workOf = (row: Row): HeldWork => ({
  id: row.id,
  number: row.number,
  registrationDate: row.registration_date as PlainDate | null,
  subject: row.subject ?? '',
  dueDate: row.due_date as PlainDate | null,
  executorId: row.executor_id,
  coExecutorIds: row.co_executor_ids,
  unitId: row.unit_id,
  internalDay: row.internal_day as PlainDate | null,
})

/** What is somebody's to do, as executor or beside one. */
export async function workHeldBy(db: Db, staffId: string): Promise<HeldWork[]> {
  const rows = await openWork(db)
    .where(({ or, eb }) =>
      or([eb('executor_id', '=', staffId), sql<boolean>`co_executor_ids && ${[staffId]}::uuid[]`]),
    )
    .execute()
  return rows.map(workOf)
}

/** One open appeal; undefined: it is none. */
export async function workOn(db: Db, appealId: string): Promise<HeldWork | undefined> {
  const row = await openWork(db).where('appeal.id', '=', appealId).executeTakeFirst()
  return row === undefined ? undefined : workOf(row)
}

/** Staff whom an appeal is about: nothing of it comes to them. */
export async function aboutOf(db: Db, appealId: string): Promise<string[]> {
  const row = await db
    .selectFrom('appeal')
    .select(aboutIds.as('about_ids'))
    .where('id', '=', appealId)
    .executeTakeFirstOrThrow()
  return row.about_ids
}

/** The open work of a unit, or with `null` all there is. */
export async function workIn(db: Db, unitId: string | null): Promise<HeldWork[]> {
  const open = openWork(db)
  const rows = await (unitId === null ? open : open.where('unit_id', '=', unitId)).execute()
  return rows.map(workOf)
}

/** Locks these appeals until the transaction ends, in the order of their ids. */
export async function lockAppeals(trx: Db, ids: readonly string[]): Promise<void> {
  if (ids.length === 0) return
  await trx.selectFrom('appeal').select('id').where('id', 'in', ids).orderBy('id').forUpdate().execute()
}

/** Keeps the words of an act on an appeal; answers the id that its event names. `by` is null for a command. */
export async function keepReason(
  trx: Db,
  appealId: string,
  text: string,
  by: string | null,
  at: number,
): Promise<string> {
  const id = randomUUID()
  await trx
    .insertInto('remark')
    .values({ id, appeal_id: appealId, kind: 'reason', text, written_by: by, written_at: new Date(at) })
    .execute()
  return id
}

/** How many open appeals each executor, or each unit, has. */
export async function countOpenWork(db: Db, whose: 'executor_id' | 'unit_id'): Promise<Map<string, number>> {
  const rows = await db
    .selectFrom('appeal')
    .select([`appeal.${whose} as whose`, ({ fn }) => fn.countAll<string>().as('n')])
    .where('appeal.status', 'in', openStatuses)
    .where(whose, 'is not', null)
    .groupBy(whose)
    .execute()
  return new Map(rows.map(({ whose: id, n }) => [id ?? '', Number(n)]))
}

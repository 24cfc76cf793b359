import { sql } from 'kysely'
import { z } from 'zod'
import type { Db } from '../../context.ts'
import { NotFound } from '../../refused.ts'
import { bulkById, type StoredBulk } from './bulk-store.ts'

/** Of the one who asked for it; for others there is none. Throws NotFound. */
export async function ownBulk(
  db: Db,
  staffId: string,
  bulkId: string,
): Promise<{ bulk: StoredBulk; undoneBy: string | null }> {
  const bulk = await bulkById(db, bulkId)
  if (bulk === null || bulk.askedBy !== staffId) throw new NotFound()
  const undoing = await db.selectFrom('bulk').select('id').where('undoes', '=', bulkId).executeTakeFirst()
  return { bulk, undoneBy: undoing?.id ?? null }
}

/** The same, locked until the transaction ends: it is undone once. */
export async function lockOwnBulk(trx: Db, staffId: string, bulkId: string) {
  await trx.selectFrom('bulk').select('id').where('id', '=', bulkId).forUpdate().executeTakeFirst()
  return await ownBulk(trx, staffId, bulkId)
}

/** What it has done, in its order. */
export async function doneIds(db: Db, bulkId: string): Promise<string[]> {
  const rows = await db
    .selectFrom('bulk_row')
    .select('appeal_id')
    .where('bulk_id', '=', bulkId)
    .where('outcome', '=', 'done')
    .orderBy('position')
    .execute()
  return rows.map(({ appeal_id }) => appeal_id)
}

const outcomes = ['waiting', 'done', 'nothing', 'refused'] as const

/** How many rows came to what. */
export async function countsOf(db: Db, bulkId: string): Promise<Record<(typeof outcomes)[number], number>> {
  const rows = await db
    .selectFrom('bulk_row')
    .select(['outcome', sql<number>`count(*)::int`.as('n')])
    .where('bulk_id', '=', bulkId)
    .groupBy('outcome')
    .execute()
  const of = (outcome: string) => rows.find((row) => row.outcome === outcome)?.n ?? 0
  return { waiting: of('waiting'), done: of('done'), nothing: of('nothing'), refused: of('refused') }
}

const Kept = z.object({
  code: z.string(),
  params: z.record(z.string(), z.union([z.string(), z.number()])).optional(),
})

/** Those that were refused, with why. */
export async function refusedRows(db: Db, bulkId: string) {
  const rows = await db
    .selectFrom('bulk_row')
    .select(['appeal_id', 'refusal'])
    .where('bulk_id', '=', bulkId)
    .where('outcome', '=', 'refused')
    .orderBy('position')
    .execute()
  return rows.map((row) => ({ id: row.appeal_id, refusal: Kept.parse(row.refusal) }))
}

/** Whether a client was told of an executor by it: a first naming. */
export async function hasTold(db: Db, bulkId: string): Promise<boolean> {
  const told = await db
    .selectFrom('bulk_row')
    .innerJoin('event', (join) =>
      join
        .onRef('event.appeal_id', '=', 'bulk_row.appeal_id')
        .on('event.key', '=', `takenIntoWork:bulk:${bulkId}`),
    )
    .select('event.seq')
    .where('bulk_id', '=', bulkId)
    .limit(1)
    .executeTakeFirst()
  return told !== undefined
}

import { randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import { z } from 'zod'
import { sentStatuses } from '../../../domain/appeal/status.ts'
import type { BulkAct, Settled, Work } from '../../../domain/appeal/work.ts'
import type { PlainDate } from '../../../domain/calendar/plain-date.ts'
import type { Db } from '../../context.ts'

/** One act on many, without its rows. */
export interface StoredBulk {
  readonly id: string
  readonly act: BulkAct
  /** The order as it crossed HTTP; of an undoing its reason. */
  readonly payload: unknown
  readonly askedBy: string
  readonly query: string
  readonly createdAt: Date
  readonly finishedAt: Date | null
  readonly undoes: string | null
}

const day = z.iso.date().transform((text) => text as PlainDate)
const Seen = z
  .object({
    executorId: z.uuid().nullable().optional(),
    settled: z.object({ coExecutorIds: z.array(z.uuid()), internalDay: day.nullable() }).optional(),
  })
  .nullable()
const Before = z.object({
  unitId: z.uuid().nullable(),
  executorId: z.uuid().nullable(),
  coExecutorIds: z.array(z.uuid()),
  internalDay: day.nullable(),
  instruction: z.string().nullable(),
})

/** Whether each of these is an appeal that was sent: no row is made for anything else. */
export async function areSent(db: Db, ids: readonly string[]): Promise<boolean> {
  const { n } = await db
    .selectFrom('appeal')
    .select(({ fn }) => fn.countAll<number>().as('n'))
    .where(sql<boolean>`id = any(${[...ids]}::uuid[])`)
    .where('status', 'in', sentStatuses)
    .executeTakeFirstOrThrow()
  return n === ids.length
}

/** An appeal that was chosen, with what the page showed: its executor, who helped, the internal day. */
export interface Chosen {
  readonly id: string
  readonly seen?: string | null | undefined
  readonly settled?: Shown | undefined
}
/** As it crossed HTTP. */
type Shown = { readonly coExecutorIds: readonly string[]; readonly internalDay: string | null }

/** Freezes which appeals an act is done on, and what was shown of each; undefined: it was not said. */
export async function insertBulk(
  trx: Db,
  bulk: Omit<StoredBulk, 'id' | 'finishedAt'>,
  chosen: readonly Chosen[],
): Promise<string> {
  const id = randomUUID()
  const { act, payload, askedBy, query, createdAt, undoes } = bulk
  await trx
    .insertInto('bulk')
    .values({
      id,
      act,
      payload: JSON.stringify(payload),
      asked_by: askedBy,
      query,
      created_at: createdAt,
      undoes,
    })
    .execute()
  const seen = chosen.map(({ seen: executorId, settled }) =>
    executorId === undefined && settled === undefined ? null : JSON.stringify({ executorId, settled }),
  )
  await sql`insert into bulk_row (bulk_id, appeal_id, position, seen)
    select ${id}, one.appeal, one.position, one.seen from
      unnest(${chosen.map((one) => one.id)}::uuid[], ${seen}::jsonb[]) with ordinality as one (appeal, seen, position)
    `.execute(trx)
  return id
}

export async function bulkById(db: Db, id: string): Promise<StoredBulk | null> {
  const row = await db.selectFrom('bulk').selectAll().where('id', '=', id).executeTakeFirst()
  if (row === undefined) return null
  return {
    id: row.id,
    act: row.act,
    payload: row.payload,
    askedBy: row.asked_by,
    query: row.query,
    createdAt: row.created_at,
    finishedAt: row.finished_at,
    undoes: row.undoes,
  }
}

/** Two begun by one person follow each other: each counts the other. Held until the transaction ends. */
export async function holdBulksOf(trx: Db, staffId: string): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtextextended('bulks ' || ${staffId}, 0))`.execute(trx)
}

/** How many of this person's are not finished. */
export async function unfinishedOf(db: Db, staffId: string): Promise<number> {
  const { n } = await db
    .selectFrom('bulk')
    .select(({ fn }) => fn.countAll<number>().as('n'))
    .where('asked_by', '=', staffId)
    .where('finished_at', 'is', null)
    .executeTakeFirstOrThrow()
  return n
}

/** The oldest first. */
export async function unfinishedBulks(db: Db): Promise<string[]> {
  const rows = await db
    .selectFrom('bulk')
    .select('id')
    .where('finished_at', 'is', null)
    .orderBy('created_at')
    .orderBy('id')
    .execute()
  return rows.map(({ id }) => id)
}

/** A row that is being done. */
export interface LockedRow {
  readonly appealId: string
  readonly seen: string | null | undefined
  readonly settled: Settled | undefined
  /** Of an undoing: what the undone act found, and how far the history was after it. */
  readonly undone: { readonly before: Work; readonly lastSeq: number } | null
}

/** The next row that nobody else is doing, locked until the transaction ends; null: there is none. */
export async function lockNextRow(trx: Db, bulk: StoredBulk): Promise<LockedRow | null> {
  const row = await trx
    .selectFrom('bulk_row')
    .select(['appeal_id', 'seen'])
    .where('bulk_id', '=', bulk.id)
    .where('outcome', '=', 'waiting')
    .orderBy('position')
    .limit(1)
    .forUpdate()
    .skipLocked()
    .executeTakeFirst()
  if (row === undefined) return null
  const seen = Seen.parse(row.seen)
  return {
    appealId: row.appeal_id,
    seen: seen?.executorId,
    settled: seen?.settled,
    undone: bulk.undoes === null ? null : await undoneRow(trx, bulk.undoes, row.appeal_id),
  }
}

async function undoneRow(trx: Db, bulkId: string, appealId: string): Promise<LockedRow['undone']> {
  const row = await trx
    .selectFrom('bulk_row')
    .select(['before', 'last_seq'])
    .where('bulk_id', '=', bulkId)
    .where('appeal_id', '=', appealId)
    .executeTakeFirstOrThrow()
  return { before: Before.parse(row.before), lastSeq: row.last_seq ?? 0 }
}

/** What became of a row. */
export type RowOutcome =
  | { readonly outcome: 'done'; readonly before: Work }
  | { readonly outcome: 'nothing' }
  | {
      readonly outcome: 'refused'
      readonly refusal: { readonly code: string; readonly params?: Readonly<Record<string, string | number>> }
    }

export async function settleRow(
  trx: Db,
  bulkId: string,
  appealId: string,
  settled: RowOutcome,
  now: number,
): Promise<void> {
  const last = sql<number>`(select max(seq) from event where event.appeal_id = ${appealId})`
  await trx
    .updateTable('bulk_row')
    .set({
      outcome: settled.outcome,
      done_at: new Date(now),
      ...(settled.outcome === 'done' ? { before: JSON.stringify(settled.before), last_seq: last } : {}),
      ...(settled.outcome === 'refused' ? { refusal: JSON.stringify(settled.refusal) } : {}),
    })
    .where('bulk_id', '=', bulkId)
    .where('appeal_id', '=', appealId)
    // What another worker has settled meanwhile stays.
    .where('outcome', '=', 'waiting')
    .execute()
}

/** Finished when no row waits; two who find that at once write it once. */
export async function finishBulk(db: Db, bulkId: string, now: number): Promise<void> {
  await db
    .updateTable('bulk')
    .set({ finished_at: new Date(now) })
    .where('id', '=', bulkId)
    .where('finished_at', 'is', null)
    .where(({ not, exists, selectFrom }) =>
      not(
        exists(
          selectFrom('bulk_row')
            .select('appeal_id')
            .where('bulk_id', '=', bulkId)
            .where('outcome', '=', 'waiting'),
        ),
      ),
    )
    .execute()
}

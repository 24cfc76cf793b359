import { randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import { z } from 'zod'
import { discardWish } from '../../domain/reply/reply-heir.ts'
import type { people } from '../../words/kk/people.ts'
import type { Db } from '../context.ts'

/** Why work changes hands, as the office reads it. */
export type Cause = keyof typeof people.reasons

/** Somebody said who takes it; of the others the rule says what may be held no more. */
export const isGiven = (cause: Cause): boolean => cause === 'leaves' || cause === 'absence'

/** Whose work goes, why, and who takes it: that of somebody (`staffId`), or of a unit, which `takerId` takes. */
export interface HandOver {
  readonly id: string
  readonly cause: Cause
  readonly staffId: string | null
  readonly unitId: string | null
  readonly takerId: string | null
  /** The absence that it goes for. */
  readonly absenceId: string | null
  /** In words that the office reads. */
  readonly reason: string
  /** Null: a command. */
  readonly by: string | null
  /** Epoch milliseconds. */
  readonly decidedAt: number
  readonly finished: boolean
}
/** One as it is decided. */
export type Decided = Omit<HandOver, 'id' | 'absenceId' | 'decidedAt' | 'finished'> & {
  readonly absenceId?: string
}

const Heirs = z.object({
  executor: z.uuid().nullable().optional(),
  coExecutor: z.uuid().nullable().optional(),
  noteDraft: z.uuid().optional(),
  /** By the letter's id; `discard`: it is thrown away. */
  letters: z.record(z.string(), z.union([z.uuid(), z.literal(discardWish)])).optional(),
})
/** What goes of an appeal, and to whom; null: to nobody, and what is left out stays. */
export type AppealHeirs = z.infer<typeof Heirs>

export interface HandOverRow {
  readonly appealId: string
  readonly heirs: AppealHeirs
}
/** `freed`: it is its unit's; `kept`: there was nothing to hand over any more. */
export type HandOverOutcome = 'handed' | 'freed' | 'kept'

/** How far one is. */
export interface HandOverProgress {
  readonly total: number
  readonly waiting: number
  readonly freed: number
  readonly finished: boolean
}

const handOverOf = (row: {
  id: string
  cause: Cause
  staff_id: string | null
  unit_id: string | null
  taker_id: string | null
  absence_id: string | null
  reason: string
  decided_by: string | null
  decided_at: Date
  finished_at: Date | null
}): HandOver => ({
  id: row.id,
  cause: row.cause,
  staffId: row.staff_id,
  unitId: row.unit_id,
  takerId: row.taker_id,
  absenceId: row.absence_id,
  reason: row.reason,
  by: row.decided_by,
  decidedAt: row.decided_at.getTime(),
  finished: row.finished_at !== null,
})

/** Writes down what was decided; `at` is epoch milliseconds. */
export async function insertHandOver(
  trx: Db,
  decided: Decided,
  rows: readonly HandOverRow[],
  at: number,
): Promise<HandOver> {
  const id = randomUUID()
  const { absenceId = null } = decided
  await trx
    .insertInto('hand_over')
    .values({
      id,
      cause: decided.cause,
      staff_id: decided.staffId,
      unit_id: decided.unitId,
      taker_id: decided.takerId,
      absence_id: absenceId,
      reason: decided.reason,
      decided_by: decided.by,
      decided_at: new Date(at),
      finished_at: null,
    })
    .execute()
  await addHandOverRows(trx, id, rows)
  return { ...decided, id, absenceId, decidedAt: at, finished: false }
}

/** An appeal that was settled and is there again waits once more. */
export async function addHandOverRows(trx: Db, id: string, rows: readonly HandOverRow[]): Promise<void> {
  if (rows.length === 0) return
  await sql`insert into hand_over_row (hand_over_id, appeal_id, heirs)
    select ${id}::uuid, one.appeal, one.heirs from unnest(${rows.map(({ appealId }) => appealId)}::uuid[],
      ${rows.map(({ heirs }) => JSON.stringify(heirs))}::jsonb[]) as one (appeal, heirs)
    on conflict (hand_over_id, appeal_id) do update set outcome = 'waiting', done_at = null`.execute(trx)
}

/** The oldest first. */
export async function openHandOvers(db: Db): Promise<HandOver[]> {
  const rows = await db
    .selectFrom('hand_over')
    .selectAll()
    .where('finished_at', 'is', null)
    .orderBy('decided_at')
    .orderBy('id')
    .execute()
  return rows.map(handOverOf)
}

/** What was decided last when somebody left, or when a unit was closed. */
export async function lastHandOver(
  db: Db,
  whose: { readonly staffId: string } | { readonly unitId: string },
): Promise<HandOver | null> {
  const row = await db
    .selectFrom('hand_over')
    .selectAll()
    .where('cause', '=', 'staffId' in whose ? 'leaves' : 'unitClosed')
    .where(
      'staffId' in whose ? 'staff_id' : 'unit_id',
      '=',
      'staffId' in whose ? whose.staffId : whose.unitId,
    )
    .orderBy('decided_at', 'desc')
    // Of one moment: that which goes on.
    .orderBy('finished_at', (by) => by.desc().nullsFirst())
    .orderBy('id')
    .limit(1)
    .executeTakeFirst()
  return row === undefined ? null : handOverOf(row)
}

/** Held until the transaction ends: one ends it. */
export async function lockHandOver(trx: Db, id: string): Promise<HandOver> {
  const row = await trx
    .selectFrom('hand_over')
    .selectAll()
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirstOrThrow()
  return handOverOf(row)
}

const waitingRows = (
  db: Db,
  id: string,
  most: number,
  which: { readonly only: string } | { readonly skipped: readonly string[] },
) =>
  db
    .selectFrom('hand_over_row')
    .select(['appeal_id', 'heirs'])
    .where('hand_over_id', '=', id)
    .where('outcome', '=', 'waiting')
    .where(
      'only' in which
        ? sql<boolean>`appeal_id = ${which.only}::uuid`
        : sql<boolean>`not appeal_id = any(${[...which.skipped]}::uuid[])`,
    )
    // One order for everybody who locks several appeals.
    .orderBy('appeal_id')
    .limit(most)

/** The next that wait and nobody else is doing, or one alone; locked until the transaction ends. */
export async function lockHandOverRows(
  trx: Db,
  id: string,
  most: number,
  which: Parameters<typeof waitingRows>[3],
): Promise<HandOverRow[]> {
  const rows = await waitingRows(trx, id, most, which).forUpdate().skipLocked().execute()
  return rows.map((row) => ({ appealId: row.appeal_id, heirs: Heirs.parse(row.heirs) }))
}

/** The next that wait, also those that another is doing. */
export async function waitingAppeals(
  db: Db,
  id: string,
  most: number,
  skipped: readonly string[],
): Promise<string[]> {
  const rows = await waitingRows(db, id, most, { skipped }).execute()
  return rows.map(({ appeal_id }) => appeal_id)
}

export async function settleHandOverRow(
  trx: Db,
  id: string,
  appealId: string,
  outcome: HandOverOutcome,
  at: number,
): Promise<void> {
  await trx
    .updateTable('hand_over_row')
    .set({ outcome, done_at: new Date(at) })
    .where('hand_over_id', '=', id)
    .where('appeal_id', '=', appealId)
    .execute()
}

/** What waits of one is not handed over any more; of these appeals where they are named. The office is locked. */
export async function keepWaiting(
  trx: Db,
  id: string,
  at: number,
  appealIds?: readonly string[],
): Promise<void> {
  const waiting = trx
    .updateTable('hand_over_row')
    .set({ outcome: 'kept', done_at: new Date(at) })
    .where('hand_over_id', '=', id)
    .where('outcome', '=', 'waiting')
  const these = sql<boolean>`appeal_id = any(${[...(appealIds ?? [])]}::uuid[])`
  await (appealIds === undefined ? waiting : waiting.where(these)).execute()
}

export async function handOverProgress(db: Db, id: string): Promise<HandOverProgress> {
  const row = await db
    .selectFrom('hand_over')
    .leftJoin('hand_over_row', 'hand_over_id', 'hand_over.id')
    .select([
      'finished_at',
      sql<string>`count(appeal_id)`.as('total'),
      sql<string>`count(*) filter (where outcome = 'waiting')`.as('waiting'),
      sql<string>`count(*) filter (where outcome = 'freed')`.as('freed'),
    ])
    .where('hand_over.id', '=', id)
    .groupBy('hand_over.id')
    .executeTakeFirstOrThrow()
  return {
    total: Number(row.total),
    waiting: Number(row.waiting),
    freed: Number(row.freed),
    finished: row.finished_at !== null,
  }
}

/** It is over. */
export async function finishHandOver(trx: Db, id: string, at: number): Promise<void> {
  await trx
    .updateTable('hand_over')
    .set({ finished_at: new Date(at) })
    .where('id', '=', id)
    .where('finished_at', 'is', null)
    .execute()
}

/** Appeals that wait to be handed over: they are with somebody, or in a unit, who will not have them long. */
export async function handedOverNow(db: Db): Promise<Set<string>> {
  const rows = await db
    .selectFrom('hand_over_row')
    .innerJoin('hand_over', 'hand_over.id', 'hand_over_id')
    .select('appeal_id')
    .where('outcome', '=', 'waiting')
    .where('finished_at', 'is', null)
    .execute()
  return new Set(rows.map(({ appeal_id }) => appeal_id))
}

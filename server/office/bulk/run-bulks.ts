import { sql } from 'kysely'
import { eventKinds, eventTypes } from '../../../domain/appeal/history.ts'
import { refuse } from '../../../domain/refusal.ts'
import { tellWhoWasFirst } from '../../appeal/last-act-store.ts'
import { lockKnown } from '../../appeal/office-appeal-store.ts'
import type { Asker, Context, Db } from '../../context.ts'
import { inTransaction } from '../../in-transaction.ts'
import { staffAsker } from '../../person/staff-asker-store.ts'
import { NotFound, Refused } from '../../refused.ts'
import { holdOffice } from '../../unit/unit-store.ts'
import { doWork } from '../work/do-work.ts'
import { officeDay } from '../work/work-store.ts'
import { orderForRow } from './bulk-order.ts'
import {
  bulkById,
  finishBulk,
  type LockedRow,
  lockNextRow,
  type RowOutcome,
  type StoredBulk,
  settleRow,
  unfinishedBulks,
} from './bulk-store.ts'

/**
 * docs/office.md 4: does what is left of many at once, each row in a transaction of its own with what became of it.
 * Killed at any point and run again, or run twice at once, it does nothing twice. Answers how many rows it settled.
 */
export async function runBulks(context: Context, isEnding: () => boolean = () => false): Promise<number> {
  let settled = 0
  for (const id of await unfinishedBulks(context.db)) {
    const bulk = await bulkById(context.db, id)
    if (bulk === null) continue
    while (!isEnding() && (await settleNext(context, bulk))) settled += 1
    if (isEnding()) return settled
    await finishBulk(context.db, id, context.now())
  }
  return settled
}

async function settleNext(context: Context, bulk: StoredBulk): Promise<boolean> {
  let row: LockedRow | null = null
  try {
    return await inTransaction(context.db, async (trx) => {
      row = await lockNextRow(trx, bulk)
      if (row === null) return false
      await holdOffice(trx)
      // Who they are is asked for each row: a right that was withdrawn meanwhile is withdrawn for what is left.
      const asker = await staffAsker(trx, bulk.askedBy, context.now())
      const settled = await settledBy(trx, asker, bulk, row, context.now())
      await settleRow(trx, bulk.id, row.appealId, settled, context.now())
      return true
    })
  } catch (error) {
    if (row === null) throw error
    // A fault of ours with one appeal doesn't keep the others from their turn.
    const { appealId } = row as LockedRow
    context.log({
      level: 'error',
      message: 'not done',
      bulk: bulk.id,
      appeal: appealId,
      reason: String(error),
    })
    const refused = { outcome: 'refused', refusal: refuse('not_done') } as const
    await settleRow(context.db, bulk.id, appealId, refused, context.now())
    return true
  }
}

async function settledBy(
  trx: Db,
  asker: Asker | null,
  bulk: StoredBulk,
  row: LockedRow,
  now: number,
): Promise<RowOutcome> {
  const { appealId } = row
  if (asker === null) return { outcome: 'refused', refusal: refuse('role_not_allowed') }
  try {
    const since = row.undone === null ? false : await changedSince(trx, asker, appealId, row.undone.lastSeq)
    if (since) throw new Refused(await tellWhoWasFirst(trx, appealId, refuse('changed_meanwhile')))
    const press = { asker, key: `bulk:${bulk.id}`, now }
    const done = await doWork(trx, press, appealId, orderForRow(bulk, row), await officeDay(trx, now))
    return done.outcome === 'done' ? { outcome: 'done', before: done.before } : { outcome: 'nothing' }
  } catch (error) {
    // Refused before anything was written.
    if (error instanceof Refused) return { outcome: 'refused', refusal: error.refusal }
    if (error instanceof NotFound) return { outcome: 'refused', refusal: { code: 'not_found' } }
    throw error
  }
}

/** Handing around, and every act that moves the status. */
const changingTypes = eventTypes.filter(
  (type) =>
    eventKinds[type].act !== null ||
    type === 'executorChanged' ||
    type === 'routed' ||
    type === 'workAssigned',
)

/** Whether somebody handed it around, or moved its status, after this event. */
async function changedSince(trx: Db, asker: Asker, appealId: string, seq: number): Promise<boolean> {
  await lockKnown(trx, asker, appealId)
  const later = await trx
    .selectFrom('event')
    .select('seq')
    .where('appeal_id', '=', appealId)
    .where('seq', '>', seq)
    .where(sql<boolean>`type in (${sql.join(changingTypes)})`)
    .executeTakeFirst()
  return later !== undefined
}

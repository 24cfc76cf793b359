import { localDate } from '../../domain/calendar/instant.ts'
import type { Db } from '../context.ts'
import { officeOn } from '../person/worker-store.ts'
import { queueJob } from '../queue-job.ts'
import { handOverAppeals } from './hand-over-appeal.ts'
import {
  type Decided,
  finishHandOver,
  type HandOver,
  type HandOverRow,
  insertHandOver,
  isGiven,
  keepWaiting,
  lockHandOverRows,
  openHandOvers,
} from './hand-over-store.ts'

/** So many appeals in one transaction: a tenth of a second, and nobody waits longer for one of them. */
export const pieceSize = 10

/**
 * Writes down that work changes hands. Few appeals go at once; of many the worker hands over a piece at a time, and
 * nobody waits longer than for a piece (docs/decisions/0046). Where it is said who takes it, an older hand-over of the
 * same person's work takes none of it away. The office is locked.
 */
export async function beginHandOver(
  trx: Db,
  decided: Decided,
  rows: readonly HandOverRow[],
  now: number,
): Promise<{ id: string; waiting: boolean }> {
  if (isGiven(decided.cause)) await keepFromOthers(trx, decided.staffId, rows, now)
  const given = await insertHandOver(trx, decided, rows, now)
  if (rows.length > pieceSize) {
    await queueJob(trx, 'run-hand-overs', {})
    return { id: given.id, waiting: true }
  }
  await handOverNext(trx, given, now)
  // A unit that closes has more to do at its end.
  if (given.unitId === null) await finishHandOver(trx, given.id, now)
  return { id: given.id, waiting: false }
}

async function keepFromOthers(trx: Db, staffId: string | null, rows: readonly HandOverRow[], now: number) {
  const appealIds = rows.map(({ appealId }) => appealId)
  for (const other of await openHandOvers(trx)) {
    if (staffId !== null && other.staffId === staffId) await keepWaiting(trx, other.id, now, appealIds)
  }
}

/** Which of those that wait: one alone, or the next but for some. */
export type Which = { readonly only: string } | { readonly skipped: readonly string[] }

/** Hands the next piece over; answers how many appeals it was. */
export async function handOverNext(
  trx: Db,
  given: HandOver,
  now: number,
  which: Which = { skipped: [] },
): Promise<number> {
  const rows = await lockHandOverRows(trx, given.id, pieceSize, which)
  if (rows.length > 0) await handOverAppeals(trx, given, rows, await officeOn(trx, localDate(now)), now)
  return rows.length
}

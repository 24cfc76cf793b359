import { localDate } from '../../domain/calendar/instant.ts'
import type { Db } from '../context.ts'
import { officeOn } from '../person/worker-store.ts'
import { queueJob } from '../queue-job.ts'
import { handOverAppeals } from './hand-over-appeal.ts'
import {
  finishHandOver,
  type HandOver,
  type HandOverRow,
  insertHandOver,
  lockHandOverRows,
} from './hand-over-store.ts'

/** So many appeals in one transaction: a tenth of a second, and nobody waits longer for one of them. */
export const pieceSize = 10

/**
 * Writes down that work changes hands. Few appeals go at once; of many the worker hands over a piece at a time, and
 * nobody waits longer than for a piece (docs/decisions/0046).
 */
export async function beginHandOver(
  trx: Db,
  decided: Omit<HandOver, 'id' | 'finished'>,
  rows: readonly HandOverRow[],
  now: number,
): Promise<{ id: string; waiting: boolean }> {
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

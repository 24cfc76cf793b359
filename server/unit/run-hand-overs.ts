import type { Context } from '../context.ts'
import { inTransaction } from '../in-transaction.ts'
import { handOverNext, pieceSize, type Which } from './begin-hand-over.ts'
import { endClosing } from './end-closing.ts'
import {
  finishHandOver,
  type HandOver,
  handOverProgress,
  lockHandOver,
  openHandOvers,
  waitingAppeals,
} from './hand-over-store.ts'
import { holdOffice, lockOffice } from './unit-store.ts'

interface Run {
  readonly isEnding?: () => boolean
  /** Of this one alone; left out: of all. */
  readonly only?: string
  /** Called after each piece. */
  readonly tell?: () => Promise<void>
}

/**
 * Hands over what was decided, a piece in a transaction of its own. Killed at any point and run again, or run twice at
 * once, it does nothing twice: a row is settled with its events. Answers how many appeals it went through.
 */
export async function runHandOvers(
  context: Context,
  { isEnding = () => false, only, tell }: Run = {},
): Promise<number> {
  let done = 0
  for (const given of await openHandOvers(context.db)) {
    if (only !== undefined && given.id !== only) continue
    const skipped: string[] = []
    while (!isEnding()) {
      const settled = await piece(context, given, skipped)
      done += settled
      if (settled > 0) await tell?.()
      else if ((await end(context, given)) !== 'more') break
    }
  }
  return done
}

async function piece(context: Context, given: HandOver, skipped: string[]): Promise<number> {
  try {
    return await handed(context, given, { skipped })
  } catch (error) {
    tellFault(context, given, error)
    return await oneByOne(context, given, skipped)
  }
}

/** After a fault: an appeal that we can't hand over keeps no other, and is tried again in the next run. */
async function oneByOne(context: Context, given: HandOver, skipped: string[]): Promise<number> {
  const next = await waitingAppeals(context.db, given.id, pieceSize, skipped)
  for (const only of next) {
    try {
      await handed(context, given, { only })
    } catch (error) {
      tellFault(context, given, error)
      skipped.push(only)
    }
  }
  return next.length
}

const handed = (context: Context, given: HandOver, which: Which): Promise<number> =>
  inTransaction(context.db, async (trx) => {
    await holdOffice(trx)
    return await handOverNext(trx, given, context.now(), which)
  })

/** What comes after the last appeal. `waits`: some are being handed over by another, or were skipped. */
async function end(context: Context, given: HandOver): Promise<'ended' | 'more' | 'waits'> {
  return await inTransaction(context.db, async (trx) => {
    if (given.unitId !== null) await lockOffice(trx)
    const { finished } = await lockHandOver(trx, given.id)
    if (finished) return 'ended'
    if ((await handOverProgress(trx, given.id)).waiting > 0) return 'waits'
    if (given.unitId !== null) return (await endClosing(trx, given, context.now())) ? 'ended' : 'more'
    await finishHandOver(trx, given.id, context.now())
    return 'ended'
  })
}

function tellFault(context: Context, { id }: HandOver, error: unknown): void {
  context.log({ level: 'error', message: 'not handed over', handOver: id, reason: String(error) })
}

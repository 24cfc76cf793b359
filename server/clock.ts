import { sql } from 'kysely'
import { SetupRefused } from './config.ts'
import type { Db } from './context.ts'

/** The injected clock. In production it is the real one; on a demo or test database a row moves it. */
export interface Clock {
  /** Epoch milliseconds. */
  now(): number
  /**
   * Sets the clock for every process of this database. Throws SetupRefused unless the database is a demo or test
   * one.
   */
  moveTo(instant: number): Promise<void>
  stop(): void
}

/** The world's one row; `made` is false before the first migration of a start. */
export interface WorldRow {
  readonly demo: boolean
  readonly clockOffsetMs: number | null
}

export async function readWorld(db: Db): Promise<WorldRow> {
  const row = await db.selectFrom('world').select(['demo', 'clock_offset_ms']).executeTakeFirst()
  if (row === undefined) throw new SetupRefused('noWorld')
  return { demo: row.demo, clockOffsetMs: row.clock_offset_ms === null ? null : Number(row.clock_offset_ms) }
}

/**
 * Starts the clock of a process. Web and worker look at the row each second, so that POST /api/demo/clock moves both.
 * @param startAt where the clock is to start (CLOCK); refused unless demo
 */
export async function startClock(db: Db, startAt: number | null, pollMs = 1000): Promise<Clock> {
  const world = await readWorld(db)
  const real = (): number => Date.now()
  let offset = world.demo ? (world.clockOffsetMs ?? 0) : 0

  const moveTo = async (instant: number): Promise<void> => {
    if (!world.demo) throw new SetupRefused('clockIsReal')
    const moved = Math.round(instant - real())
    await sql`update world set clock_offset_ms = ${moved}`.execute(db)
    offset = moved
  }
  if (startAt !== null) await moveTo(startAt)

  const timer = world.demo ? setInterval(refresh, pollMs).unref() : null
  async function refresh(): Promise<void> {
    try {
      offset = (await readWorld(db)).clockOffsetMs ?? 0
    } catch {
      // The database is away for a moment; the next look will tell.
    }
  }
  return { now: () => real() + offset, moveTo, stop: () => timer !== null && clearInterval(timer) }
}

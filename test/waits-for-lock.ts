import { type Kysely, sql } from 'kysely'
import { expect } from 'vitest'
import type { Tables } from '../db/tables.ts'

/** Resolves once somebody in this database waits for a lock that another holds. */
export async function waitsForLock(db: Kysely<Tables>): Promise<void> {
  const waiting = sql`select from pg_stat_activity
    where datname = current_database() and usename = current_user and wait_event_type = 'Lock'`
  const many = async (): Promise<number> => (await waiting.execute(db)).rows.length
  await expect.poll(many, { timeout: 20_000, interval: 10 }).toBeGreaterThan(0)
}

import { sql } from 'kysely'
import type pg from 'pg'
import type { Db } from '../context.ts'

// Any constants of our own will do.
const deletionLock = 7_265_440
const backupLock = 7_265_441

/**
 * May stored bytes be deleted until the caller's transaction ends? Not while a backup copies files: it has read the
 * rows before, and what they name must be there. What stays is removed later, as everything that no row names.
 */
export async function mayDeleteBytes(trx: Db): Promise<boolean> {
  const { rows } = await sql<{ may: boolean }>`
    select pg_try_advisory_xact_lock_shared(${deletionLock}) as may`.execute(trx)
  return rows[0]?.may === true
}

/**
 * Holds back every deletion of stored bytes for as long as the connection lives, and waits for those under way. False
 * when another backup does.
 */
export async function holdDeletions(client: pg.Client): Promise<boolean> {
  const { rows } = await client.query<{ first: boolean }>('select pg_try_advisory_lock($1) as first', [
    backupLock,
  ])
  if (rows[0]?.first !== true) return false
  await client.query('select pg_advisory_lock($1)', [deletionLock])
  return true
}

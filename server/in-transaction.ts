import type { Transaction } from 'kysely'
import type { Tables } from '../db/tables.ts'
import type { Db } from './context.ts'

/**
 * Runs a verb's writes in one transaction; inside a transaction that is already open it joins that one. So an
 * idempotent act and the answer kept for its repetition are committed together (http/idempotency.ts).
 */
export function inTransaction<Result>(
  db: Db,
  work: (tx: Transaction<Tables>) => Promise<Result>,
): Promise<Result> {
  return db.isTransaction ? work(db as Transaction<Tables>) : db.transaction().execute(work)
}

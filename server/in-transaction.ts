import type { Transaction } from 'kysely'
import type { Tables } from '../db/tables.ts'
import type { Db } from './context.ts'

/** What is to be done once an open transaction is committed. */
const afterwards = new WeakMap<object, (() => void)[]>()

/**
 * Runs a verb's writes in one transaction; inside a transaction that is already open it joins that one. So an
 * idempotent act and the answer kept for its repetition are committed together (http/idempotency.ts).
 */
export async function inTransaction<Result>(
  db: Db,
  work: (tx: Transaction<Tables>) => Promise<Result>,
): Promise<Result> {
  if (db.isTransaction) return await work(db as Transaction<Tables>)
  const then: (() => void)[] = []
  const result = await db.transaction().execute(async (tx) => {
    afterwards.set(tx, then)
    return await work(tx)
  })
  for (const act of then) act()
  return result
}

/**
 * Does this when the transaction is committed, also the one that a verb has joined; never where it is rolled back. In a
 * transaction that `inTransaction` did not open, at once.
 */
export function afterCommit(tx: Transaction<Tables>, act: () => void): void {
  const then = afterwards.get(tx)
  if (then === undefined) act()
  else then.push(act)
}

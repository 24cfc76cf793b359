import { lockForAct } from '../appeal/office-appeal-store.ts'
import type { Asker, Context } from '../context.ts'
import { inTransaction } from '../in-transaction.ts'
import { nameExecutor } from './name-executor.ts'

/**
 * §10: an executor takes free work of their unit: «Орындауды күту», and the client sees name and extension. Throws
 * NotFound or Refused.
 */
export async function takeIntoWork(context: Context, asker: Asker, appealId: string): Promise<void> {
  await inTransaction(context.db, async (trx) => {
    const { facts } = await lockForAct(trx, asker, 'takeIntoWork', appealId)
    await nameExecutor(trx, asker, { appealId, facts, executorId: asker.id, reasonId: null }, context.now())
  })
}

import type { Language } from '../../../domain/language.ts'
import { refuse } from '../../../domain/refusal.ts'
import type { Bulk } from '../../../wire/bulk.ts'
import type { Asker, Context } from '../../context.ts'
import { inTransaction } from '../../in-transaction.ts'
import { holdOfficeFor } from '../../person/staff-asker-store.ts'
import { queueJob } from '../../queue-job.ts'
import { Refused } from '../../refused.ts'
import { insertBulk } from './bulk-store.ts'
import { doneIds, lockOwnBulk } from './outcome-store.ts'
import { showBulk } from './show-bulk.ts'

/**
 * Undoes many at once by a further act with a reason, once, on what the first has done (docs/decisions/0026). What was
 * told to clients stays told. Throws NotFound or Refused.
 */
export async function undoBulk(
  context: Context,
  caller: Asker,
  bulkId: string,
  reason: string,
  language: Language,
): Promise<Bulk> {
  return await inTransaction(context.db, async (trx) => {
    const asker = await holdOfficeFor(trx, caller, context.now())
    const { bulk, undoneBy } = await lockOwnBulk(trx, asker.id, bulkId)
    const ids = await doneIds(trx, bulkId)
    if (bulk.finishedAt === null || bulk.undoes !== null || undoneBy !== null || ids.length === 0) {
      throw new Refused(refuse('bulk_undone'))
    }
    const { act, query } = bulk
    const createdAt = new Date(context.now())
    const undoing = { act, payload: { reason }, askedBy: asker.id, query, createdAt, undoes: bulkId }
    const id = await insertBulk(
      trx,
      undoing,
      ids.map((one) => ({ id: one })),
    )
    await queueJob(trx, 'run-bulks', {})
    return await showBulk({ ...context, db: trx }, asker, id, language)
  })
}

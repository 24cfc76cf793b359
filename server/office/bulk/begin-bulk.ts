import type { Language } from '../../../domain/language.ts'
import type { Bulk, NewBulk } from '../../../wire/bulk.ts'
import type { Asker, Context } from '../../context.ts'
import { inTransaction } from '../../in-transaction.ts'
import { queueJob } from '../../queue-job.ts'
import { NotFound } from '../../refused.ts'
import { orderOf } from './bulk-order.ts'
import { areSent, insertBulk } from './bulk-store.ts'
import { chosenBy } from './chosen.ts'
import { showBulk } from './show-bulk.ts'

/**
 * Begins one act on many: which appeals is frozen now, the worker does them one by one. Answers what has become of it
 * so far. Throws Refused, NotFound when an id is that of nothing sent.
 */
export async function beginBulk(
  context: Context,
  asker: Asker,
  asked: NewBulk,
  language: Language,
): Promise<Bulk> {
  // A day that no calendar has is refused here, not five thousand times.
  orderOf(asked.order)
  return await inTransaction(context.db, async (trx) => {
    const inside = { ...context, db: trx }
    const chosen = await chosenBy(inside, asker, asked)
    const ids = chosen.map((one) => one.id)
    if (!(await areSent(trx, ids))) throw new NotFound()
    const { order: payload, query } = asked
    const createdAt = new Date(context.now())
    const bulk = { act: payload.act, payload, askedBy: asker.id, query, createdAt, undoes: null }
    const id = await insertBulk(trx, bulk, chosen)
    await queueJob(trx, 'run-bulks', {})
    return await showBulk(inside, asker, id, language)
  })
}

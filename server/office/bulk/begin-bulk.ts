import type { Language } from '../../../domain/language.ts'
import { refuse } from '../../../domain/refusal.ts'
import type { Bulk, NewBulk } from '../../../wire/bulk.ts'
import type { Asker, Context } from '../../context.ts'
import { inTransaction } from '../../in-transaction.ts'
import { holdOfficeFor } from '../../person/staff-asker-store.ts'
import { queueJob } from '../../queue-job.ts'
import { NotFound, Refused } from '../../refused.ts'
import { orderOf } from './bulk-order.ts'
import { areSent, holdBulksOf, insertBulk, unfinishedOf } from './bulk-store.ts'
import { chosenBy, digestOf } from './chosen.ts'
import { showBulk } from './show-bulk.ts'

/** How many acts on many one person may have running. */
const mostRunning = 5

/**
 * Begins one act on many: which appeals is frozen now, the worker does them one by one. Answers what has become of it
 * so far. Throws Refused, NotFound when an id is that of nothing sent.
 */
export async function beginBulk(
  context: Context,
  caller: Asker,
  asked: NewBulk,
  language: Language,
): Promise<Bulk> {
  // A day that no calendar has is refused here, not five thousand times.
  orderOf(asked.order)
  return await inTransaction(context.db, async (trx) => {
    const asker = await holdOfficeFor(trx, caller, context.now())
    const inside = { ...context, db: trx }
    await holdBulksOf(trx, asker.id)
    if ((await unfinishedOf(trx, asker.id)) >= mostRunning) {
      throw new Refused(refuse('bulk_many_running', { limit: mostRunning }))
    }
    const chosen = await chosenBy(inside, asker, asked)
    if (asked.all === true && asked.digest !== digestOf(chosen)) {
      throw new Refused(refuse('bulk_list_changed', { n: chosen.length }))
    }
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

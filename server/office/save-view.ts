import type { z } from 'zod'
import { queueAddress } from '../../domain/mailbox/queue-address.ts'
import { refuse } from '../../domain/refusal.ts'
import { type NewView, queueAsked } from '../../wire/queue.ts'
import type { Asker, Context } from '../context.ts'
import { inTransaction } from '../in-transaction.ts'
import { holdOfficeFor } from '../person/staff-asker-store.ts'
import { NotFound, Refused } from '../refused.ts'
import { mayKeepViewsOf } from './show-views.ts'
import { countViews, deleteView, findView, insertView } from './view-store.ts'

/** Of a person, and of a unit. */
const mostViews = 50

/** Gives an address of the queue a name, for oneself or for a unit. Throws Refused. */
export async function saveView(
  context: Context,
  caller: Asker,
  { name, query, unitId }: z.output<typeof NewView>,
): Promise<void> {
  // Only what the list understands is kept.
  const address = queueAddress(queueAsked(Object.fromEntries(new URLSearchParams(query))))
  await inTransaction(context.db, async (trx) => {
    const asker = await holdOfficeFor(trx, caller, context.now())
    if (unitId !== undefined && !mayKeepViewsOf(asker, unitId)) throw new Refused(refuse('another_unit'))
    const whose = unitId === undefined ? { staffId: asker.id, unitId: null } : { staffId: null, unitId }
    // Each of them is counted whenever somebody opens the queue.
    if ((await countViews(trx, whose)) >= mostViews)
      throw new Refused(refuse('items_too_many', { n: mostViews }))
    await insertView(trx, { name, query: address, ...whose, by: asker.id }, context.now())
  })
}

/** Takes a view away. Throws NotFound for one that the asker does not see, Refused for one that is not theirs. */
export async function dropView(context: Context, caller: Asker, id: string): Promise<void> {
  await inTransaction(context.db, async (trx) => {
    const asker = await holdOfficeFor(trx, caller, context.now())
    const view = await findView(trx, id)
    if (view === null) throw new NotFound()
    const { staffId, unitId } = view
    if (staffId !== null && staffId !== asker.id) throw new NotFound()
    if (unitId !== null && !mayKeepViewsOf(asker, unitId)) {
      const theirs = [...asker.duty.units, ...asker.duty.unitsBelow].includes(unitId)
      throw theirs ? new Refused(refuse('another_unit')) : new NotFound()
    }
    await deleteView(trx, id, context.now())
  })
}

import { standingFor } from '../../../domain/appeal/can.ts'
import type { WorkOrder } from '../../../domain/appeal/work.ts'
import type { WorkDone } from '../../../wire/work.ts'
import { lockKnown } from '../../appeal/office-appeal-store.ts'
import type { Asker, Context } from '../../context.ts'
import { inTransaction } from '../../in-transaction.ts'
import { holdOfficeFor } from '../../person/staff-asker-store.ts'
import { doWork } from './do-work.ts'
import { officeDay, workItems } from './work-store.ts'

/**
 * §10, docs/office.md 4: one press on one appeal: taking, assigning, giving back, taking over, routing. Throws NotFound
 * or Refused; a wrong part of the order is named by its field.
 */
export async function pressWork(
  context: Context,
  caller: Asker,
  appealId: string,
  order: WorkOrder,
): Promise<WorkDone> {
  return await inTransaction(context.db, async (trx) => {
    const asker = await holdOfficeFor(trx, caller, context.now())
    await lockKnown(trx, asker, appealId)
    const now = context.now()
    const press = { asker, key: crypto.randomUUID(), now }
    const { outcome } = await doWork(trx, press, appealId, order, await officeDay(trx, now))
    const [after] = await workItems(trx, [appealId])
    const seen = after !== undefined && standingFor(asker, 'readLetter', after.facts).length > 0
    return { outcome, seen }
  })
}

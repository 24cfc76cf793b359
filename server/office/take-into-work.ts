import { appendEvent } from '../appeal/event-store.ts'
import { lockForAct } from '../appeal/office-appeal-store.ts'
import type { Asker, Context } from '../context.ts'
import { inTransaction } from '../in-transaction.ts'

/**
 * §10: an executor takes the appeal into work: «Орындауды күту», and the client sees name and extension. Until the
 * full office there is no registrar who hands appeals out. Throws NotFound or Refused.
 */
export async function takeIntoWork(context: Context, asker: Asker, appealId: string): Promise<void> {
  await inTransaction(context.db, async (trx) => {
    await lockForAct(trx, asker, 'takeIntoWork', appealId)
    const now = context.now()
    await appendEvent(trx, {
      appealId,
      type: 'takenIntoWork',
      occurredAt: now,
      recordedAt: now,
      actor: `staff:${asker.id}`,
      source: 'office',
      key: `takenIntoWork:${asker.id}`,
      data: { executorId: asker.id },
    })
  })
}

import type { Asker, Context } from '../context.ts'
import { inTransaction } from '../in-transaction.ts'
import { holdOfficeFor } from '../person/staff-asker-store.ts'
import { markSignalsRead, type SignalReading } from './signal-store.ts'

/** One of them is read, or all that were shown; one that has come since stays unread. Another's stays as it is. */
export async function readSignals(context: Context, asker: Asker, reading: SignalReading): Promise<void> {
  await inTransaction(context.db, async (trx) => {
    await holdOfficeFor(trx, asker, context.now())
    await markSignalsRead(trx, asker.id, reading, context.now())
  })
}

import type { Asker, Context } from '../context.ts'
import { inTransaction } from '../in-transaction.ts'
import { NotFound } from '../refused.ts'
import { markSignalsRead, type SignalReading } from './signal-store.ts'

/** One of them is read, or all that were shown; one that has come since stays unread. Throws NotFound. */
export async function readSignals(context: Context, asker: Asker, reading: SignalReading): Promise<void> {
  await inTransaction(context.db, async (trx) => {
    const own = await markSignalsRead(trx, asker.id, reading, context.now())
    if (own === 0 && 'signalId' in reading) throw new NotFound()
  })
}

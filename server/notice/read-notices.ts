import { localDate } from '../../domain/calendar/instant.ts'
import type { Asker, Context } from '../context.ts'
import { inTransaction } from '../in-transaction.ts'
import { NotFound } from '../refused.ts'
import { markNoticesRead, ownsNotice } from './notice-store.ts'

/** The client has read one notice. Throws NotFound. */
export async function readNotice(context: Context, asker: Asker, noticeId: string): Promise<void> {
  await inTransaction(context.db, async (trx) => {
    if (!(await ownsNotice(trx, asker.id, noticeId, localDate(context.now())))) throw new NotFound()
    await markNoticesRead(trx, asker.id, { noticeId }, context.now())
  })
}

/** The client has read all notices that were shown; one that has come since stays unread. */
export async function readAllNotices(context: Context, asker: Asker, upTo: number): Promise<void> {
  await inTransaction(context.db, (trx) => markNoticesRead(trx, asker.id, { upTo }, context.now()))
}

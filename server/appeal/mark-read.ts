import type { Asker, Context } from '../context.ts'
import { markLettersRead } from '../correspondence/correspondence-store.ts'
import { inTransaction } from '../in-transaction.ts'
import { markNoticesRead } from '../notice/notice-store.ts'
import { markAppealRead } from './appeal-store.ts'
import { ownAppeal } from './show-appeal.ts'

/** §2: the client has opened the thread: it and its notices are unread no more, until the company acts again. */
export async function markRead(context: Context, asker: Asker, appealId: string): Promise<void> {
  const appeal = await ownAppeal(context, asker, appealId)
  await inTransaction(context.db, async (trx) => {
    await markLettersRead(trx, appeal.id, context.now())
    await markAppealRead(trx, appeal.id, context.now())
    await markNoticesRead(trx, asker.id, { appealId }, context.now())
  })
}

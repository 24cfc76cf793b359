import type { Asker, Context } from '../context.ts'
import { markAppealRead } from './appeal-store.ts'
import { ownAppeal } from './show-appeal.ts'

/** §2: the client has opened the thread: it is unread no more, until the company acts again. */
export async function markRead(context: Context, asker: Asker, appealId: string): Promise<void> {
  const appeal = await ownAppeal(context, asker, appealId)
  await markAppealRead(context.db, appeal.id, context.now())
}

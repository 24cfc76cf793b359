import { localDate } from '../../domain/calendar/instant.ts'
import type { News } from '../../wire/notice.ts'
import type { Context } from '../context.ts'
import { countUnreadThreads } from '../mailbox/mailbox-store.ts'
import { countUnreadNotices, noticeState } from './notice-store.ts'

/** What an open page of this client must know of at once. */
export async function showNews(context: Context, personId: string): Promise<News> {
  const { db } = context
  const today = localDate(context.now())
  // Asked for first: what changes while the rest is counted is heard of once more.
  const { changes } = await noticeState(db, personId)
  return {
    changes,
    unread: await countUnreadThreads(db, personId, today),
    unreadNotices: await countUnreadNotices(db, personId, today),
  }
}

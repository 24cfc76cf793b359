import { localDate } from '../../domain/calendar/instant.ts'
import type { News } from '../../wire/notice.ts'
import type { Context } from '../context.ts'
import { countUnreadThreadsOf } from '../mailbox/mailbox-store.ts'
import { changesOf, countUnreadNoticesOf } from './notice-store.ts'

/** What an open page of this client must know of at once. */
export async function showNews(context: Context, personId: string): Promise<News> {
  const news = await newsOf(context, [personId])
  return news.get(personId) ?? { changes: 0, unread: 0, unreadNotices: 0 }
}

/** The same of many clients, by their ids: as many questions for a thousand as for one. */
export async function newsOf(
  { db, now }: Context,
  personIds: readonly string[],
): Promise<ReadonlyMap<string, News>> {
  const ids = [...new Set(personIds)]
  if (ids.length === 0) return new Map()
  const today = localDate(now())
  // Asked for first: what changes while the rest is counted is heard of once more.
  const changes = await changesOf(db, ids)
  const unread = await countUnreadThreadsOf(db, ids, today)
  const unreadNotices = await countUnreadNoticesOf(db, ids, today)
  return new Map(
    ids.map((id) => [
      id,
      {
        changes: changes.get(id) ?? 0,
        unread: unread.get(id) ?? 0,
        unreadNotices: unreadNotices.get(id) ?? 0,
      },
    ]),
  )
}

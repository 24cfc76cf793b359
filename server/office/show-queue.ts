import type { z } from 'zod'
import { rowsBefore } from '../../domain/mailbox/paging.ts'
import type { Queue, QueueQuery } from '../../wire/queue.ts'
import type { Asker, Context } from '../context.ts'
import { listCalendar, listDays } from '../mailbox/list-columns.ts'
import { snippetsOf } from '../search/search-store.ts'
import { filterOf } from './desk-filter.ts'
import { findQueueItems } from './queue-row-store.ts'
import { queueRow } from './queue-rows.ts'
import { findQueueIds, type QueueFilter } from './queue-store.ts'

/** §10: the office's queue: a page of what was asked for, with what the asker may do now. */
export async function showQueue(
  context: Context,
  asker: Asker,
  query: z.output<typeof QueueQuery>,
): Promise<Queue> {
  const { page, size } = query
  const filter = await filterOf(context.db, asker, query, await listDays(context))
  const { ids, ...count } = await findQueueIds(context.db, filter, {
    skip: rowsBefore(page, size),
    most: size,
  })
  return { page, size, ...count, rows: await rowsOf(context, filter, ids) }
}

/** The rows of these ids; what was found in their letters only for those who search letters. */
export async function rowsOf(
  context: Context,
  filter: QueueFilter,
  ids: readonly string[],
): Promise<Queue['rows']> {
  const calendar = await listCalendar(context)
  const { asker, asked, today, searched } = filter
  const items = await findQueueItems(context.db, filter, ids)
  const found =
    asked.q === '' || !searched.includes('letter')
      ? new Map<string, string>()
      : await snippetsOf(context.db, ids, asked.q)
  return items.map((item) => queueRow(item, asker, { today, calendar, found: found.get(item.id) ?? null }))
}

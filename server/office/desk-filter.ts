import { type RawBuilder, type SqlBool, sql } from 'kysely'
import type { PlainDate } from '../../domain/calendar/plain-date.ts'
import { type LetterGroup, letterGroups, letterGroupsOf, lettersAbove } from '../../domain/mailbox/desk.ts'
import type { QueueAsked } from '../../wire/queue.ts'
import type { Asker, Db } from '../context.ts'
import { replyOfficeOn } from '../person/worker-store.ts'
import { lettersOf } from '../reply/list-store.ts'
import { readSettings } from '../setting/setting-store.ts'
import { type QueueDays, type QueueFilter, queueFilter } from './queue-store.ts'

/** Over `appeal` and `reply`: the letters under each heading of somebody's desk. */
export type DeskLists = ReadonlyMap<LetterGroup, RawBuilder<SqlBool>>

/** The headings of letters of this person, each by the condition of its list. */
export async function deskLists(db: Db, asker: Asker, day: PlainDate): Promise<DeskLists> {
  const groups = letterGroupsOf(asker.roles)
  if (groups.length === 0) return new Map()
  const office = await replyOfficeOn(db, day)
  const approval = (await readSettings(db, day))['reply.approval']
  return new Map(groups.map((group) => [group, lettersOf(letterGroups[group], asker, office, approval)]))
}

/** What an address of the queue asks for: queueFilter, and for a heading of the desk the letters that win over it. */
export async function filterOf(
  db: Db,
  asker: Asker,
  asked: QueueAsked,
  days: QueueDays,
  act: QueueFilter['act'] = 'list',
): Promise<QueueFilter> {
  const wins = asked.desk !== undefined && lettersAbove(asked.desk, asker.roles).length > 0
  const lists: DeskLists = wins ? await deskLists(db, asker, days.today) : new Map()
  return deskFilter(asker, asked, days, lists, act)
}

/** The same where the lists of letters are there already. */
export function deskFilter(
  asker: Asker,
  asked: QueueAsked,
  days: QueueDays,
  lists: DeskLists,
  act: QueueFilter['act'] = 'list',
): QueueFilter {
  const filter = queueFilter(asker, asked, days, act)
  if (filter.desk === null || asked.desk === undefined) return filter
  const above = lettersAbove(asked.desk, asker.roles).flatMap((group) => lists.get(group) ?? [])
  if (above.length === 0) return filter
  return { ...filter, desk: { ...filter.desk, letters: sql<SqlBool>`(${sql.join(above, sql` or `)})` } }
}

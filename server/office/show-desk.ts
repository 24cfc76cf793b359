import { toIso } from '../../domain/calendar/instant.ts'
import type { PlainDate } from '../../domain/calendar/plain-date.ts'
import { addWorkingDays, isMissingYear } from '../../domain/calendar/working-days.ts'
import { type AppealGroup, appealGroupsOf, isInHand, urgentGroups } from '../../domain/mailbox/desk.ts'
import { queueAddress } from '../../domain/mailbox/queue-address.ts'
import { shortName } from '../../domain/person/name.ts'
import type { CameBack, Desk } from '../../wire/desk.ts'
import { QueueAsked, type QueueRow } from '../../wire/queue.ts'
import type { Asker, Context, Db } from '../context.ts'
import { listDays } from '../mailbox/list-columns.ts'
import { listedReplies, replyListRow } from '../reply/list-store.ts'
import { cameBack, findReturns, newlyAssigned, type Return } from './back-store.ts'
import { type DeskLists, deskFilter, deskLists } from './desk-filter.ts'
import { dueByDay, findInHand, findQueueIds, matching, queueFilter } from './queue-store.ts'
import { rowsOf } from './show-queue.ts'

/** Rows of a group that the desk shows; the address has all of them. */
const rowsShown = 6
const daysShown = 5
type Days = Awaited<ReturnType<typeof listDays>>

/** docs/office.md 4: what somebody opens in the morning, grouped by why it is there. */
export async function showDesk(context: Context, asker: Asker): Promise<Desk> {
  const days = await listDays(context)
  const lists = await deskLists(context.db, asker, days.today)
  const [letters, ...found] = await Promise.all([
    lettersFor(context.db, asker, lists),
    ...appealGroupsOf(asker.roles).map((group) => partOf(context.db, asker, group, days, lists)),
  ])
  const all = await rowsOf(context, queueFilter(asker, QueueAsked.parse({}), days), [
    ...new Set(found.flatMap(({ ids }) => ids)),
  ])
  const returns = await findReturns(context.db, asker, await newsAmong(context, asker, all, days))
  const byId = new Map(all.map((row) => [row.id, row]))
  const parts = found.map(({ ids, filter: _, ...part }) => ({
    ...part,
    rows: ids.flatMap((id) => {
      const row = byId.get(id)
      return row === undefined ? [] : [{ ...row, back: cameBackRow(returns.get(id)) }]
    }),
  }))
  return {
    today: days.today,
    parts,
    letters,
    next: await nextOf(context.db, found, byId, letters),
    days: await comingDays(context, asker, days),
  }
}

/** The letters of the company that wait for this person, by the lists of letters. */
async function lettersFor(db: Db, asker: Asker, lists: DeskLists): Promise<Desk['letters']> {
  const found: Desk['letters'] = []
  for (const [group, condition] of lists) {
    const { rows, total, more } = await listedReplies(db, asker, condition, { skip: 0, most: rowsShown })
    found.push({ group, total, more, replies: rows.map(replyListRow) })
  }
  return found
}

/** What «Next» opens: the first of what is most urgent, and is in this person's hands, shown on the desk or not. */
async function nextOf(
  db: Db,
  parts: readonly Part[],
  byId: ReadonlyMap<string, QueueRow>,
  letters: Desk['letters'],
): Promise<Desk['next']> {
  for (const group of urgentGroups) {
    const letter = letters.find((one) => one.group === group)?.replies[0]
    if (letter !== undefined)
      return { id: letter.appealId, number: letter.appealNumber || null, replyId: letter.id }
    const part = parts.find((one) => one.group === group)
    if (part === undefined) continue
    const shown = part.ids.map((id) => byId.get(id)).find((row) => row !== undefined && isInHand(row.waits))
    if (shown !== undefined)
      return { id: shown.id, number: shown.registration?.split(' / ')[0] ?? null, replyId: null }
    const further = part.total > part.ids.length ? await findInHand(db, part.filter) : null
    if (further !== null)
      return {
        id: further.id,
        number: further.number === null ? null : String(further.number),
        replyId: null,
      }
  }
  return null
}

type Part = Awaited<ReturnType<typeof partOf>>
async function partOf(db: Db, asker: Asker, group: AppealGroup, days: Days, lists: DeskLists) {
  const asked = QueueAsked.parse({ desk: group })
  const filter = deskFilter(asker, asked, days, lists)
  const { ids, total, more } = await findQueueIds(db, filter, { skip: 0, most: rowsShown })
  return { group, query: queueAddress(asked), ids, total, more, filter }
}

/**
 * Which of these came back or are new: what is overdue as well lies under that heading, and says all the same who moved
 * it.
 */
async function newsAmong(
  { db }: Context,
  asker: Asker,
  rows: readonly { readonly id: string }[],
  days: Days,
): Promise<string[]> {
  if (!appealGroupsOf(asker.roles).includes('back') || rows.length === 0) return []
  const filter = queueFilter(asker, QueueAsked.parse({}), days)
  const ids = rows.map(({ id }) => id)
  const found = await matching(db, filter)
    .where('appeal.id', 'in', ids)
    .where((eb) => eb.or([cameBack(asker), newlyAssigned(asker)]))
    .select('appeal.id')
    .execute()
  return found.map(({ id }) => id)
}

const cameBackRow = (one: Return | undefined): CameBack | null =>
  one === undefined
    ? null
    : { why: one.why, at: toIso(one.at), by: one.by === null ? null : shortName(one.by), text: one.text }

/** How many of one's own are due on each of the coming working days, as far as the calendar is known. */
async function comingDays(context: Context, asker: Asker, days: Days): Promise<Desk['days']> {
  const { today, calendar } = days
  if (!appealGroupsOf(asker.roles).includes('soon')) return []
  const dates: PlainDate[] = []
  for (let from = today; dates.length < daysShown; ) {
    const day = addWorkingDays(from, 1, calendar)
    if (isMissingYear(day)) break
    dates.push(day)
    from = day
  }
  const onDay = (from: PlainDate | undefined, to: PlainDate | undefined) =>
    QueueAsked.parse({ whose: 'mine', dueFrom: from, dueTo: to })
  const due = await dueByDay(context.db, queueFilter(asker, onDay(dates[0], dates.at(-1)), days))
  return dates.map((date) => ({ date, due: due.get(date) ?? 0, query: queueAddress(onDay(date, date)) }))
}

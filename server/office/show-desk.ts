import { toIso } from '../../domain/calendar/instant.ts'
import type { PlainDate } from '../../domain/calendar/plain-date.ts'
import { addWorkingDays, isMissingYear } from '../../domain/calendar/working-days.ts'
import {
  type AppealGroup,
  appealGroupsOf,
  isInHand,
  letterGroups,
  letterGroupsOf,
  urgentGroups,
} from '../../domain/mailbox/desk.ts'
import { queueAddress } from '../../domain/mailbox/queue-address.ts'
import { shortName } from '../../domain/person/name.ts'
import type { OfficeOn } from '../../domain/unit/chain-of-duty.ts'
import type { CameBack, Desk } from '../../wire/desk.ts'
import { QueueAsked } from '../../wire/queue.ts'
import type { Asker, Context, Db } from '../context.ts'
import { listDays } from '../mailbox/list-columns.ts'
import { workersOn } from '../person/worker-store.ts'
import { lettersOf, listedReplies, replyListRow } from '../reply/list-store.ts'
import { readSettings } from '../setting/setting-store.ts'
import { allUnits } from '../unit/unit-store.ts'
import { findReturns, type Return } from './back-store.ts'
import { dueByDay, findQueueIds, matching, queueFilter } from './queue-store.ts'
import { rowsOf } from './show-queue.ts'

/** Rows of a group that the desk shows; the address has all of them. */
const rowsShown = 6
const daysShown = 5
type Days = Awaited<ReturnType<typeof listDays>>

/** docs/office.md 4: what somebody opens in the morning, grouped by why it is there. */
export async function showDesk(context: Context, asker: Asker): Promise<Desk> {
  const days = await listDays(context)
  const [letters, ...found] = await Promise.all([
    lettersFor(context.db, asker, days.today),
    ...appealGroupsOf(asker.roles).map((group) => partOf(context, asker, group, days)),
  ])
  const all = await rowsOf(context, queueFilter(asker, QueueAsked.parse({}), days), [
    ...new Set(found.flatMap(({ ids }) => ids)),
  ])
  const returns = await findReturns(context.db, asker, await backAmong(context, asker, all, days))
  const byId = new Map(all.map((row) => [row.id, row]))
  const parts = found.map(({ ids, ...part }) => ({
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
    next: nextOf(parts, letters),
    days: await comingDays(context, asker, days),
  }
}

/** The letters of the company that wait for this person, by the lists of letters. */
async function lettersFor(db: Db, asker: Asker, day: PlainDate): Promise<Desk['letters']> {
  const groups = letterGroupsOf(asker.roles)
  if (groups.length === 0) return []
  const office: OfficeOn = { day, units: await allUnits(db), ...(await workersOn(db, day)) }
  const approval = (await readSettings(db, day))['reply.approval']
  const found: Desk['letters'] = []
  for (const group of groups) {
    const condition = lettersOf(letterGroups[group], asker, office, approval)
    const { rows, total, more } = await listedReplies(db, asker, condition, { skip: 0, most: rowsShown })
    found.push({ group, total, more, replies: rows.map(replyListRow) })
  }
  return found
}

/** What «Next» opens: the first of what is most urgent, and is in this person's hands. */
function nextOf(parts: Desk['parts'], letters: Desk['letters']): Desk['next'] {
  for (const group of urgentGroups) {
    const letter = letters.find((one) => one.group === group)?.replies[0]
    if (letter !== undefined)
      return { id: letter.appealId, number: letter.appealNumber || null, replyId: letter.id }
    const row = parts.find((part) => part.group === group)?.rows.find(({ waits }) => isInHand(waits))
    if (row !== undefined)
      return { id: row.id, number: row.registration?.split(' / ')[0] ?? null, replyId: null }
  }
  return null
}

async function partOf(context: Context, asker: Asker, group: AppealGroup, days: Days) {
  const asked = QueueAsked.parse({ desk: group })
  const filter = queueFilter(asker, asked, days)
  const { ids, total, more } = await findQueueIds(context.db, filter, { skip: 0, most: rowsShown })
  return { group, query: queueAddress(asked), ids, total, more }
}

/** Which of these came back: what is overdue as well lies under that heading, and says all the same who moved it. */
async function backAmong(
  { db }: Context,
  asker: Asker,
  rows: readonly { readonly id: string }[],
  days: Days,
): Promise<string[]> {
  if (!appealGroupsOf(asker.roles).includes('back') || rows.length === 0) return []
  const filter = queueFilter(asker, QueueAsked.parse({ back: 'yes' }), days)
  const ids = rows.map(({ id }) => id)
  const found = await matching(db, filter).where('appeal.id', 'in', ids).select('appeal.id').execute()
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

import { toIso } from '../../domain/calendar/instant.ts'
import type { PlainDate } from '../../domain/calendar/plain-date.ts'
import { addWorkingDays, isMissingYear } from '../../domain/calendar/working-days.ts'
import { type DeskGroup, deskFilters, deskOf, urgentGroups } from '../../domain/mailbox/desk.ts'
import { queueAddress } from '../../domain/mailbox/queue-address.ts'
import { shortName } from '../../domain/person/name.ts'
import type { CameBack, Desk } from '../../wire/queue.ts'
import { QueueAsked } from '../../wire/queue.ts'
import type { Asker, Context } from '../context.ts'
import { listDays } from '../mailbox/list-columns.ts'
import { findReturns, type Return } from './back-store.ts'
import { dueByDay, findQueueIds, queueFilter } from './queue-store.ts'
import { rowsOf } from './show-queue.ts'

/** Rows of a group that the desk shows; the address has all of them. */
const rowsShown = 6
const daysShown = 5
type Days = Awaited<ReturnType<typeof listDays>>

/** docs/office.md 4: what somebody opens in the morning, grouped by why it is there. */
export async function showDesk(context: Context, asker: Asker): Promise<Desk> {
  const days = await listDays(context)
  const found = await Promise.all(deskOf(asker.roles).map((group) => partOf(context, asker, group, days)))
  const all = await rowsOf(context, queueFilter(asker, QueueAsked.parse({}), days), [
    ...new Set(found.flatMap(({ ids }) => ids)),
  ])
  const returns = await findReturns(context.db, asker, found.find(({ group }) => group === 'back')?.ids ?? [])
  const byId = new Map(all.map((row) => [row.id, row]))
  const parts = found.map(({ ids, group, query, total, more }) => ({
    group,
    query,
    total,
    more,
    rows: ids.flatMap((id) => {
      const row = byId.get(id)
      return row === undefined
        ? []
        : [{ ...row, back: group === 'back' ? cameBackRow(returns.get(id)) : null }]
    }),
  }))
  const urgent = urgentGroups.flatMap((group) => parts.find((part) => part.group === group)?.rows ?? [])
  const [next] = urgent
  return {
    today: days.today,
    parts,
    next: next === undefined ? null : { id: next.id, registration: next.registration },
    days: await comingDays(context, asker, days),
  }
}

async function partOf(context: Context, asker: Asker, group: DeskGroup, days: Days) {
  const asked = QueueAsked.parse(deskFilters[group])
  const filter = queueFilter(asker, asked, days)
  const { ids, total, more } = await findQueueIds(context.db, filter, { skip: 0, most: rowsShown })
  return { group, query: queueAddress(asked), ids, total, more }
}

const cameBackRow = (one: Return | undefined): CameBack | null =>
  one === undefined
    ? null
    : { why: one.why, at: toIso(one.at), by: one.by === null ? null : shortName(one.by), text: one.text }

/** How many of one's own are due on each of the coming working days, as far as the calendar is known. */
async function comingDays(context: Context, asker: Asker, days: Days): Promise<Desk['days']> {
  const { today, calendar } = days
  if (!deskOf(asker.roles).includes('soon')) return []
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

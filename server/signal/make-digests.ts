import { localDate } from '../../domain/calendar/instant.ts'
import type { PlainDate } from '../../domain/calendar/plain-date.ts'
import type { WorkingCalendar } from '../../domain/calendar/working-days.ts'
import { isOpenAt } from '../../domain/calendar/working-hours.ts'
import { digestFilters, digestSections } from '../../domain/mailbox/digest.ts'
import { QueueAsked } from '../../wire/queue.ts'
import { readCalendar } from '../calendar/calendar-store.ts'
import type { Asker, Context } from '../context.ts'
import { inTransaction } from '../in-transaction.ts'
import { findQueueIds, queueFilter } from '../office/queue-store.ts'
import { staffAsker } from '../person/staff-asker-store.ts'
import { hoursOf, readSettings } from '../setting/setting-store.ts'
import type { SignalMailContent } from './signal-mail-content.ts'
import { digestedOn, keepDigest, numbersOf } from './signal-mail-store.ts'
import { activeStaff, signalAddressOf, signalSettingsOf } from './signal-setting-store.ts'

interface Days {
  readonly today: PlainDate
  readonly calendar: WorkingCalendar
}
type Section = Extract<SignalMailContent, { digest: unknown }>['digest'][number]

/** As many appeals are named in a section; the rest is counted. */
const named = 10

/**
 * docs/office.md 8: at opening of each working day, what lies on somebody's desk, once, by the queries of the desk.
 * Where nothing ran in the morning it comes later that day, while the company is open; where there is nothing to say,
 * no mail goes. Answers how many were made.
 */
export async function makeDigests(context: Context, isOver: () => boolean = () => false): Promise<number> {
  const { db, config } = context
  const now = context.now()
  const days: Days = { today: localDate(now), calendar: await readCalendar(db) }
  if (config.mail === null || !isOpenAt(now, days.calendar, hoursOf(await readSettings(db, days.today))))
    return 0
  const had = await digestedOn(db, days.today)
  let made = 0
  for (const staffId of await activeStaff(db)) {
    if (isOver()) break
    if (had.has(staffId)) continue
    const settings = await signalSettingsOf(db, staffId)
    if (settings.choices.digest === 'none' || signalAddressOf(settings) === null) continue
    const asker = await staffAsker(db, staffId, now)
    if (asker === null) continue
    const digest = await sectionsFor(context, asker, days)
    const kept = await inTransaction(db, (trx) =>
      keepDigest(trx, staffId, days.today, { digest, day: days.today }, now),
    )
    if (kept) made += 1
  }
  return made
}

async function sectionsFor({ db }: Context, asker: Asker, days: Days): Promise<Section[]> {
  const filters = digestFilters(asker.roles)
  const found: Section[] = []
  for (const section of digestSections) {
    const filter = filters[section]
    if (filter === undefined) continue
    const asked = queueFilter(asker, QueueAsked.parse(filter), days)
    const { ids, total, more } = await findQueueIds(db, asked, { skip: 0, most: named })
    if (total > 0) found.push({ section, total, more, rows: await numbersOf(db, ids) })
  }
  return found
}

import { localDate } from '../../domain/calendar/instant.ts'
import type { PlainDate } from '../../domain/calendar/plain-date.ts'
import type { WorkingCalendar } from '../../domain/calendar/working-days.ts'
import { isOpenAt } from '../../domain/calendar/working-hours.ts'
import type { DeskFilter } from '../../domain/mailbox/desk.ts'
import { digestFilters, digestSections } from '../../domain/mailbox/digest.ts'
import type { ReplyOffice } from '../../domain/reply/may-approve.ts'
import { QueueAsked } from '../../wire/queue.ts'
import { readCalendar } from '../calendar/calendar-store.ts'
import type { Asker, Context, Db } from '../context.ts'
import { inTransaction } from '../in-transaction.ts'
import { findQueueIds, queueFilter } from '../office/queue-store.ts'
import { staffAsker } from '../person/staff-asker-store.ts'
import { replyOfficeOn } from '../person/worker-store.ts'
import { waitsForApproval, waitsForSignature } from '../reply/approver-store.ts'
import { listedReplies } from '../reply/list-store.ts'
import { hoursOf, readSettings } from '../setting/setting-store.ts'
import type { SignalMailContent } from './signal-mail-content.ts'
import { keepDigest, numbersOf } from './signal-mail-store.ts'
import { signalAddressOf, signalSettingsOf, staffToDigest } from './signal-setting-store.ts'

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
  const waiting = await staffToDigest(db, days.today)
  if (waiting.length === 0) return 0
  const office = await replyOfficeOn(db, days.today)
  let made = 0
  for (const staffId of waiting) {
    if (isOver()) break
    try {
      if (await makeDigest(context, staffId, days, office)) made += 1
    } catch (error) {
      // A fault with one person keeps nobody else from their digest, and nothing from being told.
      context.log({ level: 'error', message: 'no digest', staff: staffId, reason: String(error) })
    }
  }
  return made
}

async function makeDigest(
  context: Context,
  staffId: string,
  days: Days,
  office: ReplyOffice,
): Promise<boolean> {
  const { db } = context
  const settings = await signalSettingsOf(db, staffId)
  if (settings.choices.digest === 'none' || signalAddressOf(settings) === null) return false
  const now = context.now()
  const asker = await staffAsker(db, staffId, now)
  if (asker === null) return false
  const digest = await sectionsFor(context, asker, days, office)
  return await inTransaction(db, (trx) =>
    keepDigest(trx, staffId, days.today, { digest, day: days.today }, now),
  )
}

async function sectionsFor(
  { db }: Context,
  asker: Asker,
  days: Days,
  office: ReplyOffice,
): Promise<Section[]> {
  const filters = digestFilters(asker.roles)
  const found: Section[] = []
  for (const section of digestSections) {
    const one =
      section === 'toApprove' || section === 'toSign'
        ? await lettersThatWait(db, asker, section, office)
        : await listed(db, asker, filters[section], days)
    if (one.total > 0) found.push({ section, ...one })
  }
  return found
}

async function listed(
  db: Db,
  asker: Asker,
  filter: DeskFilter | undefined,
  days: Days,
): Promise<Omit<Section, 'section'>> {
  if (filter === undefined) return { total: 0, more: false, rows: [] }
  const asked = queueFilter(asker, QueueAsked.parse(filter), days)
  const { ids, total, more } = await findQueueIds(db, asked, { skip: 0, most: named })
  return { total, more, rows: await numbersOf(db, ids) }
}

/** Letters on their way that wait for this person, by the lists of letters. */
async function lettersThatWait(
  db: Db,
  asker: Asker,
  section: 'toApprove' | 'toSign',
  office: ReplyOffice,
): Promise<Omit<Section, 'section'>> {
  const approval = (await readSettings(db, office.day))['reply.approval']
  const waits = section === 'toApprove' ? waitsForApproval : waitsForSignature
  const stretch = { skip: 0, most: named }
  const { rows, total, more } = await listedReplies(db, asker, waits(asker, office, approval), stretch)
  return { total, more, rows: rows.map(({ number, due: day }) => ({ number, day })) }
}

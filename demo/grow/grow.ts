import { randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import { localDate } from '../../domain/calendar/instant.ts'
import { yearOf } from '../../domain/calendar/plain-date.ts'
import { recordDailyHeads } from '../../server/appeal/daily-head.ts'
import { endOfDay, lastHead } from '../../server/appeal/head-store.ts'
import { readCalendar } from '../../server/calendar/calendar-store.ts'
import type { Context, Db } from '../../server/context.ts'
import { appealsGrown, type Grown, grownTo, keepGrown } from '../../server/demo/grown.ts'
import { keptAuthority } from '../kept-authority.ts'
import { grownClients, putClients } from './grown-clients.ts'
import { officeOf, sharedOf } from './grown-office.ts'
import { growNewest, type Newest, newestOf } from './newest.ts'
import { onOneConnection, type Put } from './one-connection.ts'
import { growPastYears, withoutFiles } from './past-years.ts'
import { noticesEach } from './put-appeals.ts'
import { scheduleOf } from './schedule.ts'

/** How large a demo world is to become: so many clients and appeals more, the newest with files of their own. */
export type Wanted = Pick<Grown, 'clients' | 'appeals' | 'files'>

/** Why not: no demo, or one of before there was an authority; grown otherwise; under way; years without calendar. */
export type GrowRefusal = 'notDemo' | 'otherwise' | 'underWay' | 'noYears'

/** What is under way, and how far. */
export type GrowStage = 'appeals' | 'heads' | 'newest'
export type Tell = (stage: GrowStage, done: number, all: number) => void

// Any constant of our own will do.
const growLock = 7_265_451
/** Years in which the appeals without files were sent: so many before the first year of the demo itself. */
const yearsBack = 3

/**
 * Makes a demo world large. First come clients; then the newest appeals, by the server's own verbs; before it those of
 * the years before, in whole chains, by COPY; last the heads of their days. After a stop the same call goes on where it
 * was. Null: done.
 */
export async function growDemo(context: Context, wanted: Wanted, tell: Tell): Promise<GrowRefusal | null> {
  const authority = context.demo ? await keptAuthority(context.db, context.config.masterKey) : null
  if (authority === null) return 'notDemo'
  return await onOneConnection(context.config.databaseUrl, async (db, put) => {
    const { rows } = await sql<{ mine: boolean }>`select pg_try_advisory_lock(${growLock}) as mine`.execute(
      db,
    )
    if (rows[0]?.mine !== true) return 'underWay'
    try {
      const grown = (await grownTo(db)) ?? (await begin(context, db, put, wanted))
      if (grown === null) return 'noYears'
      if (
        grown.clients !== wanted.clients ||
        grown.appeals !== wanted.appeals ||
        grown.files !== wanted.files
      )
        return 'otherwise'
      await goOn(context, db, put, { grown, authority, tell })
      return null
    } finally {
      // The end of the connection gives it back too, but a moment after this has answered.
      await sql`select pg_advisory_unlock(${growLock})`.execute(db).catch(() => undefined)
    }
  })
}

/** Enters the clients and notes what was asked for, in one transaction; null where no year can be grown. */
async function begin(context: Context, db: Db, put: Put, wanted: Wanted): Promise<Grown | null> {
  const { years } = await readCalendar(db)
  const row = await db
    .selectFrom('coupon_counter')
    .select(({ fn }) => fn.min('year').as('first'))
    .executeTakeFirst()
  const now = context.now()
  const lastYear = Math.min(row?.first ?? Number.POSITIVE_INFINITY, yearOf(localDate(now))) - 1
  const known = (year: number): boolean => years.includes(year)
  if (!known(lastYear) || !known(lastYear + 1)) return null
  let firstYear = lastYear
  while (firstYear > lastYear - yearsBack + 1 && known(firstYear - 1)) firstYear -= 1
  const grown: Grown = { ...wanted, firstYear, lastYear, begunAt: now, shared: null }
  const all = withoutFiles(grown)
  await db.transaction().execute(async (trx) => {
    const since = new Date(Date.UTC(firstYear - 1, 11, 1))
    const appealsOf = (n: number): number => Math.ceil(Math.max(0, all - n) / wanted.clients)
    await putClients(context, put, wanted.clients, since, (n) => appealsOf(n) * noticesEach)
    await keepGrown(trx, grown, now)
  })
  return grown
}

interface Going {
  readonly grown: Grown
  readonly authority: Newest['authority']
  readonly tell: Tell
}

async function goOn(context: Context, db: Db, put: Put, { grown, authority, tell }: Going): Promise<void> {
  const clients = await grownClients(db, grown.clients)
  const office = await officeOf(db)
  const newest = newestOf({ context, grown, clients, office, authority })
  const shared = grown.shared ?? (await newest.sendShared())
  if (grown.shared === null) await keepGrown(db, { ...grown, shared }, context.now() + 1)
  const calendar = await readCalendar(db)
  const all = withoutFiles(grown)
  const schedule = scheduleOf(grown, all, calendar)
  const years = { grown, clients, schedule, calendar, ...(await sharedOf(context, shared)), ...office }
  await growPastYears(db, put, years, (done) => tell('appeals', done, all))
  const [first] = schedule.days
  tell('heads', 0, 1)
  if (first !== undefined && (await appealsGrown(db, grown)) > 0) await headsFrom(context, endOfDay(first))
  await growNewest(newest, (done) => tell('newest', done, grown.files))
}

/**
 * Heads of all days from the first one on, where the world has none yet. Where it has, what was grown is recorded after
 * the last one, as an act that comes late is, and the next head covers it.
 */
async function headsFrom(context: Context, firstMidnight: number): Promise<void> {
  if ((await lastHead(context.db)) !== null) return
  const due = new Date(firstMidnight)
  const { numUpdatedRows } = await context.db
    .updateTable('due_act')
    .set({ due_at: due })
    .where('act', '=', 'dailyHead')
    .where('done_at', 'is', null)
    .executeTakeFirst()
  if (numUpdatedRows === 0n) {
    await context.db
      .insertInto('due_act')
      .values({ id: randomUUID(), act: 'dailyHead', due_at: due })
      .execute()
  }
  await recordDailyHeads(context)
}

import { afterAll, beforeAll, expect, test } from 'vitest'
import { plainDate } from '../../domain/calendar/plain-date.ts'
import type { OpenedKeyFile } from '../../eds/pkcs12.ts'
import { createSignedWorld, issueKey, type SignedWorld, sendFree } from '../../test/signed-world.ts'
import { waitsForLock } from '../../test/waits-for-lock.ts'
import type { Appeal, Sent } from '../../wire/appeal.ts'
import { chainOf, columnsOf, historyOf } from '../appeal/event-store.ts'
import { lockAppeals } from '../appeal/held-work-store.ts'
import { readCalendar, recordDays } from '../calendar/calendar-store.ts'
import { importCalendar } from '../calendar/import-calendar.ts'
import { verifyJournal } from '../journal/verify-journal.ts'
import { runnerPool, runWorker } from '../process/run-worker.ts'
import { sweep } from '../process/sweep.ts'
import { registerDue } from './register.ts'
import { tellDueDates } from './tell-due-dates.ts'

let world: SignedWorld
let key: OpenedKeyFile
beforeAll(async () => {
  world = await createSignedWorld('2026-01-16T15:00:00Z')
  key = await issueKey(world.authority, { notAfter: new Date('2035-06-01T00:00:00Z') })
})
afterAll(() => world.close())

/** Sends one appeal of Айгерім at this moment; signing in again, since sessions end meanwhile. */
async function sendAt(iso: string): Promise<Sent> {
  world.setNow(iso)
  const sent = await sendFree(world, await world.as(world.people.aigerim), key)
  expect(sent.status, JSON.stringify(sent.body)).toBe(200)
  return sent.body
}
async function shown(id: string): Promise<Appeal> {
  const browser = await world.as(world.people.aigerim)
  return (await browser.ask<Appeal>(`GET /api/appeals/${id}`)).body
}

test('sent on Friday at 20:00: promised Monday, registered when Monday opens, with its due date', async () => {
  const friday = await sendAt('2026-01-16T15:00:00Z')
  await sweep(world.context)
  expect(await shown(friday.id)).toMatchObject({
    status: 'sent',
    registration: null,
    registrationDate: '2026-01-19',
    registersAt: '2026-01-19T04:30:00.000Z',
    due: { date: '2026-02-09' },
  })
  world.setNow('2026-01-19T04:29:59Z')
  await sweep(world.context)
  expect((await shown(friday.id)).status).toBe('sent')

  // Sent in working hours, before anybody has swept: the one that came first still gets the first number.
  const monday = await sendAt('2026-01-19T05:00:00Z')
  await sweep(world.context)
  expect(await shown(friday.id)).toMatchObject({
    status: 'registered',
    registration: '1 / 2026-01-19',
    due: { date: '2026-02-09', workingDaysLeft: 15 },
  })
  expect((await shown(monday.id)).registration).toBe('2 / 2026-01-19')
})

test('a day off declared after sending moves the registration, never back', async () => {
  const sent = await sendAt('2026-02-06T15:00:00Z')
  expect((await shown(sent.id)).registrationDate).toBe('2026-02-09')
  const name = { kk: 'Демалыс', ru: 'Выходной', en: 'Day off' }
  const day = { date: plainDate('2026-02-09'), working: false, name, why: 'a decree', uncertain: false }
  await recordDays(world.context.db, [day], world.context.now())
  world.setNow('2026-02-09T05:00:00Z')
  await sweep(world.context)
  expect((await shown(sent.id)).status).toBe('sent')
  world.setNow('2026-02-10T04:30:00Z')
  await sweep(world.context)
  expect((await shown(sent.id)).registration).toBe('3 / 2026-02-10')
})

test('the head of a day covers the chains as they were at its midnight, once', async () => {
  world.setNow('2026-03-10T06:00:00Z')
  await sweep(world.context)
  const sent = await sendAt('2026-03-10T07:00:00Z')
  const midnight = Date.parse('2026-03-10T19:00:00Z')
  world.setNow('2026-03-12T06:00:00Z')
  await Promise.all([sweep(world.context), sweep(world.context)])
  const { db } = world.context
  const heads = await db.selectFrom('journal_head').selectAll().orderBy('date', 'desc').execute()
  expect(heads.slice(0, 2).map(({ date }) => date)).toEqual(['2026-03-11', '2026-03-10'])
  expect(heads[0]?.previous).toBe(heads[1]?.root)
  const leaf = await db.selectFrom('journal_leaf').selectAll().where('appeal_id', '=', sent.id).execute()
  const upTo = (await chainOf(db, sent.id))
    .filter(({ recordedAt }) => Date.parse(recordedAt) < midnight)
    .at(-1)
  expect(leaf.map(({ date, seq, hash }) => ({ date, seq, hash }))).toContainEqual({
    date: '2026-03-10',
    seq: upTo?.seq,
    hash: upTo?.hash,
  })
  expect((await verifyJournal(world.context)).fault).toBeNull()
})

test('numbers begin again with the year of the registration date; coupons with the year of sending', async () => {
  const sent = await sendAt('2026-12-31T15:00:00Z')
  expect(sent.coupon).toMatch(/^26-/)
  // The calendar of 2027 has no Monday 4 January off: the first working day of the year.
  const promised = (await shown(sent.id)).registrationDate
  world.setNow('2027-01-08T05:00:00Z')
  await registerDue(world.context)
  const { registration } = await shown(sent.id)
  expect(registration).toBe(`1 / ${promised}`)
  expect(promised?.startsWith('2027-01-')).toBe(true)
})

test('a year without a calendar blocks neither sending nor registering: the due date is to be told', async () => {
  const sent = await sendAt('2031-03-05T06:00:00Z')
  await registerDue(world.context)
  expect(await shown(sent.id)).toMatchObject({
    status: 'registered',
    registration: '1 / 2031-03-05',
    due: null,
  })

  // The calendar of the year comes: the term is told, once, and is not a moved one.
  const nauryz = { date: '2031-03-21', kind: 'national', uncertain: false }
  const holidays = [{ ...nauryz, name: { kk: 'Наурыз', ru: 'Наурыз', en: 'Nauryz' } }]
  const years = { '2031': { holidays, substituteDaysOff: [], transfers: [] } }
  await importCalendar(world.context, { years }, 'calendar-2031.json')
  expect(await tellDueDates(world.context)).toBe(1)
  expect(await tellDueDates(world.context)).toBe(0)
  const told = await (await world.as(world.people.aigerim)).ask<Appeal>(`GET /api/appeals/${sent.id}`)
  expect(told.body).toMatchObject({ status: 'registered', due: { date: '2031-03-27' }, dueMoved: false })
  expect((await historyOf(world.context.db, sent.id)).map(({ type }) => type)).toEqual([
    'sent',
    'registered',
    'routed',
    'dueDateTold',
  ])
  world.setNow('2031-03-05T06:01:00Z')
  // A year entered again without its day off: that day is ordinary, and what was told stays.
  await importCalendar(
    world.context,
    { years: { '2031': { holidays: [], substituteDaysOff: [], transfers: [] } } },
    'x',
  )
  expect((await readCalendar(world.context.db)).days['2031-03-21']).toBeUndefined()
})

test('an appeal that cannot be registered holds up nobody, is logged without personal data, and is tried again', async () => {
  const { db } = world.context
  const stuck = await sendAt('2032-03-03T06:00:00Z')
  const next = await sendAt('2032-03-03T06:00:01Z')
  const row = await db
    .selectFrom('appeal')
    .select('type_id')
    .where('id', '=', stuck.id)
    .executeTakeFirstOrThrow()
  await db.updateTable('appeal').set({ type_id: null }).where('id', '=', stuck.id).execute()
  expect(await registerDue(world.context)).toBe(1)
  expect([(await shown(next.id)).status, world.logged.at(-1)?.appeal]).toEqual(['registered', stuck.id])
  await db.updateTable('appeal').set({ type_id: row.type_id }).where('id', '=', stuck.id).execute()
  world.setNow('2032-03-03T06:30:00Z')
  expect(await registerDue(world.context)).toBe(1)
  expect((await shown(stuck.id)).status).toBe('registered')
})

test('telling due dates and an act on several appeals wait for each other, and in no circle', async () => {
  const { db } = world.context
  const sent: string[] = []
  // Until the order of numbers is another than the order of ids.
  while (sent.length < 2 || sent.join() === [...sent].sort().join()) {
    sent.push((await sendAt(`2033-03-03T06:00:${String(sent.length).padStart(2, '0')}Z`)).id)
  }
  expect(await registerDue(world.context)).toBe(sent.length)
  const [lowest = '', ...others] = [...sent].sort()
  const telling = await db.transaction().execute(async (trx) => {
    await lockAppeals(trx, [lowest])
    const told = tellDueDates(world.context)
    await waitsForLock(db)
    await lockAppeals(trx, others)
    return { told }
  })
  expect(await telling.told).toBe(0)
})

test('several at once give each number once, in order of receipt', async () => {
  const sent: string[] = []
  for (const second of [1, 2, 3, 4, 5]) sent.push((await sendAt(`2032-03-04T15:00:0${second}Z`)).id)
  world.setNow('2032-03-05T04:30:00Z')
  const done = await Promise.all([1, 2, 3].map(() => registerDue(world.context)))
  expect(done.reduce((sum, one) => sum + one, 0)).toBe(5)
  const rows = await world.context.db
    .selectFrom('registration')
    .innerJoin('coupon', 'coupon.appeal_id', 'registration.appeal_id')
    .select(['registration.number', 'registration.appeal_id as id'])
    .where('registration.appeal_id', 'in', sent)
    .orderBy('coupon.number')
    .execute()
  expect(rows.map(({ id }) => id)).toEqual(sent)
  const first = rows[0]?.number ?? 0
  expect(rows.map(({ number }) => number - first)).toEqual([0, 1, 2, 3, 4])
})

test('the worker registers by itself what is sent in working hours', async () => {
  const pool = runnerPool(world.database.appUrl)
  const worker = await runWorker(world.context, pool)
  try {
    const sent = await sendAt('2026-03-03T06:00:00Z')
    await expect.poll(async () => (await shown(sent.id)).status, { timeout: 20_000 }).toBe('registered')
  } finally {
    await worker.stop()
    await pool.end()
  }
})

test('the columns of every appeal are the fold of its history', async () => {
  const appeals = await world.context.db
    .selectFrom('appeal')
    .selectAll()
    .where('status', '<>', 'draft')
    .execute()
  expect(appeals.length).toBeGreaterThan(5)
  for (const appeal of appeals) {
    const iso = Object.entries(columnsOf(await historyOf(world.context.db, appeal.id)))
    for (const [column, value] of iso) {
      const cached = appeal[column as keyof typeof appeal]
      expect([column, cached instanceof Date ? cached.toISOString() : cached]).toEqual([column, value])
    }
  }
})

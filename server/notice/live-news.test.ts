import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createEmptyDatabase } from '../../test/database.ts'
import { onServer } from '../../test/database-server.ts'
import { EventListener } from '../../test/event-listener.ts'
import { expectWithin } from '../../test/machine-pace.ts'
import { changeNews, NewsPages } from '../../test/news-pages.ts'
import { TestBrowser } from '../../test/test-browser.ts'
import { startTwoWebProcesses, type TwoWebProcesses } from '../../test/two-web-processes.ts'
import { createWorld, type World } from '../../test/world.ts'
import type { News } from '../../wire/notice.ts'
import { buildApp } from '../process/app.ts'

// Two web processes. All pages are asked for each twenty seconds anyway: what comes sooner was told by the database.
let world: World
let two: TwoWebProcesses
let aigerim: string
const open: EventListener[] = []
beforeAll(async () => {
  world = await createWorld({ trustProxy: { proxies: 1 } })
  two = await startTwoWebProcesses(world)
  aigerim = world.people.aigerim.id
  // A process without pages has nobody to tell anything.
  for (const n of [0, 1]) {
    const browser = (await two.as(world.people.daniyar))(n)
    open.push(await EventListener.open(browser, '/api/notices/stream'))
  }
}, 120_000)
afterAll(async () => {
  for (const line of open) line.close()
  await two.stop()
  await world.close()
})

const heard = (line: EventListener) => (line.of('news') as News[]).at(-1)?.changes ?? -1
const knows = async (line: EventListener, changes: number, timeout = 30_000) =>
  await expect.poll(() => heard(line), { timeout, interval: 20 }).toBe(changes)
/** A page of Айгерім at one of the two processes, that has heard its news once. */
async function page(n: number): Promise<{ line: EventListener; browser: TestBrowser }> {
  const browser = (await two.as(world.people.aigerim))(n)
  const line = await EventListener.open(browser, '/api/notices/stream')
  open.push(line)
  await expect.poll(() => heard(line)).toBeGreaterThan(-1)
  return { line, browser }
}
const listening = async () =>
  (
    await sql<{ pid: number }>`select pid from pg_stat_activity
      where datname = current_database() and query like 'listen %'`.execute(world.context.db)
  ).rows
/** Both processes are told of changes. */
const bothListen = async () => {
  await expect.poll(async () => (await listening()).length, { timeout: 30_000 }).toBe(2)
  // Until the word that proves it has come back.
  await new Promise((done) => setTimeout(done, 1500))
}

/** The net alone would take twice as long at least for three of them, one after the other: these were told. */
async function threeTimesBeforeTheNet(act: (n: number) => Promise<void>): Promise<void> {
  const began = performance.now()
  for (let n = 1; n <= 3; n += 1) await act(n)
  expect(performance.now() - began).toBeLessThan(20_000)
}

test('two hundred pages at two processes hear within a second or three what changed for all of them at once', async () => {
  const { context } = world
  const pages = await NewsPages.make(context, 200)
  await pages.open([0, 1].map((n) => Number(new URL(two.at(n).origin).port)))
  await bothListen()
  await threeTimesBeforeTheNet(async (n) => {
    const began = performance.now()
    await changeNews(context.db, pages.ids)
    expectWithin(3000, (await pages.heard(n)) - began)
  })
  pages.close()
})

test('what changes by one process is heard at the other within a second, and of that person alone', async () => {
  const [mine, others] = [
    await page(0),
    await EventListener.open((await two.as(world.people.daniyar))(0), '/api/notices/stream'),
  ]
  open.push(others)
  await bothListen()
  const [before, told] = [heard(mine.line), others.of('news').length]
  await threeTimesBeforeTheNet(async (n) => {
    const began = performance.now()
    await changeNews(world.context.db, [aigerim])
    await knows(mine.line, before + n)
    expectWithin(1000, performance.now() - began)
  })
  // And an act of the product itself, at the other process.
  const person = (await two.as(world.people.aigerim))(1)
  await sql`insert into notice (id, person_id, number, kind, about, created_at)
    select gen_random_uuid(), person_id, last_number + 1, 'newDevice', '{}', ${new Date(world.context.now())}
      from notice_state where person_id = ${aigerim}`.execute(world.context.db)
  const read = performance.now()
  expect((await person.ask('POST /api/notices/reading', { body: { upTo: 99 } })).status).toBe(200)
  await knows(mine.line, before + 4)
  expectWithin(1000, performance.now() - read)
  expect(others.of('news')).toHaveLength(told)
})

test('the end of a session is heard at once at the other process', async () => {
  const pages = [await page(0), await page(0), await page(0)]
  await bothListen()
  await threeTimesBeforeTheNet(async (n) => {
    const { line, browser } = pages[n - 1] ?? (await page(0))
    const there = new TestBrowser(two.at(1).origin, Object.fromEntries(browser.cookies))
    const began = performance.now()
    await there.ask('DELETE /api/session')
    await line.ended
    expectWithin(1000, performance.now() - began)
    expect(line.heard.at(-1)?.name).toBe('end')
  })
})

test('a word that lies shows nothing and ends nothing: it is the rows that are asked', async () => {
  const { line } = await page(0)
  await bothListen()
  const sessions = await world.context.db.selectFrom('session').select('id').execute()
  const before = line.heard.length
  const lies = ['', 'appeals', 'notices', `notices ${aigerim}`, ...sessions.map(({ id }) => `session ${id}`)]
  for (const lie of lies) await sql`select pg_notify('otinish_change', ${lie})`.execute(world.context.db)
  await new Promise((done) => setTimeout(done, 1000))
  expect(line.heard.slice(before).filter(({ name }) => name !== 'beat')).toEqual([])
  const known = heard(line)
  await changeNews(world.context.db, [aigerim])
  await knows(line, known + 1)
})

test('nothing is lost of what changes while pages open', async () => {
  const { context } = world
  const pages = await NewsPages.make(context, 60)
  const opening = pages.open([0, 1].map((n) => Number(new URL(two.at(n).origin).port)))
  for (let n = 0; n < 20; n += 1) {
    await changeNews(context.db, pages.ids)
    await new Promise((done) => setTimeout(done, 10))
  }
  await opening
  await pages.heard(20, 10_000)
  pages.close()
})

test('a process whose line is ended asks by itself until it has another, and then is told again', async () => {
  const { line } = await page(0)
  await bothListen()
  const { db } = world.context
  for (let n = 0; n < 3; n += 1) {
    const before = heard(line)
    for (const { pid } of await listening()) await sql`select pg_terminate_backend(${pid}::int)`.execute(db)
    await changeNews(db, [aigerim])
    await knows(line, before + 1, 5000)
  }
  await bothListen()
  const [before, began] = [heard(line), performance.now()]
  await changeNews(db, [aigerim])
  await knows(line, before + 1)
  expectWithin(1000, performance.now() - began)
})

test('a database that was away for two seconds: what changed meanwhile is heard, and what changes after', async () => {
  const { line } = await page(0)
  await bothListen()
  const before = heard(line)
  const { ownerUrl } = world.database
  const name = new URL(ownerUrl).pathname.slice(1)
  const admin = new URL(ownerUrl)
  admin.pathname = '/postgres'
  await onServer(admin.href, `alter database ${name} allow_connections false`)
  try {
    // What was changed last before it went.
    await changeNews(world.context.db, [aigerim])
    const ends = `select pg_terminate_backend(pid) from pg_stat_activity where datname = '${name}'`
    const app = new URL(world.database.appUrl)
    app.pathname = '/postgres'
    await onServer(app.href, `${ends} and usename = current_user`)
    await new Promise((done) => setTimeout(done, 2000))
  } finally {
    await onServer(admin.href, `alter database ${name} allow_connections true`)
  }
  await knows(line, before + 1)
  await bothListen()
  const began = performance.now()
  await changeNews(world.context.db, [aigerim])
  await knows(line, before + 2)
  expectWithin(1000, performance.now() - began)
})

test('behind a pooler that passes nothing on, pages are asked for each second, and the log says so once', async () => {
  const { context } = world
  const logged: Record<string, unknown>[] = []
  // A line to another database takes `listen` too and never hears of this one.
  const elsewhere = await createEmptyDatabase()
  const config = { ...context.config, databaseUrl: elsewhere.appUrl }
  const app = await buildApp({ ...context, config, log: (entry) => logged.push(entry) })
  const origin = await app.listen({ host: '127.0.0.1', port: 0 })
  const own = await world.as(world.people.aigerim)
  const line = await EventListener.open(
    new TestBrowser(origin, Object.fromEntries(own.cookies)),
    '/api/notices/stream',
  )
  await expect.poll(() => heard(line)).toBeGreaterThan(-1)
  const message = 'the database does not tell of changes: open pages ask for them'
  const says = () => logged.filter((entry) => entry.message === message).length
  await expect.poll(says, { timeout: 30_000 }).toBe(1)
  const [before, began] = [heard(line), performance.now()]
  await changeNews(context.db, [aigerim])
  await knows(line, before + 1)
  expectWithin(2000, performance.now() - began)
  line.close()
  await app.close()
  await elsewhere.drop()
  expect(says()).toBe(1)
})

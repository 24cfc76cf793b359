import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { OpenedKeyFile } from '../../eds/pkcs12.ts'
import { EventListener } from '../../test/event-listener.ts'
import { expectWithin } from '../../test/machine-pace.ts'
import { answer, replyInterim } from '../../test/reply.ts'
import { createSignedWorld, issueKey, type SignedWorld, sendFree } from '../../test/signed-world.ts'
import { createWorld } from '../../test/world.ts'
import type { Appeal } from '../../wire/appeal.ts'
import type { News, NoticeRow } from '../../wire/notice.ts'
import type { Session } from '../../wire/person.ts'
import type { ReplySave } from '../../wire/reply.ts'
import { buildApp } from '../process/app.ts'
import { registerDue } from '../registry/register.ts'

let world: SignedWorld
let key: OpenedKeyFile
beforeAll(async () => {
  world = await createSignedWorld('2026-01-12T05:00:00Z')
  key = await issueKey(world.authority)
})
afterAll(() => world.close())

const client = () => world.as(world.people.aigerim)
type Page = { rows: NoticeRow[]; page: number; size: number; total: number }
const page = async (query = '') => (await (await client()).ask<Page>(`GET /api/notices${query}`)).body
const news = async () => (await (await client()).ask<News>('GET /api/notices/news')).body
const patient = { timeout: 60_000, interval: 50 }

async function sent(): Promise<string> {
  const { body } = await sendFree(world, await client(), key)
  await registerDue(world.context)
  return body.id
}

type Said = { readonly newDueDate: string; readonly papers: ReplySave['papers'] }
async function act(id: string, what: 'take-into-work' | 'interim' | 'answer', said?: Said) {
  const staff = await world.as(world.people.executor)
  const head = await world.as(world.people.head)
  if (what === 'answer') await answer(staff, head, id)
  else if (said !== undefined) await replyInterim(head, id, said)
  else expect((await staff.ask(`POST /api/office/appeals/${id}/take-into-work`)).status).toBe(200)
}
const papers = { by: '2026-02-10', slots: [{ name: 'Түбіртек', note: '' }] }
const interim = (asks: boolean, newDueDate = '2026-02-17'): Said => ({
  newDueDate,
  papers: asks ? papers : null,
})

describe('the list', () => {
  let id: string

  test('each act of the company gives one notice, the latest first, with what its words need', async () => {
    id = await sent()
    await act(id, 'take-into-work')
    await act(id, 'interim', interim(false))
    await act(id, 'interim', interim(true, '2026-02-18'))
    await act(id, 'answer')
    const { rows, total } = await page()
    expect(total).toBe(5)
    expect(rows.map(({ kind, number, unread, appealId }) => [kind, number, unread, appealId])).toEqual([
      ['executed', 5, true, id],
      ['papersAsked', 4, true, id],
      ['dueDateMoved', 3, true, id],
      ['takenIntoWork', 2, true, id],
      ['registered', 1, true, id],
    ])
    expect(rows.map(({ dueDate }) => dueDate)).toEqual([null, '2026-02-18', '2026-02-17', null, '2026-02-02'])
    expect(rows[3]?.executor).toEqual({ fullName: 'Иманбекова Сәуле Маратқызы', extension: '56465' })
    expect(rows[4]).toMatchObject({
      registrationNumber: 1,
      registrationDate: '2026-01-12',
      coupon: '26-000001',
      executor: null,
    })
    expect(await news()).toEqual({ unread: 1, unreadNotices: 5, changes: 5 })
  })

  test('pages of it', async () => {
    const { rows, page: at, size } = await page('?page=2&size=10')
    expect([rows, at, size]).toEqual([[], 2, 10])
  })

  test('one read, all read up to what was shown, and those of an appeal by opening it', async () => {
    const { rows } = await page()
    const browser = await client()
    await browser.ask(`POST /api/notices/${rows[0]?.id ?? ''}/reading`)
    await browser.ask(`POST /api/notices/${rows[0]?.id ?? ''}/reading`)
    expect(await news()).toMatchObject({ unreadNotices: 4, changes: 6 })
    await browser.ask('POST /api/notices/reading', { body: { upTo: 3 } })
    expect((await page()).rows.map(({ unread }) => unread)).toEqual([false, true, false, false, false])
    await browser.ask(`POST /api/appeals/${id}/reading`)
    expect(await news()).toEqual({ unread: 0, unreadNotices: 0, changes: 8 })
  })

  test('another client sees nothing of it', async () => {
    const { rows } = await page()
    const other = await world.as(world.people.daniyar)
    expect((await other.ask<Page>('GET /api/notices')).body.total).toBe(0)
    expect((await other.ask(`POST /api/notices/${rows[0]?.id ?? ''}/reading`)).status).toBe(404)
  })

  test('the page of the appeal says that papers are asked, until the answer has come', async () => {
    const asked = await sent()
    await act(asked, 'interim', interim(true))
    const shown = async () =>
      (await (await client()).ask<Appeal>(`GET /api/appeals/${asked}`)).body.papers !== null
    expect(await shown()).toBe(true)
    await act(asked, 'take-into-work')
    expect(await shown()).toBe(true)
    await act(asked, 'answer')
    expect(await shown()).toBe(false)
  })

  test('many acts at once leave no gap in the numbers', async () => {
    const ids = await Promise.all([sent(), sent(), sent()])
    await Promise.all(ids.map((one) => act(one, 'take-into-work')))
    const { rows, total } = await page('?size=50')
    expect(rows.map(({ number }) => number)).toEqual(
      Array.from({ length: total }, (_, index) => total - index),
    )
  })
})

describe('the stream', () => {
  const listen = async (headers?: Record<string, string>) =>
    await EventListener.open(await client(), '/api/notices/stream', headers)

  test('tells the present state at once, then every change, no matter who makes it', async () => {
    const listener = await listen()
    await expect.poll(() => listener.of('news').length, patient).toBe(1)
    expect(listener.of('news')[0]).toEqual(await news())
    const before = await news()
    const id = await sent()
    await expect
      .poll(() => listener.of('news').at(-1), patient)
      .toMatchObject({
        unreadNotices: before.unreadNotices + 1,
      })
    await (await client()).ask(`POST /api/appeals/${id}/reading`)
    await expect
      .poll(() => listener.of('news').at(-1), patient)
      .toMatchObject({
        unreadNotices: before.unreadNotices,
      })
    listener.close()
  })

  test('another process serves the same news, and a page that comes back is told what it missed, nothing else', async () => {
    const listener = await listen()
    await expect.poll(() => listener.heard.findLast(({ id }) => id !== null), patient).toBeDefined()
    const last = listener.heard.findLast(({ id }) => id !== null)?.id ?? ''
    listener.close()
    // A pool of its own plays another process.
    const other = await buildApp({ ...world.context })
    const origin = await other.listen({ host: '127.0.0.1', port: 0 })
    const browser = await client()
    const away = Object.assign(await client(), { origin, cookies: browser.cookies })
    const back = await EventListener.open(away, '/api/notices/stream', { 'last-event-id': last })
    const id = await sent()
    await expect.poll(() => back.of('news').length, patient).toBe(1)
    expect(back.of('news')[0]).toMatchObject({ changes: Number(last) + 1 })
    await browser.ask(`POST /api/appeals/${id}/reading`)
    // The graceful stop does not wait for listeners.
    const started = performance.now()
    await other.close()
    await back.ended
    expectWithin(5000, performance.now() - started)
  })

  test('listening holds no session open; the end of the session is told and ends the stream', async () => {
    world.setNow('2026-01-12T06:00:00Z')
    const browser = await client()
    const listener = await EventListener.open(browser, '/api/notices/stream')
    await expect.poll(() => listener.of('news').length, patient).toBe(1)
    world.setNow('2026-01-12T06:29:00Z')
    // What a page asks by itself is no act either, nor is coming back to listen.
    const quiet = await browser.ask('GET /api/notices/news', { headers: { 'otinish-quiet': '1' } })
    expect(quiet.status).toBe(200)
    const again = await EventListener.open(browser, '/api/notices/stream')
    expect(again.status).toBe(200)
    world.setNow('2026-01-12T06:31:00Z')
    await Promise.all([listener.ended, again.ended])
    expect([listener.heard.at(-1)?.name, again.heard.at(-1)?.name]).toEqual(['end', 'end'])
    expect((await browser.ask('GET /api/incoming')).status).toBe(401)
    expect((await EventListener.open(browser, '/api/notices/stream')).status).toBe(401)
  })

  test('signing out ends it', async () => {
    const browser = await client()
    const listener = await EventListener.open(browser, '/api/notices/stream')
    await browser.ask('DELETE /api/session')
    await listener.ended
    expect(listener.heard.at(-1)?.name).toBe('end')
  })

  test('a seventh page of one person sends the first away; others are not touched', async () => {
    const other = await EventListener.open(await world.as(world.people.daniyar), '/api/notices/stream')
    const pages: EventListener[] = []
    for (let count = 0; count < 7; count += 1) pages.push(await listen())
    await pages[0]?.ended
    expect(pages[0]?.heard.at(-1)?.name).toBe('full')
    await expect.poll(() => pages[6]?.of('news').length, patient).toBe(1)
    expect(pages.slice(1).flatMap((one) => one.of('full'))).toEqual([])
    expect(other.of('full')).toEqual([])
    for (const one of [...pages, other]) one.close()
  })
})

test('the session tells the counts of its client, and none to others', async () => {
  const counts = async (browser: Awaited<ReturnType<typeof client>>) =>
    (await browser.ask<Session>('GET /api/session')).body
  expect(await counts(await client())).toMatchObject(await news())
  expect(await counts(await world.as(world.people.executor))).toMatchObject({ unreadNotices: 0, changes: 0 })
  expect(await counts(await world.as(null))).toMatchObject({ unread: 0, unreadNotices: 0 })
})

test('a real database shows no mails of a demo', async () => {
  const real = await createWorld({ demo: false })
  try {
    expect((await (await real.as(null)).ask('GET /api/demo/mails')).status).toBe(404)
  } finally {
    await real.close()
  }
})

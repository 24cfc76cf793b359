import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { attach } from '../../test/attach.ts'
import { bytesOfPdf } from '../../test/sample-files.ts'
import { readSlowly } from '../../test/slow-reader.ts'
import { TestBrowser } from '../../test/test-browser.ts'
import { createWorld, type World } from '../../test/world.ts'
import type { Draft } from '../../wire/appeal.ts'
import { buildApp } from '../process/app.ts'
import { Downloads } from './downloads.ts'
import { sendingPace } from './sending-pace.ts'

const size = 4_800_000
let world: World
let path: string
const apps: Awaited<ReturnType<typeof buildApp>>[] = []
beforeAll(async () => {
  world = await createWorld()
  const inside = await world.as(world.people.aigerim)
  const body = { contractId: world.contracts.rent, letterLanguage: 'kk' }
  const { id } = (await inside.ask<Draft>('POST /api/drafts', { body })).body
  await inside.ask(`PATCH /api/drafts/${id}`, { version: 1, body: { typeCode: 'gen.free' } })
  const file = { document: 'other', name: 'a.pdf', bytes: bytesOfPdf(size) }
  const attached = await attach(inside, id, file)
  expect(attached.status).toBe(200)
  path = `/api/drafts/${id}/attachments/${attached.body.id}`
})
afterAll(async () => {
  for (const app of apps) await app.close()
  await world.close()
})

/** A server of this world where downloads wait so long for their turn. Nobody is cut off unless told. */
async function served({ pace = sendingPace, waitMs = 60_000 }) {
  const app = await buildApp(world.context, { pace, downloads: new Downloads(world.context, waitMs) })
  apps.push(app)
  await app.listen({ host: '127.0.0.1', port: 0 })
  const origin = `http://127.0.0.1:${(app.server.address() as AddressInfo).port}`
  return async (person: Parameters<World['as']>[0]) =>
    new TestBrowser(origin, Object.fromEntries((await world.as(person)).cookies))
}

/** Six downloads that are begun and not taken: all the places that one person has. */
async function sixStuck(me: TestBrowser) {
  const stuck = Array.from({ length: 6 }, () => readSlowly(me, path, 0))
  expect(await Promise.all(stuck.map(({ status }) => status))).toEqual(Array(6).fill(200))
  return stuck
}

test('who takes nothing is cut off, and the log says so; a download that is taken is whole', async () => {
  const pace = { firstMs: 2000, perSecond: 1_000_000, pauseMs: 2000, wholeMs: 120_000 }
  const me = await (await served({ pace }))(world.people.aigerim)
  const stuck = readSlowly(me, path, 0)
  expect(await stuck.status).toBe(200)
  const cut = () => world.logged.some(({ message }) => message === 'a download was taken too slowly')
  await expect.poll(cut, { timeout: 30_000 }).toBe(true)
  // What the machine's buffers held comes still, and then the end.
  stuck.hurry()
  const { taken, announced } = await stuck.ended
  expect(announced).toBe(size)
  expect(taken).toBeLessThan(size)
  expect(world.logged.filter(({ level }) => level === 'error')).toEqual([])
  const whole = await (await served({}))(world.people.aigerim)
  expect((await whole.bytes(path)).bytes.length).toBe(size)
})

test('the seventh at a time waits, then is refused in words with when to come again; other people are not', async () => {
  const here = await served({ waitMs: 500 })
  const [me, other] = [await here(world.people.aigerim), await here(world.people.executor)]
  const stuck = await sixStuck(me)
  const { status, headers, problem } = await me.ask<unknown>(`GET /${path.slice(1)}`)
  expect([status, problem.code, headers.get('retry-after')]).toEqual([429, 'too_many_downloads', '10'])
  expect(problem.title).toBe('Бір уақытта тым көп файл жүктеліп жатыр')
  expect((await other.ask('GET /api/tariffs/document')).status).toBe(200)
  for (const one of stuck) one.hangUp()
})

test('one who leaves makes room for one who waits, and one who hung up while waiting takes no room', async () => {
  const me = await (await served({}))(world.people.aigerim)
  const stuck = await sixStuck(me)
  const waiting = me.bytes(path)
  const gone = readSlowly(me, path, 0)
  setTimeout(() => gone.hangUp(), 50)
  setTimeout(() => stuck[0]?.hangUp(), 100)
  expect((await waiting).bytes.length).toBe(size)
  for (const one of stuck) one.hangUp()
  await Promise.all(stuck.map(({ ended }) => ended))
  const all = await Promise.all(Array.from({ length: 20 }, () => me.bytes('/api/tariffs/document')))
  expect(all.map(({ status }) => status)).toEqual(Array(20).fill(200))
})

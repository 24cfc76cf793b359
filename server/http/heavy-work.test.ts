import { request } from 'node:http'
import type { AddressInfo } from 'node:net'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { freePort } from '../../db/embedded/free-port.ts'
import type { OpenedKeyFile } from '../../eds/pkcs12.ts'
import {
  createSignedWorld,
  freeDraft,
  issueKey,
  type SignedWorld,
  sendFree,
} from '../../test/signed-world.ts'
import { TestBrowser } from '../../test/test-browser.ts'
import { startWebProcess, type WebProcess } from '../../test/web-process.ts'
import { type RouteName, routes } from '../../wire/routes.ts'
import type { FileStorage } from '../file-storage.ts'
import { buildApp } from '../process/app.ts'
import { recordSettings } from '../setting/load-settings.ts'
import { forgetSettings } from '../setting/setting-store.ts'
import { Places } from './places.ts'

const patient = { timeout: 30_000, interval: 20 }
const from = '2026-01-12'
const perDay = async (value: Record<string, number>) => {
  await recordSettings(world.context, [{ key: 'work.perDay', validFrom: from, value }])
  forgetSettings(world.context.db)
}

let world: SignedWorld
let key: OpenedKeyFile
let aigerim: TestBrowser
let daniyar: TestBrowser
let second: WebProcess
let elsewhere: TestBrowser
beforeAll(async () => {
  world = await createSignedWorld(`${from}T05:00:00Z`)
  key = await issueKey(world.authority)
  aigerim = await world.as(world.people.aigerim)
  daniyar = await world.as(world.people.daniyar)
  // Before the second process begins: it goes on with settings it has read for a while.
  await perDay({ letter: 6, verification: 12 })
  const origin = `http://127.0.0.1:${await freePort()}`
  second = await startWebProcess(world, Number(new URL(origin).port), origin)
  elsewhere = new TestBrowser(origin, Object.fromEntries(aigerim.cookies))
  await second.ready()
})
afterAll(async () => {
  await second.stop()
  await world.close()
})

describe('places', () => {
  const turns = { most: 2, mostWaiting: 1, waitMs: 50 }

  test('those that are taken are waited for, in order and not for ever; another owner has their own', async () => {
    const places = new Places()
    const first = await places.take('a', turns)
    expect([first, await places.take('a', turns), await places.take('b', turns)]).not.toContain(null)
    const waits = places.take('a', { ...turns, waitMs: 20_000 })
    expect(await places.take('a', turns)).toBeNull()
    first?.()
    // Given back once, however often it is said.
    first?.()
    expect(await waits).not.toBeNull()
    expect(await places.take('a', turns)).toBeNull()
  })
})

describe('how much a day is counted by all processes together', () => {
  test('letters asked for at both, refused ones too; the next day begins at nothing', async () => {
    const { body: empty } = await aigerim.ask<{ id: string }>('POST /api/drafts', {
      body: { contractId: world.contracts.rent, letterLanguage: 'kk' },
    })
    await world.context.db.deleteFrom('day_use').execute()
    const asked = []
    for (let n = 0; n < 10; n += 1) {
      const there = n % 2 === 0 ? aigerim : elsewhere
      asked.push(await there.ask(`POST /api/drafts/${empty.id}/letter`))
    }
    expect(asked.map(({ status }) => status)).toEqual([...Array(6).fill(422), ...Array(4).fill(429)])
    const last = asked.at(-1)
    expect(last?.problem.code).toBe('too_much_today')
    // 10:00 in Astana: fourteen hours are left.
    expect(last?.headers.get('retry-after')).toBe(String(14 * 3600))
    expect((await daniyar.ask(`POST /api/drafts/${empty.id}/letter`)).status).toBe(404)
    world.setNow('2026-01-12T19:00:01Z')
    const tomorrow = await world.as(world.people.aigerim)
    expect((await tomorrow.ask(`POST /api/drafts/${empty.id}/letter`)).status).toBe(422)
    world.setNow(`${from}T05:00:00Z`)
  })

  test('of forty at once at two processes no more pass than are left; signatures that failed count', async () => {
    const draft = await freeDraft(daniyar, world.contracts.daniyars)
    const { body: letter } = await daniyar.ask<{ letterId: string }>(`POST /api/drafts/${draft.id}/letter`)
    await world.context.db.deleteFrom('day_use').execute()
    const there = new TestBrowser(elsewhere.origin, Object.fromEntries(daniyar.cookies))
    const tried = await Promise.all(
      Array.from({ length: 40 }, (_, n) =>
        (n % 2 === 0 ? daniyar : there).ask(`POST /api/drafts/${draft.id}/signature`, {
          body: { letterId: letter.letterId, method: 'keyFile', cms: 'AAAA' },
        }),
      ),
    )
    const codes = tried.map(({ problem }) => problem.code)
    const passed = codes.filter((code) => !['too_much_today', 'too_much_at_once'].includes(code))
    expect(passed.length).toBe(12)
    expect(new Set(passed)).toEqual(new Set(['bad_format']))
    expect(codes).toContain('too_much_today')
  })
})

describe('one who floods eats nobody else’s share', () => {
  test('sixty letters and archives at once: some wait, some are refused with when to come again, others are served', async () => {
    // Of one day what was recorded last counts.
    world.setNow(`${from}T05:00:01Z`)
    await perDay({})
    const sent = await sendFree(world, aigerim, key)
    const draft = await freeDraft(aigerim, world.contracts.rent)
    const other = await freeDraft(daniyar, world.contracts.daniyars)
    const flood = Array.from({ length: 60 }, (_, n) =>
      n % 2 === 0
        ? aigerim.ask(`POST /api/drafts/${draft.id}/letter`)
        : aigerim.ask(`GET /api/appeals/${sent.body.id}/evidence`),
    )
    const [inbox, own] = await Promise.all([
      daniyar.ask('GET /api/incoming'),
      daniyar.ask(`POST /api/drafts/${other.id}/letter`),
    ])
    expect([inbox.status, own.status]).toEqual([200, 200])
    const answers = await Promise.all(flood)
    // On a slow machine not every turn comes in time.
    expect(answers.filter(({ status }) => status === 200).length).toBeGreaterThan(5)
    expect(answers.filter(({ status }) => status !== 200 && status !== 429)).toEqual([])
    const many = await Promise.all(
      Array.from({ length: 80 }, () => aigerim.ask(`POST /api/drafts/${draft.id}/letter`)),
    )
    const refused = many.filter(({ status }) => status !== 200)
    expect(refused.length).toBeGreaterThan(0)
    for (const { status, problem, headers } of refused) {
      expect([status, problem.code, headers.get('retry-after')]).toEqual([429, 'too_much_at_once', '10'])
    }
    expect((await aigerim.ask(`POST /api/drafts/${draft.id}/letter`)).status).toBe(200)
  })
})

describe('who hangs up frees no place while their work goes on', () => {
  const gate = { open: false, atWork: 0, most: 0, waiting: new Set<() => void>() }
  const through = async (): Promise<void> => {
    gate.atWork += 1
    gate.most = Math.max(gate.most, gate.atWork)
    while (!gate.open) await new Promise<void>((resolve) => gate.waiting.add(resolve))
    gate.atWork -= 1
  }
  const openGate = (): void => {
    gate.open = true
    for (const go of gate.waiting) go()
  }
  let app: Awaited<ReturnType<typeof buildApp>>
  let there: TestBrowser
  beforeAll(async () => {
    world.setNow(`${from}T05:00:02Z`)
    await perDay({})
    const { files } = world.context
    const slow: FileStorage = {
      ...files,
      put: async (id, bytes) => {
        await through()
        await files.put(id, bytes)
      },
      open: async (id) => {
        await through()
        return await files.open(id)
      },
    }
    app = await buildApp({ ...world.context, files: slow })
    await app.listen({ host: '127.0.0.1', port: 0 })
    const origin = `http://127.0.0.1:${(app.server.address() as AddressInfo).port}`
    there = new TestBrowser(origin, Object.fromEntries(aigerim.cookies))
  })
  afterAll(async () => {
    openGate()
    await app.close()
  })

  /** Asks, and hangs up a little later. */
  const askAndHangUp = async (name: `${'GET' | 'POST'} /${string}`): Promise<void> => {
    const [method, path] = name.split(' ')
    const cookie = [...there.cookies].map(([key, value]) => `${key}=${value}`).join('; ')
    const asking = request(`${there.origin}${path}`, { method, headers: { cookie, origin: there.origin } })
    asking.on('error', () => {})
    asking.end()
    await sleep(150)
    asking.destroy()
  }

  test('letters, whose handler works on; packages and archives, which are made while they go', async () => {
    const { body: sent } = await sendFree(world, aigerim, key)
    const drafts: string[] = []
    for (let n = 0; n < 10; n += 1) drafts.push((await freeDraft(aigerim, world.contracts.rent)).id)
    const works = [
      drafts.map((id) => `POST /api/drafts/${id}/letter` as const),
      Array.from({ length: 10 }, () => `GET /api/appeals/${sent.id}/evidence` as const),
      Array.from({ length: 10 }, () => `GET /api/appeals/${sent.id}/archive` as const),
    ]
    for (const asked of works) {
      Object.assign(gate, { open: false, most: 0 })
      for (const one of asked) await askAndHangUp(one)
      await expect.poll(() => gate.atWork, patient).toBe(4)
      openGate()
      // What has ended gives its place back: as many as before come in again, one after the other.
      for (const one of asked.slice(0, 6)) expect([one, (await there.ask(one)).status]).toEqual([one, 200])
      await expect.poll(() => gate.atWork, patient).toBe(0)
      expect([asked[0], gate.most]).toEqual([asked[0], 4])
    }
  })
})

test('what costs much is known by its address: each of these, each file that is not only read, and nothing else', () => {
  const costly =
    /\/(letter|evidence|archive|viewing-copy|export|data|preview|signatures?|freezing|approval|:book\/file|editions)$/
  // Doors at which a signature is verified.
  const doors: RouteName[] = [
    'POST /api/session',
    'POST /api/staff-key-session',
    'POST /api/account/proof',
    'PUT /api/mgov/:secret/document',
  ]
  // What is kept is read, or what a bulk would do is counted.
  const light: RouteName[] = [
    'GET /api/appeals/:id/files/:fileId',
    'GET /api/appeals/:id/letter/pages/:page',
    'GET /api/demo/keys/:fileName',
    'GET /api/drafts/:id/attachments/:fileId',
    'GET /api/drafts/:id/letter/document',
    'GET /api/drafts/:id/letter/pages/:page',
    'GET /api/submissions/:id/letter/document',
    'GET /api/submissions/:id/letter/pages/:page',
    'GET /api/office/appeals/:id/files/:fileId',
    'GET /api/office/appeals/:id/letter/pages/:page',
    'GET /api/office/appeals/:id/question-files/:fileId',
    'GET /api/office/books/:book/editions',
    'GET /api/office/books/:book/editions/:id',
    'GET /api/office/books/:book/editions/:id/seal',
    'GET /api/office/replies/:replyId/files/:fileId',
    'GET /api/office/replies/:replyId/signatures',
    'DELETE /api/office/replies/:replyId/freezing',
    'GET /api/openapi.json',
    'GET /api/submissions/:id/files/:fileId',
    'GET /api/tariffs/document',
    'POST /api/office/bulks/preview',
    'POST /api/office/people/:id/leaving/preview',
  ]
  const all = Object.keys(routes) as RouteName[]
  const found = all.filter((name) => costly.test(name) || 'file' in routes[name])
  const guarded = all.filter((name) => 'heavy' in routes[name])
  expect(light.filter((name) => !found.includes(name))).toEqual([])
  expect(new Set(guarded)).toEqual(new Set([...doors, ...found.filter((name) => !light.includes(name))]))
})

import { readFile } from 'node:fs/promises'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { freePort } from '../../db/embedded/free-port.ts'
import { plainDate } from '../../domain/calendar/plain-date.ts'
import { attach } from '../../test/attach.ts'
import { expectWithin } from '../../test/machine-pace.ts'
import { bytesOfPdf } from '../../test/sample-files.ts'
import { readSlowly } from '../../test/slow-reader.ts'
import { TestBrowser } from '../../test/test-browser.ts'
import { startWebProcess, type WebProcess } from '../../test/web-process.ts'
import { createWorld, type World } from '../../test/world.ts'
import type { Draft } from '../../wire/appeal.ts'
import { recordSetting } from '../setting/setting-store.ts'

const size = 4_800_000
let world: World
let web: WebProcess
let me: TestBrowser
let path: string
beforeAll(async () => {
  world = await createWorld()
  const inside = await world.as(world.people.aigerim)
  const body = { contractId: world.contracts.rent, letterLanguage: 'kk' }
  const { id } = (await inside.ask<Draft>('POST /api/drafts', { body })).body
  await inside.ask(`PATCH /api/drafts/${id}`, { version: 1, body: { typeCode: 'gen.free' } })
  const file = { document: 'other', name: 'a.pdf', bytes: bytesOfPdf(size) }
  const { status, body: attached } = await attach(inside, id, file)
  expect(status).toBe(200)
  path = `/api/drafts/${id}/attachments/${attached.id}`
  const { now, db } = world.context
  const validFrom = plainDate('2020-01-01')
  await recordSetting(db, { key: 'files.downloadsAtOnce', value: 100, validFrom, recordedAt: now() })
  const port = await freePort()
  web = await startWebProcess(world, port, `http://127.0.0.1:${port}`)
  await web.ready()
  me = new TestBrowser(`http://127.0.0.1:${port}`, Object.fromEntries(inside.cookies))
})
afterAll(async () => {
  await web.stop()
  await world.close()
})

/** Mebibytes that the process holds. */
async function held(): Promise<number> {
  const said = await readFile(`/proc/${web.pid()}/status`, 'utf8')
  return Number(/VmRSS:\s+(\d+) kB/.exec(said)?.[1]) / 1024
}

test('sixty people who take a kilobyte a second hold pieces of a file of 4.8 MB, not the file; others are served', async () => {
  for (let n = 0; n < 3; n += 1) expect((await me.bytes(path)).bytes.length).toBe(size)
  const before = await held()
  const slow = Array.from({ length: 60 }, () => readSlowly(me, path, 1024))
  expect(new Set(await Promise.all(slow.map(({ status }) => status)))).toEqual(new Set([200]))
  let most = 0
  for (let n = 0; n < 20; n += 1) {
    most = Math.max(most, await held())
    await sleep(250)
  }
  const began = performance.now()
  expect((await me.ask('GET /api/incoming')).status).toBe(200)
  expectWithin(3000, performance.now() - began)
  console.log(`before ${before.toFixed(0)} MiB, at most ${most.toFixed(0)} MiB with 60 slow readers`)
  // Whole files would be 275 MiB; pieces are a few, and room for what the runtime has not given back yet.
  expect(most - before).toBeLessThan(80)
  slow[0]?.hurry()
  expect(await slow[0]?.ended).toEqual({ taken: size, announced: size })
  for (const one of slow) one.hangUp()
  await Promise.all(slow.map(({ ended }) => ended))
}, 180_000)

test('told to end, the process lets a download under way finish and tells who comes to come again', async () => {
  const slow = readSlowly(me, path, 1024)
  const stuck = readSlowly(me, path, 0)
  expect(await Promise.all([slow.status, stuck.status])).toEqual([200, 200])
  const began = performance.now()
  const ended = web.end()
  // The kept connections of this browser and new ones alike.
  const said = async (where: string) => {
    const { status, headers, problem } = await me.ask(`GET ${where}` as 'GET /')
    return { status, code: problem.code, again: headers.get('retry-after'), language: problem.title }
  }
  await expect.poll(async () => (await said('/api/incoming')).status).toBe(503)
  for (const where of ['/api/incoming', path, '/health/ready', '/']) {
    expect(await said(where)).toMatchObject({ status: 503, code: 'restarting', again: '10' })
  }
  expect((await me.ask('GET /health/live')).status).toBe(200)
  slow.hurry()
  expect(await slow.ended).toEqual({ taken: size, announced: size })
  // One takes nothing: the process doesn't wait for them longer than its grace.
  await ended
  expectWithin(10_000, performance.now() - began)
  stuck.hurry()
  expect((await stuck.ended).taken).toBeLessThan(size)
}, 180_000)

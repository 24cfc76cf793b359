import { connect, type Socket } from 'node:net'
import { sql } from 'kysely'
import { afterAll, afterEach, beforeAll, expect, test, vi } from 'vitest'
import { beginUpload, sendPart } from '../../test/attach.ts'
import { bytesOfPdf } from '../../test/sample-files.ts'
import { createWorld, type World } from '../../test/world.ts'
import type { Draft } from '../../wire/appeal.ts'
import type { EgovMobileSigning } from '../../wire/egov-mobile.ts'
import { DeviceCookie } from './device-cookie.ts'

// Bodies whose last byte is held back are in this process's memory for as long as their line is open.
let world: World
const lines: Socket[] = []
beforeAll(async () => {
  // The test says whom it asks for, as a proxy does.
  world = await createWorld({ now: '2026-01-12T05:00:00Z', trustProxy: { proxies: 1 } })
})
afterEach(async () => {
  await Promise.all(lines.splice(0).map(closed))
})
afterAll(() => world.close())

async function closed(line: Socket): Promise<void> {
  const gone = new Promise<void>((resolve) => line.once('close', () => resolve()))
  if (!line.destroyed) {
    line.destroy()
    await gone
  }
}

/** Begins a body without sending its end; the answers that come all the same are gathered. */
function holdBack(
  answers: string[],
  request: string,
  from: string,
  length: number | 'chunked',
  more = '',
): void {
  const { hostname, port } = new URL(world.origin)
  const line = connect(Number(port), hostname)
  lines.push(line)
  line.on('error', () => {})
  line.once('data', (bytes) => answers.push(String(bytes)))
  const head = [
    `${request} HTTP/1.1`,
    `Host: ${hostname}:${port}`,
    `Origin: ${world.origin}`,
    `X-Forwarded-For: ${from}`,
    ...(more.includes('Content-Type:') ? [] : ['Content-Type: application/json']),
    length === 'chunked' ? 'Transfer-Encoding: chunked' : `Content-Length: ${length}`,
  ]
  line.write(`${head.join('\r\n')}\r\n${more}\r\n${length === 'chunked' ? '2\r\n{"\r\n' : '{"'}`)
}

/** The status of a whole body of so many bytes, which no door takes for a key. */
async function whole(from: string, bytes: number, cookie = ''): Promise<number> {
  const ours = { origin: world.origin, 'x-forwarded-for': from, 'content-type': 'application/json' }
  const headers = { ...ours, ...(cookie === '' ? {} : { cookie }) }
  const body = JSON.stringify({ cms: 'A'.repeat(bytes) })
  return (await fetch(`${world.origin}/api/session`, { method: 'POST', headers, body })).status
}

const poll = { timeout: 60_000, interval: 10 }
const kB = 1024

test('an address may have 16 MB of bodies on their way; another goes on, and so does a small one', async () => {
  const answers: string[] = []
  // A body of unknown length counts as the longest; so does one for an address that is none.
  const ways = [
    ['POST /api/session', 512 * kB],
    ['POST /api/session', 'chunked'],
    ['POST /api/nothing-here', 512 * kB],
  ] as const
  for (let n = 0; n < 36; n += 1) {
    const [request, length] = ways[n % ways.length] ?? ways[0]
    holdBack(answers, request, '203.0.113.5', length)
  }
  await expect.poll(() => answers.length, poll).toBe(4)
  for (const answer of answers) {
    expect(answer).toMatch(/^HTTP\/1.1 429 /)
    expect(answer).toMatch(/^retry-after: 10\r$/im)
    expect(answer).toContain('"too_much_at_once"')
  }
  expect(await whole('203.0.113.5', 100 * kB)).toBe(429)
  expect(await whole('203.0.113.5', kB)).not.toBe(429)
  expect(await whole('203.0.113.6', 100 * kB)).not.toBe(429)
  expect(answers).toHaveLength(4)
  // Who hangs up gives back what they held.
  await Promise.all(lines.splice(0).map(closed))
  await expect.poll(() => whole('203.0.113.5', 100 * kB), poll).not.toBe(429)
})

test('all addresses together may have 128 MB; who is signed in has their own share', async () => {
  const answers: string[] = []
  for (let n = 0; n < 260; n += 1) {
    holdBack(answers, 'POST /api/session', `203.0.113.${10 + (n % 20)}`, 512 * kB)
  }
  await expect.poll(() => answers.length, poll).toBe(4)
  expect(await whole('203.0.113.60', 100 * kB)).toBe(429)
  expect(await whole('203.0.113.60', kB)).not.toBe(429)
  const me = await world.as(world.people.aigerim)
  const body = { contractId: world.contracts.rent, letterLanguage: 'kk', more: 'A'.repeat(100 * kB) }
  expect((await me.ask('POST /api/drafts', { body })).status).not.toBe(429)
})

test('strangers who hold all that is theirs of small bodies keep out neither known browsers nor who is signed in', async () => {
  const answers: string[] = []
  for (let n = 0; n < 1028; n += 1) {
    holdBack(answers, 'POST /api/session', `203.0.113.${10 + Math.floor(n / 64)}`, 64 * kB)
  }
  await expect.poll(() => answers.length, poll).toBe(4)
  expect(await whole('203.0.113.60', kB)).toBe(429)
  const me = await world.as(world.people.aigerim)
  const body = { contractId: world.contracts.rent, letterLanguage: 'kk' }
  expect((await me.ask('POST /api/drafts', { body })).status).toBe(200)
  const devices = new DeviceCookie(world.context.config.masterKey)
  const holder = { kind: 'client', holderId: world.people.aigerim.id } as const
  const cookie = `otinish_device=${devices.renew(undefined, holder, world.context.now())}`
  expect(await whole('203.0.113.60', kB, cookie)).not.toBe(429)
})

test.each(['multipart/form-data', 'Multipart/Form-Data'])(
  'a form counts whole, written as %s',
  async (type) => {
    const answers: string[] = []
    for (let n = 0; n < 25; n += 1) holdBack(answers, 'POST /api/session', '203.0.113.5', 'chunked')
    // Beside 12.5 MB one of 4 MB is too much; it is asked for until those have come.
    const status = async (): Promise<string | undefined> => {
      const said: string[] = []
      const more = `Content-Type: ${type}; boundary=a\r\n`
      holdBack(said, 'POST /api/nothing-here', '203.0.113.5', 4096 * kB, more)
      await expect.poll(() => said.length, poll).toBe(1)
      return said[0]?.split(' ')[1]
    }
    await expect.poll(status, { ...poll, timeout: 10_000 }).toBe('429')
    expect(answers).toEqual([])
  },
)

test('a part of a file is taken whatever the case its type is written in', async () => {
  const me = await world.as(world.people.aigerim)
  const said = { contractId: world.contracts.rent, letterLanguage: 'kk' }
  const { id } = (await me.ask<Draft>('POST /api/drafts', { body: said })).body
  await me.ask(`PATCH /api/drafts/${id}`, { version: 1, body: { typeCode: 'gen.free' } })
  const bytes = bytesOfPdf(2000)
  const { body: upload } = await beginUpload(me, id, { document: 'other', name: 'a.pdf', bytes })
  const headers = { 'content-type': 'Application/Offset+Octet-Stream', 'upload-offset': '0' }
  const body = new Uint8Array(bytes)
  const sent = await me.ask(`PATCH /api/drafts/${id}/uploads/${upload.id}`, { body, headers })
  expect(sent.status).toBe(200)
})

test.each([
  ['one address', () => '203.0.113.5', 4],
  ['many addresses', (n: number) => `203.0.113.${n + 10}`, 16],
])('of large JSON from %s no more is made into values than is worked with', async (_, from, most) => {
  const parse = vi.spyOn(JSON, 'parse')
  const made = () => parse.mock.calls.filter(([text]) => String(text).length > 100 * kB).length
  try {
    const { asked } = await world.context.db.transaction().execute(async (trx) => {
      // What is no try at a door is counted, and the count waits here.
      await sql`lock table try_count in access exclusive mode`.execute(trx)
      const asked = Array.from({ length: 30 }, (_, n) => whole(from(n), 120 * kB))
      await expect.poll(made, poll).toBe(most)
      // One after another: meanwhile all of them have come.
      const me = await world.as(world.people.aigerim)
      for (let n = 0; n < 20; n += 1) expect((await me.ask('GET /api/drafts')).status).toBe(200)
      expect(made()).toBe(most)
      return { asked }
    })
    expect(await Promise.all(asked)).not.toContain(429)
    expect(made()).toBe(30)
  } finally {
    parse.mockRestore()
  }
})

test('a code of eGov Mobile has two answers on their way; few more wait, the rest is refused', async () => {
  const open = async (from: string) => {
    const headers = { origin: world.origin, 'x-forwarded-for': from }
    const opened = await fetch(`${world.origin}/api/egov-mobile-sign-in`, { method: 'POST', headers })
    const { qr } = (await opened.json()) as EgovMobileSigning
    const [, url = ''] = /^mobileSign:(.*)$/.exec(qr) ?? []
    const errand = (await (await fetch(url)).json()) as { document: { uri: string; auth_token: string } }
    return errand.document
  }
  const { uri, auth_token: token } = await open('203.0.113.5')
  const { pathname } = new URL(uri)
  const answers: string[] = []
  for (let n = 0; n < 25; n += 1) {
    const from = `203.0.113.${n + 100}`
    holdBack(answers, `PUT ${pathname}`, from, 100 * kB, `Authorization: Bearer ${token}\r\n`)
  }
  await expect.poll(() => answers.length, poll).toBe(3)
  for (const answer of answers) expect(answer).toMatch(/^HTTP\/1.1 429 /)
  const other = await open('203.0.113.6')
  const headers = { authorization: `Bearer ${other.auth_token}`, 'content-type': 'application/json' }
  const answer = await fetch(other.uri, { method: 'PUT', headers, body: '{}' })
  expect(answer.status).not.toBe(429)
})

test('parts of one account that wait for the draft leave connections to others', async () => {
  const me = await world.as(world.people.aigerim)
  const said = { contractId: world.contracts.rent, letterLanguage: 'kk' }
  const { id } = (await me.ask<Draft>('POST /api/drafts', { body: said })).body
  await me.ask(`PATCH /api/drafts/${id}`, { version: 1, body: { typeCode: 'gen.free' } })
  const bytes = bytesOfPdf(2000)
  const { body: upload } = await beginUpload(me, id, { document: 'other', name: 'a.pdf', bytes })
  const { db } = world.context
  const { sent, waiting } = await db.transaction().execute(async (trx) => {
    await sql`select 1 from appeal where id = ${id} for update`.execute(trx)
    const last = sendPart(me, id, upload.id, 0, bytes)
    const received = () =>
      trx.selectFrom('upload').select('received').where('id', '=', upload.id).executeTakeFirstOrThrow()
    await expect.poll(async () => (await received()).received, poll).toBe(bytes.length)
    const empty = Array.from({ length: 30 }, () =>
      sendPart(me, id, upload.id, bytes.length, new Uint8Array()),
    )
    const waiters = async () => {
      // Else a transaction sees for ever what it saw first.
      await sql`select pg_stat_clear_snapshot()`.execute(trx)
      return await sql<{ pid: number }>`select pid from pg_stat_activity
        where datname = current_database() and wait_event_type = 'Lock'`.execute(trx)
    }
    await expect.poll(async () => (await waiters()).rows.length, poll).toBeGreaterThanOrEqual(2)
    // Others are answered, one after another: meanwhile all parts have come.
    for (let n = 0; n < 20; n += 1) expect((await me.ask('GET /api/drafts')).status).toBe(200)
    return { sent: [last, ...empty], waiting: (await waiters()).rows.length }
  })
  expect(waiting).toBe(2)
  expect(new Set((await Promise.all(sent)).map(({ status }) => status))).toEqual(new Set([200]))
})

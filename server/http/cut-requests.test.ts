import { subscribe, unsubscribe } from 'node:diagnostics_channel'
import { EventEmitter } from 'node:events'
import type { IncomingMessage } from 'node:http'
import { connect } from 'node:net'
import { setTimeout as sleep } from 'node:timers/promises'
import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { attach, beginUpload } from '../../test/attach.ts'
import { registeredAppeals } from '../../test/office.ts'
import { bytesOfPdf } from '../../test/sample-files.ts'
import { createSignedWorld, issueKey, type SignedWorld } from '../../test/signed-world.ts'
import type { TestBrowser } from '../../test/test-browser.ts'
import type { Draft } from '../../wire/appeal.ts'
import { partType } from './uploads.ts'

/** A line that is cut anywhere is nobody's fault: no bug with a number, and no word of an outage in the log. */
const size = 300_000
let world: SignedWorld
let me: TestBrowser
let executor: TestBrowser
let appeal: string
let draft: string
let upload: string
let file: string
beforeAll(async () => {
  world = await createSignedWorld('2026-01-12T05:30:00Z')
  ;[appeal = ''] = await registeredAppeals(world, await issueKey(world.authority), 1)
  executor = await world.as(world.people.executor)
  await executor.ask(`POST /api/office/appeals/${appeal}/take-into-work`)
  me = await world.as(world.people.aigerim)
  const body = { contractId: world.contracts.rent, letterLanguage: 'kk' }
  draft = (await me.ask<Draft>('POST /api/drafts', { body })).body.id
  await me.ask(`PATCH /api/drafts/${draft}`, { version: 1, body: { typeCode: 'gen.free' } })
  const pdf = { document: 'other', bytes: bytesOfPdf(size) }
  file = (await attach(me, draft, { ...pdf, name: 'a.pdf' })).body.id
  upload = (await beginUpload(me, draft, { ...pdf, name: 'b.pdf' })).body.id
})
afterAll(() => world.close())

/** Says the caller's port when a request has arrived. */
const arrivals = new EventEmitter()
const arrived = (message: unknown): void => {
  const { request } = message as { readonly request: IncomingMessage }
  arrivals.emit(`${request.socket.remotePort}`)
}
beforeAll(() => subscribe('http.server.request.start', arrived))
afterAll(() => void unsubscribe('http.server.request.start', arrived))

/** Nothing is asked of the database any more: looked at ten times, since work goes on between two questions. */
async function untilAtRest(): Promise<void> {
  for (let quiet = 0; quiet < 10; ) {
    const { rows } = await sql`select pid from pg_stat_activity where datname = current_database()
      and state <> 'idle' and pid <> pg_backend_pid()`.execute(world.context.db)
    quiet = rows.length === 0 ? quiet + 1 : 0
    await sleep(10)
  }
}

/** Begins a request, sends as much of it, and is gone; `by` a reset, or the end of the line in both directions. */
async function cut(head: string, body: string, by: 'reset' | 'end', afterBytes = 0): Promise<void> {
  const { hostname, port } = new URL(world.origin)
  const socket = connect(Number(port), hostname)
  const { cookies } = head.includes('/office/') ? executor : me
  const cookie = [...cookies].map(([name, value]) => `${name}=${value}`).join('; ')
  const lines = [head, `Host: ${hostname}:${port}`, `Origin: ${world.origin}`, `Cookie: ${cookie}`]
  const gone = new Promise<void>((resolve) => socket.once('close', () => resolve()))
  socket.on('error', () => {})
  const leave = (): unknown => (by === 'reset' ? socket.resetAndDestroy() : socket.destroy())
  let came = 0
  socket.on('data', (piece) => {
    came += piece.length
    if (afterBytes > 0 && came >= afterBytes) leave()
  })
  socket.once('connect', () => {
    // Not before it is seen: what is cut on its way in tells nothing.
    if (afterBytes === 0) arrivals.once(`${socket.localPort}`, () => setImmediate(leave))
  })
  socket.write(`${lines.join('\r\n')}\r\n\r\n${body}`)
  await gone
}

const json = (request: string, key = '') =>
  `${request} HTTP/1.1\r\nContent-Type: application/json\r\nContent-Length: 900${key}`
const boundary = '----cut'
const form = (length: string) =>
  `POST /api/office/appeals/${appeal}/question-files HTTP/1.1\r\nContent-Type: multipart/form-data; boundary=${boundary}\r\n${length}`
const partHead = `--${boundary}\r\nContent-Disposition: form-data; name="file"; filename="a.pdf"\r\nContent-Type: application/pdf\r\n\r\n`

const requests: Record<string, () => [head: string, body: string, afterBytes?: number]> = {
  // Its end never comes, so there is no request: it is cut when the refusal of it is on its way.
  'a head': () => ['GET /api/incoming HTTP/1.1\r\nX-Half', '', 1],
  'an answer that is on its way': () => ['GET /api/incoming HTTP/1.1', ''],
  'the body of a new draft': () => [json('POST /api/drafts', '\r\nIdempotency-Key: a'), '{"contractId":"'],
  'the body of a change': () => [json(`PATCH /api/drafts/${draft}`, '\r\nIf-Match: "2"'), '{"answers":{'],
  'the body of a signature': () => [json('POST /api/session'), '{"cms":"MII'],
  'the body of nobody’s sign-in': () => [json('POST /api/staff-session'), '{"login":"'],
  'the answer of a phone': () => [json(`PUT /api/mgov/${'A'.repeat(43)}/document`), '{"documentsToSign":['],
  'a chunk': () => [
    'POST /api/drafts HTTP/1.1\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked',
    'fff\r\n{"con',
  ],
  'a part of a file': () => [
    `PATCH /api/drafts/${draft}/uploads/${upload} HTTP/1.1\r\nContent-Type: ${partType}\r\nUpload-Offset: 0\r\nContent-Length: ${size}`,
    '%PDF-1.7\n'.repeat(500),
  ],
  'the head of a form': () => [form('Content-Length: 9000'), partHead.slice(0, 60)],
  'the file of a form': () => [form('Content-Length: 9000'), `${partHead}%PDF-1.7`],
  'the end of a form': () => [form('Transfer-Encoding: chunked'), `ff\r\n${partHead}%PDF`],
  'a download': () => [`GET /api/drafts/${draft}/attachments/${file} HTTP/1.1`, '', 2000],
  'a part of a download': () => [
    `GET /api/drafts/${draft}/attachments/${file} HTTP/1.1\r\nRange: bytes=1000-`,
    '',
    2000,
  ],
  'all of one’s data': () => ['GET /api/profile/data HTTP/1.1', '', 200],
  news: () => ['GET /api/notices/stream HTTP/1.1', '', 200],
}

test.each(Object.keys(requests))('%s may be cut', async (name) => {
  world.logged.length = 0
  const [head, body, afterBytes] = requests[name]?.() ?? ['', '']
  for (const by of ['reset', 'end'] as const) {
    await Promise.all(Array.from({ length: 5 }, () => cut(head, body, by, afterBytes)))
  }
  await untilAtRest()
  expect((await me.ask(`GET /api/drafts/${draft}/uploads/${upload}`)).status).toBe(200)
  expect(world.logged.filter(({ level }) => level === 'error')).toEqual([])
  expect(await world.context.db.selectFrom('bug').selectAll().execute()).toEqual([])
})

const whole = `${partHead}%PDF-1.4\ntrailer<<>>\n%%EOF\r\n--${boundary}--\r\n`
test.each([
  ['nothing', ''],
  ['half a head', partHead.slice(0, 60)],
  ['a file without an end', whole.slice(0, -20)],
  ['another boundary', whole.replaceAll(boundary, '----other')],
  ['a form within a form', whole.replace('application/pdf', 'multipart/mixed; boundary=inner')],
  ['a thousand heads', partHead.replace('\r\n\r\n', `\r\n${'X-More: a\r\n'.repeat(1000)}\r\n`)],
  ['a hundred files', whole.slice(0, -6).repeat(100)],
  ['no name of a file', whole.replace(/; filename="a.pdf"/, '')],
  ['names of our own', whole.replace('"file"', '"__proto__"')],
])('a form that is whole on the line and holds %s is told so, and no fault of ours', async (_, body) => {
  world.logged.length = 0
  const path = `POST /api/office/appeals/${appeal}/question-files` as const
  const headers = { 'content-type': `multipart/form-data; boundary=${boundary}` }
  const { status, problem } = await executor.ask(path, { body: new TextEncoder().encode(body), headers })
  expect([200, 422], JSON.stringify(problem)).toContain(status)
  expect(world.logged.filter(({ level }) => level === 'error')).toEqual([])
})

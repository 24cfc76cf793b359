import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { connect } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { attach } from '../../test/attach.ts'
import { png } from '../../test/sample-files.ts'
import { TestBrowser } from '../../test/test-browser.ts'
import { createWorld, type World } from '../../test/world.ts'
import type { Draft } from '../../wire/appeal.ts'

/** A site of HTTPS with its pages; somebody signed in, with a file of theirs. */
let world: World
let webDir: string
let cookie: string
let file: string
beforeAll(async () => {
  webDir = await mkdtemp(join(tmpdir(), 'otinish-headers-'))
  for (const folder of ['assets', 'signer']) await mkdir(join(webDir, folder))
  for (const name of ['index.html', 'verify.html', 'signer/signer.html', 'assets/index-abc123.js']) {
    await writeFile(join(webDir, name), '<!doctype html><body>')
  }
  world = await createWorld({ webDir, demo: false })
  const me = await world.as(world.people.aigerim)
  cookie = [...me.cookies].map(([name, value]) => `${name}=${value}`).join('; ')
  const { id } = (
    await me.ask<Draft>('POST /api/drafts', {
      body: { contractId: world.contracts.rent, letterLanguage: 'kk' },
    })
  ).body
  await me.ask(`PATCH /api/drafts/${id}`, { version: 1, body: { typeCode: 'gen.free' } })
  const attached = await attach(me, id, { document: 'other', name: 'a.png', bytes: png })
  file = `/api/drafts/${id}/attachments/${attached.body.id}`
})
afterAll(async () => {
  await world.close()
  await rm(webDir, { recursive: true })
})

const always = {
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'same-origin',
  'cross-origin-opener-policy': 'same-origin',
  'permissions-policy': expect.stringContaining('camera=()'),
  'strict-transport-security': 'max-age=31536000; includeSubDomains',
}

/** Every answer: nobody else's frame, nothing inline, nothing from elsewhere. */
function keeps(headers: Headers, framedBy: "'none'" | "'self'" = "'none'"): void {
  expect(Object.fromEntries(headers)).toMatchObject(always)
  const policy = headers.get('content-security-policy') ?? ''
  expect(policy.split('; ')).toContain(`frame-ancestors ${framedBy}`)
}

const asked = (path: string, init: RequestInit = {}) =>
  fetch(world.origin + path, { redirect: 'manual', ...init, headers: { cookie, ...init.headers } })
const page = { headers: { accept: 'text/html' } }
const origin = () => ({ origin: world.origin, 'content-type': 'application/json' })

test.each([
  ['a page', '/incoming', page, 200],
  ['a script, asked whether it is newer', '/assets/index-abc123.js', {}, 304],
  ['the head of a page', '/', { ...page, method: 'HEAD' }, 200],
  ['a script', '/assets/index-abc123.js', {}, 200],
  ['a part of a script', '/assets/index-abc123.js', { headers: { range: 'bytes=0-3' } }, 206],
  ['no part of a script', '/assets/index-abc123.js', { headers: { range: 'bytes=900-' } }, 416],
  ['the page that checks', '/check', page, 200],
  ['a page of nothing', '/assets/', page, 404],
  ['an answer', '/api/session', {}, 200],
  ['an answer to nobody', '/api/contracts', { headers: { cookie: '' } }, 401],
  ['another role’s', '/api/office/queue', {}, 403],
  ['no address', '/api/nothing', {}, 404],
  ['an address that can’t be read', '/api/%zz', {}, 404],
  ['a name too long', `/api/drafts/${'a'.repeat(300)}`, {}, 404],
  ['no method', '/api/session', { method: 'OPTIONS' }, 404],
  ['another site’s', '/api/session', { method: 'DELETE' }, 403],
  ['health', '/health/live', {}, 200],
  ['the API’s description', '/api/openapi.json', {}, 200],
] as const)('%s says how it may be used', async (_, path, init, status) => {
  const etag = status === 304 ? (await asked(path)).headers.get('etag') : null
  // Without a wish of its own a program asks past all caches, and never hears 304.
  const newer = etag === null ? {} : { headers: { 'if-none-match': etag, 'cache-control': 'max-age=0' } }
  const answer = await asked(path, { ...init, ...newer })
  expect(answer.status).toBe(status)
  keeps(answer.headers)
  if (path.startsWith('/api/')) {
    const policy = answer.headers.get('content-security-policy') ?? ''
    expect(policy).toMatch(/^default-src 'none'; /)
    expect(policy).toContain("base-uri 'none'")
    expect(answer.headers.get('cache-control')).toContain('no-store')
    expect(answer.headers.get('cross-origin-resource-policy')).toBe('same-origin')
  }
})

test.each([
  ['broken', '{', 400],
  ['too long', `"${'x'.repeat(600_000)}"`, 413],
  ['of another shape', '{}', 422],
] as const)('so does a no to a body that is %s', async (_, body, status) => {
  const answer = await asked('/api/staff-session', { method: 'POST', headers: origin(), body })
  expect(answer.status).toBe(status)
  keeps(answer.headers)
})

test('a file runs nothing and is in no frame, whole, in part and beyond its end', async () => {
  for (const [range, status] of [
    ['', 200],
    ['bytes=0-9', 206],
    [`bytes=${png.length}-`, 416],
  ] as const) {
    const { headers, status: came } = await asked(file, range === '' ? {} : { headers: { range } })
    expect(came).toBe(status)
    keeps(headers)
    if (status < 400) expect(headers.get('content-security-policy')).toMatch(/; sandbox$/)
  }
})

test('the key-file window is in frames of this site alone', async () => {
  keeps((await asked('/signer/signer.html')).headers, "'self'")
  keeps((await asked('/signer/ncalayer.html')).headers, "'self'")
  keeps((await asked('/signer/nothing.js')).headers)
})

test('a fault of ours and a stream of events do too', async () => {
  const { files } = world.context
  const { open, get } = files
  const gone = () => Promise.reject(new Error('the disk is gone'))
  Object.assign(files, { open: gone, get: gone })
  const fault = await asked('/api/tariffs/document')
  Object.assign(files, { open, get })
  expect(fault.status).toBe(500)
  keeps(fault.headers)
  const hungUp = new AbortController()
  const stream = await asked('/api/notices/stream', { signal: hungUp.signal })
  keeps(stream.headers)
  hungUp.abort()
})

test.each([
  ['what is no request at all', 'hello\r\n\r\n', 400],
  ['a head without an end', `GET / HTTP/1.1\r\nHost: a\r\nX: ${'x'.repeat(70_000)}\r\n\r\n`, 431],
])('%s is answered in the same form, and the line is closed', async (_, bytes, status) => {
  const { hostname, port } = new URL(world.origin)
  const socket = connect(Number(port), hostname)
  socket.write(bytes)
  const [head = '', body = ''] = (await text(socket)).split('\r\n\r\n')
  const [first, ...lines] = head.split('\r\n')
  expect(first).toMatch(new RegExp(`^HTTP/1.1 ${status} `))
  keeps(new Headers(lines.map((line) => line.split(': ') as [string, string])))
  expect(JSON.parse(body)).toMatchObject({ status, code: 'request_malformed' })
})

test('on a demo’s loopback there is no HTTPS to insist on', async () => {
  const demo = await createWorld()
  try {
    const { headers } = await new TestBrowser(demo.origin).ask('GET /api/session')
    expect(headers.get('strict-transport-security')).toBeNull()
    expect(headers.get('content-security-policy')).toContain("frame-ancestors 'none'")
  } finally {
    await demo.close()
  }
})

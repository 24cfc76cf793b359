import { afterAll, beforeAll, expect, test } from 'vitest'
import { expectWithin } from '../../test/machine-pace.ts'
import { createWorld, type World } from '../../test/world.ts'
import type { Problem } from '../../wire/problem.ts'

let world: World
beforeAll(async () => {
  world = await createWorld()
})
afterAll(() => world.close())

test.each([
  ['another site', 'https://evil.example'],
  ['another port of this machine', 'http://localhost:1'],
  ['no origin at all', null],
  ['an opaque origin', 'null'],
])('a request that may change something is refused from %s', async (_, origin) => {
  const browser = await world.as(world.people.aigerim)
  const asking = { origin, body: { contractId: world.contracts.rent, letterLanguage: 'kk' } }
  const { status, problem } = await browser.ask('POST /api/drafts', asking)
  expect([status, problem.code]).toEqual([403, 'origin_refused'])
  expect((await browser.ask('DELETE /api/session', { origin })).status).toBe(403)
})

test('either loopback name of the site is its own', async () => {
  const { port } = new URL(world.origin)
  const nobody = await world.as(null)
  const { status } = await nobody.ask('POST /api/sign-in-challenge', { origin: `http://localhost:${port}` })
  expect(status).toBe(200)
})

test.each([
  ['kk', 'Жүйеге кіру қажет'],
  ['ru-RU,ru;q=0.9', 'Нужно войти'],
  ['en-GB;q=0.8,de', 'You need to sign in'],
  ['de', 'Жүйеге кіру қажет'],
])('a problem is told in the caller’s language (%s)', async (language, title) => {
  const nobody = await world.as(null)
  const { status, headers, problem } = await nobody.ask('GET /api/contracts', {
    headers: { 'accept-language': language },
  })
  expect(headers.get('content-type')).toMatch(/^application\/problem\+json/)
  expect(problem).toMatchObject({
    type: 'urn:otinish:problem:session_required',
    status,
    code: 'session_required',
    title,
  })
})

test('what is wrong with a body is told field by field', async () => {
  const nobody = await world.as(null)
  const { status, problem } = await nobody.ask('POST /api/staff-session', {
    body: { login: ' ', password: 'x'.repeat(300), code: '12' },
  })
  expect([status, problem.code]).toEqual([422, 'request_invalid'])
  expect(problem.fields?.map(({ field, code }) => [field, code])).toEqual([
    ['login', 'required'],
    ['password', 'too_long'],
    ['code', 'option_unknown'],
  ])
})

const raw = async (path: string, init: RequestInit): Promise<[number, string]> => {
  const headers = { origin: world.origin, 'content-type': 'application/json', ...init.headers }
  const response = await fetch(world.origin + path, { method: 'POST', ...init, headers })
  return [response.status, ((await response.json()) as Problem).code]
}

test.each([
  ['broken JSON', { body: '{"login":' }, 400, 'request_malformed'],
  ['no body', { body: '' }, 400, 'request_malformed'],
  [
    'a form',
    { body: 'a=b', headers: { 'content-type': 'application/x-www-form-urlencoded' } },
    415,
    'unsupported_media_type',
  ],
  ['half a megabyte', { body: `{"login":"${'x'.repeat(600_000)}"}` }, 413, 'body_too_large'],
  ['a list', { body: '[]' }, 422, 'request_invalid'],
  ['poison', { body: '{"__proto__":{"login":"a"},"login":"a"}' }, 400, 'request_malformed'],
  [
    'half a character',
    { body: String.raw`{"login":"a\ud800","password":"b","code":"123456"}` },
    422,
    'request_invalid',
  ],
  [
    'a zero byte',
    { body: String.raw`{"login":"a\u0000","password":"b","code":"123456"}` },
    422,
    'request_invalid',
  ],
] as [string, RequestInit, number, string][])(
  '%s at the door is the caller’s fault, in words',
  async (_, init, status, code) => {
    expect(await raw('/api/staff-session', init)).toEqual([status, code])
  },
)

test('an address that is none, and an id that is none, are not found', async () => {
  const browser = await world.as(world.people.aigerim)
  for (const path of ['/api/nothing', '/api/drafts/1', "/api/drafts/' or 1=1", '/api/appeals/%00'] as const) {
    const { status, problem } = await browser.ask(`GET ${path}`)
    expect([path, status, problem.code]).toEqual([path, 404, 'not_found'])
  }
})

test('every answer says that it may not be sniffed, framed apart or cached', async () => {
  const { headers } = await (await world.as(null)).ask('GET /api/session')
  expect(headers.get('x-content-type-options')).toBe('nosniff')
  expect(headers.get('cross-origin-opener-policy')).toBe('same-origin')
  expect(headers.get('cache-control')).toBe('no-store')
})

test('a fault of ours says nothing but its number, which the log and the table have', async () => {
  const { db } = world.context
  const broken = await createWorld()
  try {
    const gone = () => Promise.reject(new Error('the disk is gone: /secret/path'))
    Object.assign(broken.context.files, { open: gone, get: gone })
    const nobody = await broken.as(null)
    const { status, problem } = await nobody.ask('GET /api/tariffs/document')
    expect([status, problem.code]).toEqual([500, 'internal'])
    expect(JSON.stringify(problem)).not.toContain('secret')
    const id = problem.instance?.replace('urn:uuid:', '') ?? ''
    expect(problem.detail).toContain(id)
    const bug = await broken.context.db.selectFrom('bug').selectAll().where('id', '=', id).executeTakeFirst()
    expect(bug).toMatchObject({
      route: 'GET /api/tariffs/document',
      message: expect.stringContaining('disk'),
    })
    expect(broken.logged).toContainEqual(expect.objectContaining({ level: 'error', bug: id }))
  } finally {
    await broken.close()
  }
  expect(await db.selectFrom('bug').select('id').execute()).toEqual([])
})

test('the API describes itself: every address with its answer', async () => {
  const { body } = await (await world.as(null)).ask<{ openapi: string; paths: Record<string, object> }>(
    'GET /api/openapi.json',
  )
  expect(body.openapi).toBe('3.1.0')
  const described = Object.entries(body.paths).flatMap(([path, methods]) =>
    Object.keys(methods).map((method) => `${method.toUpperCase()} ${path.replace(/\{(\w+)\}/g, ':$1')}`),
  )
  expect(described.sort()).toEqual([...world.routes].sort())
})

test('the serving role adds to history and can’t change or delete it', async () => {
  const { db } = world.context
  for (const table of [
    'event',
    'registration',
    'coupon',
    'daily_head',
    'journal_head',
    'journal_leaf',
  ] as const) {
    await expect(db.deleteFrom(table).execute(), `delete from ${table}`).rejects.toThrow(/permission denied/)
  }
  await expect(db.updateTable('event').set({ source: 'x' }).execute()).rejects.toThrow(/permission denied/)
  await expect(db.updateTable('setting').set({ key: 'x' }).execute()).rejects.toThrow(/permission denied/)
})

test('an answer under way is finished and idle connections do not hold the close up', async () => {
  const closing = await createWorld()
  const nobody = await closing.as(null)
  await nobody.ask('GET /health/live')
  const started = performance.now()
  await closing.close()
  expectWithin(3000, performance.now() - started)
  await expect(nobody.ask('GET /health/live')).rejects.toThrow()
})

import { once } from 'node:events'
import { get, type IncomingMessage } from 'node:http'
import { buffer } from 'node:stream/consumers'
import { brotliCompressSync, brotliDecompressSync, gunzipSync } from 'node:zlib'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createWorld, type World } from '../../test/world.ts'

let world: World
let cookie: string
beforeAll(async () => {
  world = await createWorld()
  cookie = [...(await world.as(world.people.aigerim)).cookies].map((pair) => pair.join('=')).join('; ')
})
afterAll(() => world.close())

const samePage = { 'sec-fetch-site': 'same-origin' }

/** The bytes as they came over the line. */
async function asked(path: string, headers: Record<string, string>) {
  const [answer] = (await once(
    get(world.origin + path, { headers: { cookie, ...headers } }),
    'response',
  )) as [IncomingMessage]
  return { headers: answer.headers, bytes: await buffer(answer) }
}

test.each([
  ['gzip, deflate, br, zstd', 'br', brotliDecompressSync],
  ['br;q=1.0, gzip;q=0.5', 'br', brotliDecompressSync],
  ['gzip', 'gzip', gunzipSync],
] as const)('an answer to our own page that takes %s comes as %s', async (accepted, encoding, unpack) => {
  const plain = await asked('/api/calendar', samePage)
  const { headers, bytes } = await asked('/api/calendar', { ...samePage, 'accept-encoding': accepted })
  expect(headers['content-encoding']).toBe(encoding)
  expect(headers.vary).toMatch(/accept-encoding/i)
  expect(headers['cache-control']).toBe('no-store')
  expect(unpack(bytes).equals(plain.bytes)).toBe(true)
  expect(bytes.length).toBeLessThan(plain.bytes.length / 3)
})

test.each([
  ['an answer that another site asked for', '/api/calendar', { 'sec-fetch-site': 'cross-site' }],
  ['one that a neighbour’s site asked for', '/api/calendar', { 'sec-fetch-site': 'same-site' }],
  ['one of a browser that does not say who asks', '/api/calendar', {}],
  ['a short one', '/api/session', samePage],
] as const)('%s comes as it is', async (_, path, headers) => {
  const answer = await asked(path, { ...headers, 'accept-encoding': 'br, gzip' })
  expect(answer.headers['content-encoding']).toBeUndefined()
  expect(JSON.parse(answer.bytes.toString())).toBeTypeOf('object')
})

test.each(['br;q=0, gzip;q=0', 'identity', 'compress', ''])(
  'who takes «%s» gets it as it is',
  async (accepted) => {
    const answer = await asked('/api/calendar', { ...samePage, 'accept-encoding': accepted })
    expect(answer.headers['content-encoding']).toBeUndefined()
    expect(JSON.parse(answer.bytes.toString())).toBeTypeOf('object')
  },
)

test('a refusal keeps its own type', async () => {
  const { headers, bytes } = await asked(`/api/nothing?${'x'.repeat(2000)}`, {
    ...samePage,
    'accept-encoding': 'br',
  })
  expect(headers['content-type']).toMatch(/^application\/problem\+json/)
  const text = headers['content-encoding'] === 'br' ? brotliDecompressSync(bytes) : bytes
  expect(JSON.parse(text.toString()).code).toBe('not_found')
})

test('events come at once, as they are', async () => {
  const [answer] = (await once(
    get(`${world.origin}/api/notices/stream`, {
      headers: { cookie, ...samePage, 'accept-encoding': 'br, gzip' },
    }),
    'response',
  )) as [IncomingMessage]
  expect(answer.headers['content-encoding']).toBeUndefined()
  let came = ''
  for await (const piece of answer) {
    came += String(piece)
    if (/^event: .*\n(.*\n)*\n/m.test(came)) break
  }
  expect(came).toMatch(/^event: /m)
  answer.destroy()
})

test('a body that comes in compressed is refused, never unpacked', async () => {
  const answer = await fetch(`${world.origin}/api/session`, {
    method: 'PATCH',
    headers: {
      cookie,
      origin: world.origin,
      'content-type': 'application/json',
      'content-encoding': 'br',
    },
    body: brotliCompressSync(JSON.stringify({ language: 'ru' })),
  })
  expect(answer.status).toBeGreaterThanOrEqual(400)
  expect(answer.status).toBeLessThan(500)
})

import { afterAll, beforeAll, expect, test } from 'vitest'
import { attach } from '../../test/attach.ts'
import { bytesOfPdf } from '../../test/sample-files.ts'
import { readSlowly } from '../../test/slow-reader.ts'
import type { TestBrowser } from '../../test/test-browser.ts'
import { createWorld, type World } from '../../test/world.ts'
import type { Draft } from '../../wire/appeal.ts'
import { fileSeal, openKey } from '../attachment/file-store.ts'
import { pieceBytes } from '../sealed-pieces.ts'
import { seal } from '../vault.ts'

const size = 3 * pieceBytes + 1234
const whole = bytesOfPdf(size)
let world: World
let me: TestBrowser
let fileId: string
let path: string
beforeAll(async () => {
  world = await createWorld()
  me = await world.as(world.people.aigerim)
  const body = { contractId: world.contracts.rent, letterLanguage: 'kk' }
  const { id } = (await me.ask<Draft>('POST /api/drafts', { body })).body
  await me.ask(`PATCH /api/drafts/${id}`, { version: 1, body: { typeCode: 'gen.free' } })
  const attached = await attach(me, id, { document: 'other', name: 'a.pdf', bytes: whole })
  expect(attached.status).toBe(200)
  fileId = attached.body.id
  path = `/api/drafts/${id}/attachments/${fileId}`
})
afterAll(() => world.close())

const part = (range: string, headers: Record<string, string> = {}, who = me) =>
  who.bytes(path, { headers: { range, ...headers } })
const etagOf = async (): Promise<string> => (await me.bytes(path)).headers.get('etag') ?? ''

/** The parts at every edge of a piece, each compared with the bytes that were kept. */
async function everyPartIsRight(): Promise<void> {
  const edges = [0, 1, pieceBytes - 1, pieceBytes, pieceBytes + 1, 3 * pieceBytes, size - 2, size - 1]
  for (const first of edges) {
    for (const last of edges.filter((edge) => edge >= first)) {
      const { status, headers, bytes } = await part(`bytes=${first}-${last}`)
      expect([status, headers.get('content-range')]).toEqual([206, `bytes ${first}-${last}/${size}`])
      expect(headers.get('content-length')).toBe(String(last - first + 1))
      expect(Buffer.compare(bytes, whole.subarray(first, last + 1))).toBe(0)
    }
  }
}

test('a stored file says that it goes on anywhere; a part is those very bytes, under the same name', async () => {
  const all = await me.bytes(path)
  expect([all.status, all.headers.get('accept-ranges'), all.bytes.length]).toEqual([200, 'bytes', size])
  expect(all.headers.get('etag')).toMatch(/^"[0-9a-f]{64}"$/)
  await everyPartIsRight()
  const { headers, bytes } = await part('bytes=-100')
  expect([headers.get('content-range'), bytes.length]).toEqual([
    `bytes ${size - 100}-${size - 1}/${size}`,
    100,
  ])
  for (const name of [
    'etag',
    'content-type',
    'content-disposition',
    'content-security-policy',
    'cache-control',
  ]) {
    expect(headers.get(name)).toBe(all.headers.get(name))
  }
})

test('a download that was cut goes on where it was, and comes to the same bytes', async () => {
  const etag = await etagOf()
  const slow = readSlowly(me, path, 50_000)
  expect(await slow.status).toBe(200)
  slow.hangUp()
  const { taken } = await slow.ended
  expect(taken).toBeLessThan(size)
  const rest = await part(`bytes=${taken}-`, { 'if-range': etag })
  expect([rest.status, Buffer.compare(rest.bytes, whole.subarray(taken))]).toEqual([206, 0])
})

test('another file than the one that was begun, several parts, and what is no range: all of it, from the beginning', async () => {
  const etag = await etagOf()
  const asked: [string, Record<string, string>][] = [
    ['bytes=100-', { 'if-range': `"${'0'.repeat(64)}"` }],
    ['bytes=100-', { 'if-range': `W/${etag}` }],
    ['bytes=100-', { 'if-range': 'Mon, 12 Jan 2026 05:00:00 GMT' }],
    ['bytes=0-1,5-6', {}],
    ['bytes=20-10', {}],
    ['bytes=nothing', {}],
    ['lines=0-5', {}],
  ]
  for (const [range, headers] of asked) {
    const { status, headers: said, bytes } = await part(range, headers)
    expect([range, status, said.get('content-range'), bytes.length]).toEqual([range, 200, null, size])
  }
})

test('behind the end: refused in words, with the length', async () => {
  for (const range of [`bytes=${size}-`, 'bytes=-0']) {
    const { status, headers, problem } = await me.ask<unknown>(`GET /${path.slice(1)}`, {
      headers: { range },
    })
    expect([status, problem.code, headers.get('content-range')]).toEqual([
      416,
      'range_beyond_end',
      `bytes */${size}`,
    ])
    expect(problem.title).toBe('Файл одан бұрын аяқталады')
  }
})

test('permission is asked for each part: nobody else gets one, digest in hand or not', async () => {
  const etag = await etagOf()
  const headers = { 'if-range': etag }
  expect((await part('bytes=0-99', headers, await world.as(world.people.daniyar))).status).toBe(404)
  expect((await part('bytes=0-99', headers, await world.as(null))).status).toBe(401)
})

test('one of the old format has parts too, and of a damaged one come the parts that are whole', async () => {
  const { context } = world
  const row = await context.db
    .selectFrom('file')
    .selectAll()
    .where('id', '=', fileId)
    .executeTakeFirstOrThrow()
  const key = await openKey(context.db, context, row.key_id)
  const sealed = await context.files.get(fileId)
  // One that can't be sealed again stays in one piece.
  const put = context.files.put.bind(context.files)
  await put(fileId, seal(key, whole, fileSeal(fileId)))
  Object.assign(context.files, { put: () => Promise.reject(new Error('the disk is full')) })
  try {
    await everyPartIsRight()
  } finally {
    Object.assign(context.files, { put })
  }
  // Its first reader now seals it in pieces.
  await everyPartIsRight()

  const changed = Uint8Array.from(sealed)
  changed[changed.length - 20] = (changed[changed.length - 20] ?? 0) ^ 1
  await put(fileId, changed)
  // A part that is not damaged comes; the damaged one never looks whole.
  expect((await part('bytes=0-99')).bytes.length).toBe(100)
  const damaged = await part(`bytes=${size - 10}-`).catch(() => ({ status: 0 }))
  expect(damaged.status).not.toBe(206)
  await put(fileId, sealed)
})

import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { parseCertificate } from '../../eds/certificate.ts'
import { parseCms } from '../../eds/cms.ts'
import { parseOcsp } from '../../eds/ocsp.ts'
import { checkTimestamp } from '../../eds/timestamp.ts'
import {
  type AskedWorld,
  createAskedWorld,
  issueKey,
  sendFree,
  signatureOf,
} from '../../test/signed-world.ts'
import { readFile } from '../attachment/file-store.ts'
import type { Context } from '../context.ts'
import { sweep } from '../process/sweep.ts'
import { answersOf } from './revocation-store.ts'
import { stampSignatures } from './stamp-signatures.ts'

const hour = 3_600_000
const morning = Date.parse('2026-01-12T05:00:00Z')
let world: AskedWorld
beforeAll(async () => {
  world = await createAskedWorld('2026-01-12T05:00:00Z')
})
afterAll(() => world.close())
beforeEach(() => {
  world.services.behave('well')
  world.setNow(new Date(morning).toISOString())
})

async function sent(algorithm: 'rsa' | 'gost2015' = 'rsa'): Promise<string> {
  const key = await issueKey(world.authority, { algorithm })
  const { status, body } = await sendFree(world, await world.as(world.people.aigerim), key)
  expect(status, JSON.stringify(body)).toBe(200)
  return body.id
}
const row = (id: string) => signatureOf(world.context, id)

/** The same world, asking another address for timestamps. */
function asking(tsp: string | null): Context {
  const { context } = world
  const { authority } = context.config
  if (authority === null) throw new Error('nobody to ask')
  return { ...context, config: { ...context.config, authority: { ...authority, tsp } } }
}

test.each(['rsa', 'gost2015'] as const)(
  '%s: a token over the signature, with the chain that proves it',
  async (algorithm) => {
    const id = await sent(algorithm)
    expect(await row(id)).toMatchObject({ timestamp_token: null, timestamp_due_at: new Date(morning) })
    world.setNow(new Date(morning + 60_000).toISOString())
    await sweep(world.context)
    const stored = await row(id)
    expect(stored).toMatchObject({
      revocation: 'good',
      timestamped_at: new Date(morning + 60_000),
      timestamp_due_at: null,
    })
    const { bytes } = await readFile(world.context, stored.cms_file_id)
    const [signer] = parseCms(bytes).signers
    const chain = (stored.timestamp_chain ?? []).map((der) => parseCertificate(new Uint8Array(der)))
    expect(chain).toHaveLength(3)
    const checked = await checkTimestamp(
      new Uint8Array(stored.timestamp_token ?? []),
      signer?.signature ?? new Uint8Array(),
      { anchors: chain.slice(-1), intermediates: chain.slice(1, -1), now: world.context.now() },
    )
    expect(checked.state).toBe('ok')
  },
)

test('a service that is away blocks nothing and is asked again, less and less often', async () => {
  world.services.behave('down')
  const id = await sent()
  await sweep(world.context)
  const appeal = await world.context.db
    .selectFrom('appeal')
    .select('status')
    .where('id', '=', id)
    .executeTakeFirstOrThrow()
  expect(appeal.status).toBe('registered')
  for (let passed = hour / 6; passed <= 48 * hour; passed += hour / 6) {
    world.setNow(new Date(morning + passed).toISOString())
    await stampSignatures(world.context)
  }
  const { timestamp_tries: tries } = await row(id)
  expect(tries).toBeGreaterThan(8)
  expect(tries).toBeLessThan(25)
  world.services.behave('well')
  world.setNow(new Date(morning + 56 * hour).toISOString())
  await stampSignatures(world.context)
  expect(await row(id)).toMatchObject({
    timestamped_at: new Date(morning + 56 * hour),
    timestamp_due_at: null,
  })
})

test('without an address nobody is asked; given later, the earlier ones get theirs', async () => {
  const id = await sent()
  expect(await stampSignatures(asking(null))).toBe(0)
  expect(await row(id)).toMatchObject({ timestamp_tries: 0 })
  expect(await stampSignatures(world.context)).toBe(1)
  expect((await row(id)).timestamp_token).not.toBeNull()
})

test.each([
  ['nonsense', () => Uint8Array.of(1, 2, 3)],
  ['a refusal', () => Uint8Array.of(0x30, 5, 0x30, 3, 2, 1, 2)],
  ['the token of another question', (replayed: Uint8Array) => replayed],
])('%s is not kept', async (_, answer) => {
  const earlier = await capture()
  const server = createServer((_, response) => response.end(Buffer.from(answer(earlier))))
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening))
  const id = await sent()
  const context = asking(`http://127.0.0.1:${(server.address() as AddressInfo).port}/`)
  expect(await stampSignatures(context)).toBe(0)
  server.close()
  expect(await row(id)).toMatchObject({ timestamp_token: null, timestamp_tries: 1 })
  await stampSignatures(world.context)
})

/** What the service answered to an earlier, whole request. */
async function capture(): Promise<Uint8Array> {
  let kept = new Uint8Array()
  const server = createServer(async (request, response) => {
    const parts: Buffer[] = []
    for await (const part of request) parts.push(part as Buffer)
    const asked = await fetch(`${world.services.url}/tsp`, { method: 'POST', body: Buffer.concat(parts) })
    kept = new Uint8Array(await asked.arrayBuffer())
    response.end(Buffer.from(kept))
  })
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening))
  await sent()
  await stampSignatures(asking(`http://127.0.0.1:${(server.address() as AddressInfo).port}/`))
  server.close()
  return kept
}

test('a token whose clock is far from ours is not kept', async () => {
  const id = await sent()
  const { context } = world
  const late: Context = { ...context, now: () => morning + 60 * 60_000 }
  expect(await stampSignatures(late)).toBe(0)
  expect(await row(id)).toMatchObject({ timestamp_token: null })
})

test('the authority is asked about its timestamp service; of one that was revoked no token is kept', async () => {
  const good = await sent()
  world.setNow(new Date(morning + 60_000).toISOString())
  await sweep(world.context)
  const stored = await row(good)
  const [service] = stored.timestamp_chain ?? []
  if (service === undefined) throw new Error('no token')
  const { serial } = parseCertificate(new Uint8Array(service)).facts
  const { ocsp } = await answersOf(world.context.db, stored.id)
  expect(ocsp.map((answer) => parseOcsp(answer).statements[0]?.serial)).toContain(serial)

  world.services.register.revoke(serial, { at: morning, reason: 'superseded' })
  const id = await sent()
  world.setNow(new Date(morning + 120_000).toISOString())
  await sweep(world.context)
  expect(await row(id)).toMatchObject({ revocation: 'good', timestamp_token: null, timestamp_tries: 1 })
  world.services.register.restore(serial)
  world.setNow(new Date(morning + hour).toISOString())
  await sweep(world.context)
  expect((await row(id)).timestamp_token).not.toBeNull()
})

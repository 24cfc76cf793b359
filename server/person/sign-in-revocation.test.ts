import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import type { OpenedKeyFile } from '../../eds/pkcs12.ts'
import { type AskedWorld, createAskedWorld, issueKey, sendFree, signBytes } from '../../test/signed-world.ts'
import type { AuthorityAddresses } from '../config.ts'
import { sweep } from '../process/sweep.ts'

const hour = 3_600_000
const morning = Date.parse('2026-01-12T05:00:00Z')
let world: AskedWorld
let addresses: AuthorityAddresses
/** Each test has its own morning: lists are kept for a while. */
let now = morning

beforeAll(async () => {
  world = await createAskedWorld('2026-01-12T05:00:00Z')
  if (world.context.config.authority === null) throw new Error('nobody to ask')
  addresses = world.context.config.authority
})
afterAll(() => world.close())
beforeEach(() => {
  now += 7 * 24 * hour
  setNow(now)
  world.services.behave('well')
  configure(addresses)
})

const setNow = (at: number): void => world.setNow(new Date(at).toISOString())
const configure = (authority: AuthorityAddresses | null): void => {
  Object.assign(world.context.config, { authority })
}

const newKey = (): Promise<OpenedKeyFile> => issueKey(world.authority, { algorithm: 'gost2015' })

async function signIn(key: OpenedKeyFile) {
  const browser = await world.as(null)
  const { body } = await browser.ask<{ content: string }>('POST /api/sign-in-challenge')
  const content = new Uint8Array(Buffer.from(body.content, 'base64'))
  const cms = await signBytes(key, content, world.context.now())
  const { status, problem } = await browser.ask('POST /api/session', { body: { cms } })
  return status === 200 ? 'in' : `${status} ${problem.code}`
}

test('good: in, and remembered', async () => {
  const key = await newKey()
  expect(await signIn(key)).toBe('in')
  const rows = await world.context.db
    .selectFrom('certificate_check')
    .selectAll()
    .where('serial', '=', key.certificate.facts.serial)
    .execute()
  expect(rows).toMatchObject([{ result: 'good', checked_at: new Date(now) }])
})

test.each([
  ['revoked', 'revoked'],
  ['on hold', 'on_hold'],
  ['never issued', 'not_known_to_ca'],
] as const)('%s: refused in words, and again while nobody answers', async (state, code) => {
  const key = await newKey()
  expect(await signIn(key)).toBe('in')
  const { register } = world.services
  const { serial } = key.certificate.facts
  if (state === 'never issued') register.forget(serial)
  else
    register.revoke(serial, {
      at: now - hour,
      reason: state === 'revoked' ? 'superseded' : 'certificateHold',
    })
  setNow(now + hour)
  expect(await signIn(key)).toBe(`422 ${code}`)
  // The lists that were just fetched still tell; of a number that was never issued they know nothing.
  world.services.behave('down')
  expect(await signIn(key)).toBe(`422 ${code}`)
})

test('nobody answers: in for a day after the last good word, then not, and never the unknown', async () => {
  const key = await newKey()
  expect(await signIn(key)).toBe('in')
  world.services.behave('down')
  setNow(now + 24 * hour)
  expect(await signIn(key)).toBe('in')
  await sweep(world.context)
  setNow(now + 24 * hour + 1000)
  expect(await signIn(key)).toBe('503 authority_unreachable')
  await sweep(world.context)
  expect(await world.context.db.selectFrom('certificate_check').selectAll().execute()).toEqual([])
  expect(await signIn(await newKey())).toBe('503 authority_unreachable')
  world.services.behave('well')
  expect(await signIn(key)).toBe('in')
})

test('the good word on a letter counts too', async () => {
  const key = await newKey()
  const { status } = await sendFree(world, await world.as(world.people.aigerim), key)
  expect(status).toBe(200)
  await sweep(world.context)
  world.services.behave('busy')
  setNow(now + hour)
  expect(await signIn(key)).toBe('in')
})

test('the lists are used for a responder that is away', async () => {
  configure({ ...addresses, ocsp: 'http://127.0.0.1:9/' })
  const key = await newKey()
  expect(await signIn(key)).toBe('in')
  const revoked = await newKey()
  world.services.register.revoke(revoked.certificate.facts.serial, { at: now - hour, reason: 'superseded' })
  setNow(now + hour)
  expect(await signIn(revoked)).toBe('422 revoked')
})

test('a responder that answers nonsense is not outvoted by what is remembered', async () => {
  const key = await newKey()
  expect(await signIn(key)).toBe('in')
  const nonsense = createServer((_, response) => response.end('nonsense'))
  await new Promise<void>((listening) => nonsense.listen(0, '127.0.0.1', listening))
  configure({ ...addresses, ocsp: `http://127.0.0.1:${(nonsense.address() as AddressInfo).port}/` })
  expect(await signIn(key)).toBe('503 authority_unreachable')
  nonsense.close()
})

test('an authority that is away is nobody’s failed attempt', async () => {
  world.services.behave('down')
  const key = await newKey()
  for (let tries = 0; tries < 12; tries += 1) expect(await signIn(key)).toBe('503 authority_unreachable')
  world.services.behave('well')
  expect(await signIn(key)).toBe('in')
})

test('without an authority nobody is asked', async () => {
  configure(null)
  expect(await signIn(await newKey())).toBe('in')
})

test('only configured addresses are asked, never those inside certificates', async () => {
  const asked: string[] = []
  const trap = createServer((request, response) => {
    asked.push(request.url ?? '')
    response.end()
  })
  await new Promise<void>((listening) => trap.listen(0, '127.0.0.1', listening))
  const address = `http://127.0.0.1:${(trap.address() as AddressInfo).port}/trap`
  const key = await issueKey(world.authority, { algorithm: 'gost2015', address })
  expect(Buffer.from(key.certificate.der).includes(address)).toBe(true)
  expect(await signIn(key)).toBe('in')
  const { status } = await sendFree(world, await world.as(world.people.aigerim), key)
  expect(status).toBe(200)
  await sweep(world.context)
  world.services.behave('down')
  setNow(now + 25 * hour)
  expect(await signIn(key)).toBe('503 authority_unreachable')
  trap.close()
  expect(asked).toEqual([])
})

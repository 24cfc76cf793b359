import { afterAll, beforeAll, expect, test } from 'vitest'
import type { OpenedKeyFile } from '../../eds/pkcs12.ts'
import {
  type AskedWorld,
  createAskedWorld,
  issueKey,
  sendFree,
  signatureOf,
  signBytes,
} from '../../test/signed-world.ts'
import type { Appeal } from '../../wire/appeal.ts'
import { sweep } from '../process/sweep.ts'
import { checkRevocations } from './check-revocation.ts'
import { recheckVerdicts } from './recheck.ts'

const hour = 3_600_000
/** Monday, 10:00 in Astana: the services go away for 48 hours. */
const start = Date.parse('2026-01-12T05:00:00Z')
let world: AskedWorld
beforeAll(async () => {
  world = await createAskedWorld('2026-01-12T05:00:00Z')
})
afterAll(() => world.close())

const at = (afterMs: number): void => world.setNow(new Date(start + afterMs).toISOString())

async function sent(key: OpenedKeyFile): Promise<string> {
  const { status, body } = await sendFree(world, await world.as(world.people.aigerim), key)
  expect(status, JSON.stringify(body)).toBe(200)
  return body.id
}
async function shown(id: string): Promise<Appeal> {
  return (await (await world.as(world.people.aigerim)).ask<Appeal>(`GET /api/appeals/${id}`)).body
}
async function signIn(key: OpenedKeyFile): Promise<string> {
  const browser = await world.as(null)
  const { body } = await browser.ask<{ content: string }>('POST /api/sign-in-challenge')
  const cms = await signBytes(key, new Uint8Array(Buffer.from(body.content, 'base64')), world.context.now())
  const { status, problem } = await browser.ask('POST /api/session', { body: { cms } })
  return status === 200 ? 'in' : problem.code
}
const events = async (id: string) =>
  (
    await world.context.db
      .selectFrom('event')
      .select('type')
      .where('appeal_id', '=', id)
      .orderBy('seq')
      .execute()
  ).map(({ type }) => type)
const row = (id: string) => signatureOf(world.context, id)

test('OCSP, lists and timestamps away for 48 hours: nothing waits, nothing is lost, nothing happens twice', async () => {
  const key = await issueKey(world.authority, { algorithm: 'gost2015' })
  const stolen = await issueKey(world.authority, { algorithm: 'gost2015' })
  const stranger = await issueKey(world.authority, { algorithm: 'gost2015' })
  expect([await signIn(key), await signIn(stolen)]).toEqual(['in', 'in'])
  world.services.behave('down')

  // Monday 11:00, Monday 19:30 after closing, Tuesday 11:00: on each the office does what comes due.
  const ids: string[] = []
  const moments = [
    { after: hour, key, registered: '2026-01-12' },
    { after: 9.5 * hour, key, registered: '2026-01-13' },
    { after: 25 * hour, key: stolen, registered: '2026-01-13' },
  ]
  let passed = 0
  const wait = async (until: number) => {
    for (; passed < until; passed += hour / 2) {
      at(passed)
      await sweep(world.context)
    }
    at(until)
  }
  for (const moment of moments) {
    await wait(moment.after)
    expect(await signIn(key)).toBe(moment.after < 24 * hour ? 'in' : 'authority_unreachable')
    ids.push(await sent(moment.key))
    await sweep(world.context)
  }
  expect(await signIn(stranger)).toBe('authority_unreachable')
  await wait(48 * hour)

  for (const [index, id] of ids.entries()) {
    expect(await shown(id)).toMatchObject({
      status: 'registered',
      registrationDate: moments[index]?.registered,
      signature: { revocation: 'unknown', timestampedAt: null },
      returned: null,
    })
    expect(await events(id)).toEqual(['sent', 'registered', 'routed'])
  }
  const numbers = await world.context.db
    .selectFrom('registration')
    .select('number')
    .orderBy('number')
    .execute()
  expect(numbers.map(({ number }) => number)).toEqual([1, 2, 3])

  // Revoked on Tuesday at 10:00, an hour before it was used; nobody could know.
  const revokedAt = start + 24 * hour
  world.services.register.revoke(stolen.certificate.facts.serial, { at: revokedAt, reason: 'keyCompromise' })
  world.services.behave('well')
  at(54.5 * hour)
  await Promise.all([1, 2, 3].map(() => checkRevocations(world.context)))
  await sweep(world.context)
  await sweep(world.context)

  const [first = '', second = '', returned = ''] = ids
  for (const id of [first, second]) {
    expect(await shown(id)).toMatchObject({
      status: 'registered',
      signature: { revocation: 'good', timestampedAt: new Date(start + 54.5 * hour).toISOString() },
    })
    expect(await events(id)).toEqual(['sent', 'registered', 'routed'])
  }
  expect(await shown(returned)).toMatchObject({
    status: 'returned',
    returned: { reason: 'revoked', revokedAt: new Date(revokedAt).toISOString() },
  })
  expect(await events(returned)).toEqual(['sent', 'registered', 'routed', 'returned'])
  const client = await world.as(world.people.aigerim)
  const { body } = await client.ask<{ rows: { kind: string; appealId: string }[] }>('GET /api/notices')
  const told = body.rows.filter(({ kind }) => kind === 'returned')
  expect(told).toMatchObject([
    { appealId: returned, returned: { reason: 'revoked', revokedAt: new Date(revokedAt).toISOString() } },
  ])
  expect([await signIn(key), await signIn(stolen)]).toEqual(['in', 'revoked'])
  expect((await recheckVerdicts(world.context)).differences).toEqual([])
})

test('signatures taken in before there was an authority to ask are asked about once there is one', async () => {
  const { authority } = world.context.config
  world.services.behave('well')
  at(78 * hour)
  Object.assign(world.context.config, { authority: null })
  const key = await issueKey(world.authority)
  const stolen = await issueKey(world.authority)
  const ids = [await sent(key), await sent(stolen)]
  await sweep(world.context)
  for (const id of ids) {
    expect(await row(id)).toMatchObject({
      result: 'valid',
      code: 'revocation_not_checked',
      revocation: 'not_checked',
    })
  }
  expect((await recheckVerdicts(world.context)).differences).toEqual([])
  const revoked = { at: start + 70 * hour, reason: 'keyCompromise' } as const
  world.services.register.revoke(stolen.certificate.facts.serial, revoked)
  Object.assign(world.context.config, { authority })
  at(80 * hour)
  await sweep(world.context)
  const [good = '', bad = ''] = ids
  expect(await row(good)).toMatchObject({ result: 'valid', code: 'ok', revocation: 'good', recheck_at: null })
  expect((await row(good)).timestamp_token).not.toBeNull()
  expect((await shown(bad)).status).toBe('returned')
})

import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import type { OpenedKeyFile } from '../../eds/pkcs12.ts'
import { propose, writeReply } from '../../test/reply.ts'
import {
  type AskedWorld,
  createAskedWorld,
  issueKey,
  sendFree,
  signatureOf,
} from '../../test/signed-world.ts'
import type { TestBrowser } from '../../test/test-browser.ts'
import type { Appeal } from '../../wire/appeal.ts'
import type { Context } from '../context.ts'
import { sweep } from '../process/sweep.ts'
import { checkRevocations } from './check-revocation.ts'
import { recheckVerdicts } from './recheck.ts'
import { answersOf } from './revocation-store.ts'

const hour = 3_600_000
let world: AskedWorld
let client: TestBrowser
let executor: TestBrowser
/** 10:00 in Astana of a working day; each test has its own, since lists are kept for a while. */
let morning = 0

beforeAll(async () => {
  world = await createAskedWorld('2026-01-12T05:00:00Z')
})
afterAll(() => world.close())
const days = ['12', '13', '14', '15', '16', '19', '20', '21', '22', '23', '26', '27', '28', '29', '30'][
  Symbol.iterator
]()
beforeEach(async () => {
  morning = Date.parse(`2026-01-${days.next().value}T05:00:00Z`)
  world.services.behave('well')
  await begin()
})
async function begin(): Promise<void> {
  world.setNow(new Date(morning).toISOString())
  client = await world.as(world.people.aigerim)
  executor = await world.as(world.people.executor)
}

async function sent(key: OpenedKeyFile): Promise<string> {
  const { status, body } = await sendFree(world, client, key)
  expect(status, JSON.stringify(body)).toBe(200)
  await sweepAt(0)
  return body.id
}
async function sweepAt(afterMs: number): Promise<void> {
  world.setNow(new Date(morning + afterMs).toISOString())
  await sweep(world.context)
}
async function askAt(afterMs: number): Promise<void> {
  world.setNow(new Date(morning + afterMs).toISOString())
  await checkRevocations(world.context)
}
async function shown(id: string): Promise<Appeal> {
  const browser = await world.as(world.people.aigerim)
  return (await browser.ask<Appeal>(`GET /api/appeals/${id}`)).body
}
const row = (id: string) => signatureOf(world.context, id)
const answers = async (id: string) => {
  const { id: signatureId } = await row(id)
  const { ocsp, crls } = await answersOf(world.context.db, signatureId)
  return ocsp.length + crls.length
}

describe.each(['rsa', 'gost2015'] as const)('%s', (algorithm) => {
  test('good: decided at once, with the answers it rests on', async () => {
    const id = await sent(await issueKey(world.authority, { algorithm }))
    expect(await row(id)).toMatchObject({ result: 'valid', code: 'ok', revocation: 'good', recheck_at: null })
    // The responder's answers on the key and on the timestamp service, the root's list for the issuing authority.
    expect(await answers(id)).toBe(3)
  })

  test('revoked before it was used: registered, then returned, and the client is told', async () => {
    const key = await issueKey(world.authority, { algorithm })
    const { serial } = key.certificate.facts
    world.services.register.revoke(serial, { at: morning - hour, reason: 'keyCompromise' })
    const id = await sent(key)
    expect(await shown(id)).toMatchObject({
      status: 'returned',
      signature: { result: 'invalid', code: 'revoked' },
    })
    expect((await shown(id)).registrationNumber).not.toBeNull()
    const notice = await world.context.db
      .selectFrom('notice')
      .selectAll()
      .where('appeal_id', '=', id)
      .orderBy('event_seq', 'desc')
      .limit(1)
      .executeTakeFirstOrThrow()
    expect(notice.kind).toBe('returned')
  })

  test('revoked afterwards for a harmless reason: it was good when it was used', async () => {
    const key = await issueKey(world.authority, { algorithm })
    const { serial } = key.certificate.facts
    world.services.register.revoke(serial, { at: morning + hour, reason: 'superseded' })
    const id = await sent(key)
    expect(await row(id)).toMatchObject({
      revocation: 'good',
      revoked_at: new Date(morning + hour),
    })
  })
})

test('away for 48 hours: registered once, blocked for execution, decided afterwards', async () => {
  world.services.behave('down')
  const key = await issueKey(world.authority)
  const id = await sent(key)
  expect(await shown(id)).toMatchObject({
    status: 'registered',
    registrationDate: new Date(morning).toISOString().slice(0, 10),
  })
  expect(await row(id)).toMatchObject({
    result: 'unknown',
    revocation: 'unknown',
    code: 'revocation_unavailable',
  })
  await executor.ask(`POST /api/office/appeals/${id}/take-into-work`)
  const refused = await propose(executor, await writeReply(executor, id, 'answer'))
  expect(refused).toMatchObject({ status: 409, problem: { code: 'signature_not_confirmed' } })

  for (let passed = hour; passed <= 48 * hour; passed += hour) await askAt(passed)
  const before = await row(id)
  expect(before.checks).toBeGreaterThan(5)
  // The waits grow, so an outage of two days does not end in a storm of questions.
  expect(before.checks).toBeLessThan(25)
  world.services.behave('well')
  await sweepAt(56 * hour)
  expect(await row(id)).toMatchObject({ result: 'valid', revocation: 'good', recheck_at: null })
  const numbers = await world.context.db
    .selectFrom('registration')
    .select('number')
    .where('appeal_id', '=', id)
    .execute()
  expect(numbers).toHaveLength(1)
})

test('the lists are used when the responder is away', async () => {
  const { lists } = world.context.config.authority ?? { lists: [] }
  world.services.behave('down')
  const id = await sent(await issueKey(world.authority))
  expect(await row(id)).toMatchObject({ revocation: 'unknown' })
  world.services.behave('well')
  world.setNow(new Date(morning + hour).toISOString())
  await checkRevocations(asking('http://127.0.0.1:9/', lists))
  expect(await row(id)).toMatchObject({ revocation: 'good' })
})

describe('a list from before the receipt', () => {
  const lists = async () => {
    const { lists: all } = world.context.config.authority ?? { lists: [] }
    const whole = all.filter((address) => !address.includes('_d_'))
    // A day's list is issued when it is first asked for: here in the morning, whatever was asked for before.
    for (const at of [morning - 48 * hour, morning]) {
      world.setNow(new Date(at).toISOString())
      for (const list of whole) await (await fetch(list)).arrayBuffer()
    }
    return whole
  }
  const askAfter = async (hours: number, addresses: readonly string[]) => {
    world.setNow(new Date(morning + hours * hour).toISOString())
    await checkRevocations(asking('http://127.0.0.1:9/', addresses))
  }

  async function sentAfterTheList() {
    const whole = await lists()
    const key = await issueKey(world.authority)
    world.services.behave('down')
    world.setNow(new Date(morning + hour / 6).toISOString())
    const id = await sent(key)
    world.services.behave('well')
    await askAfter(3.5, whole)
    return { whole, key, id }
  }

  test('is good for now, and for good once a newer one says so', async () => {
    const { whole, id } = await sentAfterTheList()
    const forNow = { result: 'valid', revocation: 'good', code: 'ok' }
    expect(await row(id)).toMatchObject({ ...forNow, recheck_at: expect.any(Date) })
    expect((await recheckVerdicts(world.context)).differences).toEqual([])
    world.services.behave('down')
    await askAfter(9, whole)
    expect(await row(id), 'nobody could say more').toMatchObject({ ...forNow, recheck_at: expect.any(Date) })
    world.services.behave('well')
    await askAfter(26.5, whole)
    expect(await row(id)).toMatchObject({ ...forNow, recheck_at: null })
    expect((await recheckVerdicts(world.context)).differences).toEqual([])
  })

  test('does not hide a revocation that the next one tells', async () => {
    const { whole, key, id } = await sentAfterTheList()
    const stolen = { at: morning + hour / 12, reason: 'keyCompromise' } as const
    world.services.register.revoke(key.certificate.facts.serial, stolen)
    await askAfter(26.5, whole)
    expect(await shown(id)).toMatchObject({ status: 'returned', returned: { reason: 'revoked' } })
    expect(await row(id)).toMatchObject({ result: 'invalid', recheck_at: null })
    expect((await recheckVerdicts(world.context)).differences).toEqual([])
  })
})

test('a key that only the delta names is revoked, and a hold that the delta lifts is lifted', async () => {
  const { lists } = world.context.config.authority ?? { lists: [] }
  const { register } = world.services
  const [stolen, held] = [await issueKey(world.authority), await issueKey(world.authority)]
  world.services.behave('down')
  const ids = [await sent(stolen), await sent(held)]
  world.services.behave('well')
  register.revoke(held.certificate.facts.serial, { at: morning - hour, reason: 'certificateHold' })
  world.setNow(new Date(morning + hour).toISOString())
  // The day's whole lists are issued, and what comes after is in the deltas only.
  for (const list of lists) await (await fetch(list)).arrayBuffer()
  register.restore(held.certificate.facts.serial)
  register.revoke(stolen.certificate.facts.serial, { at: morning - hour, reason: 'keyCompromise' })
  world.setNow(new Date(morning + 2 * hour).toISOString())
  await checkRevocations(asking('http://127.0.0.1:9/', lists))
  expect(await Promise.all(ids.map(row))).toMatchObject([
    { revocation: 'revoked', code: 'revoked' },
    { revocation: 'good', code: 'ok' },
  ])
  expect((await recheckVerdicts(world.context)).differences).toEqual([])
})

test('a responder that answers nonsense is not outvoted by a good list', async () => {
  const { lists } = world.context.config.authority ?? { lists: [] }
  world.services.behave('down')
  const id = await sent(await issueKey(world.authority))
  world.services.behave('well')
  const nonsense = createServer((_, response) => response.end('nonsense'))
  await new Promise<void>((listening) => nonsense.listen(0, '127.0.0.1', listening))
  const { port } = nonsense.address() as AddressInfo
  world.setNow(new Date(morning + hour).toISOString())
  await checkRevocations(asking(`http://127.0.0.1:${port}/`, lists))
  nonsense.close()
  expect(await row(id)).toMatchObject({ revocation: 'unknown', checks: 2 })
})

function asking(ocsp: string, lists: readonly string[]): Context {
  const { context } = world
  return { ...context, config: { ...context.config, authority: { ocsp, lists, tsp: null } } }
}

test('an answer that is dated ahead of our clock decides nothing, and the authority is asked again', async () => {
  world.services.behave('down')
  const id = await sent(await issueKey(world.authority))
  world.services.behave('well')
  world.setNow(new Date(morning + 24 * hour).toISOString())
  await checkRevocations({ ...world.context, now: () => morning + 7 * hour })
  expect(await row(id)).toMatchObject({ result: 'unknown', code: 'revocation_unavailable' })
  expect(await answers(id)).toBe(0)
  await askAt(48 * hour)
  expect(await row(id)).toMatchObject({ result: 'valid', revocation: 'good', recheck_at: null })
})

test('a hold is waited for, and after ten days it is final', async () => {
  const key = await issueKey(world.authority)
  const { serial } = key.certificate.facts
  world.services.register.revoke(serial, { at: morning - hour, reason: 'certificateHold' })
  const held = await sent(key)
  expect(await shown(held)).toMatchObject({ status: 'registered' })
  world.services.register.restore(serial)
  await sweepAt(7 * hour)
  expect(await row(held)).toMatchObject({ revocation: 'good' })

  await begin()
  const forgotten = await issueKey(world.authority)
  world.services.register.forget(forgotten.certificate.facts.serial)
  const id = await sent(forgotten)
  for (let days = 1; days <= 10; days += 1) await askAt(days * 24 * hour)
  await sweepAt(11 * 24 * hour)
  expect(await shown(id)).toMatchObject({ status: 'returned', signature: { code: 'not_known_to_ca' } })
})

test('two processes at once decide once', async () => {
  world.services.behave('down')
  const key = await issueKey(world.authority)
  const { serial } = key.certificate.facts
  const id = await sent(key)
  world.services.register.revoke(serial, { at: morning - hour, reason: 'keyCompromise' })
  world.services.behave('well')
  world.setNow(new Date(morning + hour).toISOString())
  await Promise.all([1, 2, 3].map(() => checkRevocations(world.context)))
  const events = await world.context.db
    .selectFrom('event')
    .select('type')
    .where('appeal_id', '=', id)
    .where('type', '=', 'returned')
    .execute()
  expect(events).toHaveLength(1)
})

import { Secret, TOTP } from 'otpauth'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import type { TestStaff } from '../../test/people.ts'
import { Signer } from '../../test/signer.ts'
import { TestBrowser } from '../../test/test-browser.ts'
import { createWorld, type World } from '../../test/world.ts'
import { DeviceCookie } from '../http/device-cookie.ts'

const cookie = 'otinish_device'
const minute = 60_000
let world: World
let signer: Signer
let now = Date.parse('2026-01-12T05:30:00Z')
const later = (ms: number): void => {
  now += ms
  world.setNow(new Date(now).toISOString())
}
beforeAll(async () => {
  signer = await Signer.create(new Date(now).toISOString())
  world = await createWorld({
    now: new Date(now).toISOString(),
    trust: signer.trust,
    trustProxy: { proxies: 1 },
  })
})
afterAll(() => world.close())
beforeEach(() => later(20 * minute))

/** A browser at an address, with nothing but what it was given. */
const at = (address: string, cookies: Readonly<Record<string, string>> = {}): TestBrowser =>
  new TestBrowser(world.origin, cookies, { 'x-forwarded-for': address })

async function tried(browser: TestBrowser, staff: TestStaff, change: object = {}): Promise<string> {
  const { login, password, totpSecret } = staff
  const code = new TOTP({ secret: Secret.fromBase32(totpSecret) }).generate({ timestamp: now })
  const body = { login, password, code, ...change }
  const { status, problem } = await browser.ask('POST /api/staff-session', { body })
  return status === 200 ? 'in' : problem.code
}
const wrong = { password: 'бөтен құпиясөз' }

/** The device that this member of staff signed in by, as it lies in the drawer. */
async function knownDevice(staff: TestStaff, address = '10.9.9.9'): Promise<TestBrowser> {
  const browser = at(address)
  expect(await tried(browser, staff)).toBe('in')
  await browser.ask('DELETE /api/session')
  later(minute)
  return browser
}

/** Tries until nothing more is let through, waiting as told; answers what each try that was one came to. */
async function useUp(browser: TestBrowser, staff: TestStaff, change: object = wrong): Promise<string[]> {
  const came: string[] = []
  for (;;) {
    const one = await tried(browser, staff, change)
    if (one === 'wait_to_sign_in') later(5000)
    else came.push(one)
    if (one === 'too_many_attempts' || one === 'in') return came
  }
}
const tenThenLocked = [...Array(10).fill('sign_in_failed'), 'too_many_attempts']

test('ten tries by a stranger lock the stranger out, not the one whose name they took', async () => {
  const { executor } = world.people
  const device = await knownDevice(executor)
  expect(await useUp(at('203.0.113.7'), executor)).toEqual(tenThenLocked)
  expect(await tried(device, executor)).toBe('in')
  later(minute)
  // Not even where they never signed in before.
  expect(await tried(at('10.9.9.10'), executor)).toBe('in')
  expect(await tried(at('203.0.113.7'), executor)).toBe('too_many_attempts')
})

test('when all addresses together have tried a hundred times, only known devices pass', async () => {
  const { head } = world.people
  const device = await knownDevice(head)
  const began = now
  for (let n = 0; n < 40; n += 1) {
    for (let m = 0; m < 3; m += 1) await tried(at(`2001:db8:${n}::1`), head, wrong)
  }
  expect(await tried(at('10.9.9.10'), head)).toBe('too_many_attempts')
  expect(await tried(device, head)).toBe('in')
  later(began + 15 * minute - now)
  expect(await tried(at('10.9.9.10'), head)).toBe('in')
})

test('a device uses up its own tries, and nobody else’s', async () => {
  const { registrar } = world.people
  const device = await knownDevice(registrar)
  expect(await useUp(device, registrar)).toEqual(tenThenLocked)
  expect(await tried(device, registrar)).toBe('too_many_attempts')
  const other = at('10.9.9.9')
  expect(await tried(other, registrar)).toBe('in')
  later(15 * minute)
  expect(await tried(device, registrar)).toBe('in')
})

test('a device known to one account is a stranger to another, and so is what somebody makes up', async () => {
  const { auditor, callCentre } = world.people
  const device = await knownDevice(auditor)
  const own = device.cookies.get(cookie) ?? ''
  const forged = new DeviceCookie(new Uint8Array(32)).renew(
    undefined,
    { kind: 'staff', holderId: callCentre.id },
    now,
  )
  expect(await useUp(at('203.0.113.8', { [cookie]: own }), callCentre)).toEqual(tenThenLocked)
  expect(await tried(at('203.0.113.8', { [cookie]: forged }), callCentre)).toBe('too_many_attempts')
  // Two who share a browser are both known in it.
  expect(await tried(at('203.0.113.9', { [cookie]: own }), callCentre)).toBe('in')
  later(minute)
  expect(await tried(device, callCentre)).toBe('in')
  later(minute)
  await useUp(at('10.9.9.9'), auditor)
  await useUp(at('10.9.9.9'), callCentre)
  expect([await tried(device, auditor), await tried(device, callCentre)]).toEqual(['in', 'in'])
})

test('the cookie is HttpOnly and for this site alone, dated, new at every sign-in, and outlives it', async () => {
  const { administrator } = world.people
  const browser = at('10.9.9.9')
  const { login, password, totpSecret } = administrator
  const body = () => ({
    login,
    password,
    code: new TOTP({ secret: Secret.fromBase32(totpSecret) }).generate({ timestamp: now }),
  })
  const { headers } = await browser.ask('POST /api/staff-session', { body: body() })
  const set = headers.getSetCookie().find((one) => one.startsWith(cookie)) ?? ''
  expect(set).toMatch(/; Max-Age=15552000; Path=\/; HttpOnly; SameSite=Strict$/)
  const first = browser.cookies.get(cookie)
  await browser.ask('DELETE /api/session')
  expect(browser.cookies.get(cookie)).toBe(first)
  expect(browser.cookies.has('otinish_session')).toBe(false)
  // It lets nobody in.
  expect((await browser.ask('GET /api/office/queue')).status).toBe(401)
  later(minute)
  await browser.ask('POST /api/staff-session', { body: body() })
  expect(browser.cookies.get(cookie)).not.toBe(first)
  const rows = await world.context.db.selectFrom('try_count').selectAll().execute()
  expect(JSON.stringify(rows)).not.toContain(first)
})

test('a thousand empty posts from one address lock nobody behind it out, and are told to stop', async () => {
  const { executor, otherExecutor, aigerim } = world.people
  const office = '198.51.100.1'
  const device = await knownDevice(executor, office)
  const flood = at(office)
  const doors = ['session', 'staff-session', 'staff-key-session', 'egov-mobile-session'] as const
  const bodies = [{}, { cms: '' }, { login: 7 }, [], 'x', { cms: 'MAMCAQE=' }]
  const codes = new Map<string, number>()
  for (let n = 0; n < 40; n += 1) {
    const answers = await Promise.all(
      Array.from({ length: 25 }, (_, m) =>
        flood.ask(`POST /api/${doors[m % 4] ?? 'session'}`, { body: bodies[(n + m) % bodies.length] }),
      ),
    )
    for (const { problem } of answers) codes.set(problem.code, 1 + (codes.get(problem.code) ?? 0))
  }
  expect([...codes.keys()].sort()).toEqual(['challenge_gone', 'request_invalid', 'too_many_requests'])
  expect(codes.get('too_many_requests')).toBe(700)
  expect(await tried(device, executor)).toBe('in')
  expect(await tried(at(office), otherExecutor)).toBe('in')
  const client = at(office)
  const { body } = await client.ask<{ content: string }>('POST /api/sign-in-challenge')
  const cms = await signer.cms(aigerim.iin, new Uint8Array(Buffer.from(body.content, 'base64')))
  expect((await client.ask('POST /api/session', { body: { cms } })).status).toBe(200)
})

test('an address that failed a hundred times is shut out of both kinds of door; devices known there are not', async () => {
  const { executor, aigerim, head } = world.people
  const office = '198.51.100.2'
  const device = await knownDevice(executor, office)
  const sign = async (browser: TestBrowser, text?: Uint8Array): Promise<number> => {
    const { body } = await browser.ask<{ content: string }>('POST /api/sign-in-challenge')
    const content = text ?? new Uint8Array(Buffer.from(body.content, 'base64'))
    const cms = await signer.cms(aigerim.iin, content)
    return (await browser.ask('POST /api/session', { body: { cms } })).status
  }
  const client = at(office)
  expect(await sign(client)).toBe(200)
  await client.ask('DELETE /api/session')
  const names = Array.from({ length: 34 }, (_, n) => `nobody-${n}`)
  for (const login of names) {
    for (let n = 0; n < 3; n += 1) await tried(at(office), executor, { login })
  }
  expect(await tried(at(office), head)).toBe('too_many_attempts')
  expect(await sign(at(office))).toBe(429)
  expect(await tried(device, executor)).toBe('in')
  expect(await sign(client)).toBe(200)
  // It leaves no rows of the names that it goes through afterwards.
  const rows = () => world.context.db.selectFrom('try_count').select('subject').execute()
  const before = (await rows()).length
  for (const login of ['new-1', 'new-2']) await tried(at(office), executor, { login })
  expect(await rows()).toHaveLength(before)
})

test('a flood of requests stops those behind its address who never signed in there, and no known device', async () => {
  const { administrator } = world.people
  const office = '198.51.100.3'
  const device = await knownDevice(administrator, office)
  const flood = at(office)
  const statuses: number[] = []
  for (let n = 0; n < 100 && !statuses.includes(429); n += 1) {
    const answers = await Promise.all(Array.from({ length: 50 }, () => flood.ask('GET /health/live')))
    statuses.push(...answers.map(({ status }) => status))
  }
  expect((await at(office).ask('GET /health/live')).status).toBe(429)
  expect((await device.ask('GET /health/live')).status).toBe(200)
  expect(await tried(device, administrator)).toBe('in')
})

test('who has the password and tries codes uses them up without being told, and the owner’s device is not theirs', async () => {
  const { catalogueKeeper } = world.people
  const device = await knownDevice(catalogueKeeper)
  for (const address of ['203.0.113.20', '203.0.113.21', '203.0.113.22', '203.0.113.23']) {
    for (let n = 0; n < 3; n += 1) {
      expect(await tried(at(address), catalogueKeeper, { code: '000000' })).toBe('sign_in_failed')
    }
  }
  // The right code is not looked at any more, and sounds like a wrong password.
  expect(await tried(at('203.0.113.24'), catalogueKeeper)).toBe('sign_in_failed')
  expect(await tried(device, catalogueKeeper)).toBe('in')
})

test('a name that nobody has is refused in the same steps and words as one that somebody has', async () => {
  const { otherExecutor } = world.people
  const steps = async (address: string, login: string): Promise<string[]> => {
    const heard: string[] = []
    for (let n = 0; n < 14; n += 1) {
      const body = { login, password: 'бөтен құпиясөз', code: '123456' }
      const { status, problem } = await at(address).ask('POST /api/staff-session', { body })
      heard.push(`${status} ${JSON.stringify(problem)}`)
      if (n % 2 === 1) later(30_000)
    }
    later(-7 * 30_000)
    return heard
  }
  const known = await steps('203.0.113.30', otherExecutor.login)
  expect(await steps('203.0.113.31', 'nobody-at-all')).toEqual(known)
  expect(new Set(known.map((one) => one.slice(0, 3)))).toEqual(new Set(['422', '429']))
})

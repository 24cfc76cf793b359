import { hash } from '@node-rs/argon2'
import { Secret, TOTP } from 'otpauth'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createWorld, type World } from '../../test/world.ts'

let now = Date.parse('2026-01-12T05:30:00Z')
let world: World
beforeAll(async () => {
  world = await createWorld({ now: new Date(now).toISOString() })
})
afterAll(() => world.close())

async function signIn(password: string): Promise<number> {
  now += 60_000
  world.setNow(new Date(now).toISOString())
  const { login, totpSecret } = world.people.executor
  const code = new TOTP({ secret: Secret.fromBase32(totpSecret) }).generate({ timestamp: now })
  const browser = await world.as(null)
  return (await browser.ask('POST /api/staff-session', { body: { login, password, code } })).status
}

test('staff change their own password: the present one is asked, other sessions end, the log tells it', async () => {
  const { executor } = world.people
  const [here, there] = [await world.as(executor), await world.as(executor)]
  const change = (current: string, password: string, language = 'kk') =>
    here.ask('POST /api/office/account/password', {
      body: { current, password },
      headers: { 'accept-language': language },
    })
  const next = 'қар жауған таңғы дала'
  world.logged.length = 0
  const wrong = await change('бұл ол емес', next)
  expect([wrong.status, wrong.problem.fields?.map(({ field, code }) => [field, code])]).toEqual([
    422,
    [['current', 'password_wrong']],
  ])
  for (const [password, code] of [
    ['password12', 'password_common'],
    ['Йцукен123456', 'password_common'],
    [`${executor.login}-2026-`, 'password_own'],
    ['қысқа', 'password_length'],
  ] as const) {
    const { status, problem } = await change(executor.password, password)
    const told = problem.fields?.map((one) => [one.field, one.code])
    expect([status, told], password).toEqual([422, [['password', code]]])
    expect(problem.fields?.[0]?.detail.length).toBeGreaterThan(20)
  }
  expect((await there.ask('GET /api/session')).body.person).not.toBeNull()

  expect((await change(executor.password, next)).status).toBe(200)
  expect((await there.ask('GET /api/account/sessions')).problem.code).toBe('session_expired')
  expect((await here.ask('GET /api/account/sessions')).status).toBe(200)
  expect(world.logged.filter(({ message }) => message === 'security')).toMatchObject([
    { act: 'passwordRefused', outcome: 'refused', by: executor.id },
    { act: 'passwordChanged', by: executor.id, sessions: 1 },
  ])
  expect(JSON.stringify(world.logged)).not.toMatch(/қар жауған|бұл ол емес/)
  expect([await signIn(executor.password), await signIn(next)]).toEqual([422, 200])
})

test('a session that was stolen finds no password by trying', async () => {
  const here = await world.as(world.people.head)
  const statuses: number[] = []
  for (let at = 0; at < 11; at += 1) {
    const body = { current: `бұл ол емес ${at}`, password: 'қар жауған таңғы дала' }
    statuses.push((await here.ask('POST /api/office/account/password', { body })).status)
  }
  expect(statuses).toEqual([...Array(10).fill(422), 429])
  // Its owner has tries of their own.
  const own = await world.as(world.people.head)
  const body = { current: world.people.head.password, password: 'қар жауған таңғы дала' }
  expect((await own.ask('POST /api/office/account/password', { body })).status).toBe(200)
})

test('who knows the present password may choose badly as often as they like', async () => {
  const { auditor } = world.people
  const here = await world.as(auditor)
  const change = async (password: string) => {
    const body = { current: auditor.password, password }
    return (await here.ask('POST /api/office/account/password', { body })).status
  }
  const chosen: number[] = []
  for (let at = 0; at < 11; at += 1) chosen.push(await change('password12'))
  expect([...chosen, await change('қар жауған таңғы дала')]).toEqual([...Array(11).fill(422), 200])
})

test('a password that is in use goes on working, whatever it is', async () => {
  const { db } = world.context
  const weak = await hash('password12')
  await db
    .updateTable('staff')
    .set({ password_hash: weak })
    .where('id', '=', world.people.executor.id)
    .execute()
  expect(await signIn('password12')).toBe(200)
})

import { Secret, TOTP } from 'otpauth'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { TestBrowser } from '../../test/test-browser.ts'
import { waitsForLock } from '../../test/waits-for-lock.ts'
import { createWorld, type World } from '../../test/world.ts'
import { routes } from '../../wire/routes.ts'
import { changeAccess } from './staff-store.ts'

let now = Date.parse('2026-01-12T05:30:00Z')
let world: World
let admin: TestBrowser
beforeAll(async () => {
  world = await createWorld({ now: new Date(now).toISOString() })
  admin = await world.as(world.people.administrator)
})
afterAll(() => world.close())

interface Added {
  readonly id: string
  readonly password: string
  readonly passwordUntil: string
  readonly secret: string
}
let at = 0

async function add(): Promise<Added & { login: string }> {
  at += 1
  const login = `zhana${at}`
  const names = { family: 'Жаңаева', given: 'Жаңа', patronymic: '', extension: '' }
  const body = { login, ...names, roles: ['auditor'], unitIds: [], language: 'kk' }
  const added = await admin.ask<Added>('POST /api/office/people', { body })
  expect(added.status, JSON.stringify(added.body)).toBe(200)
  return { login, ...added.body }
}

async function signIn(login: string, password: string, secret: string) {
  now += 60_000
  world.setNow(new Date(now).toISOString())
  const code = new TOTP({ secret: Secret.fromBase32(secret) }).generate({ timestamp: now })
  const browser = await world.as(null)
  const answer = await browser.ask('POST /api/staff-session', { body: { login, password, code } })
  return { browser, answer }
}
const change = (browser: TestBrowser, current: string, password: string) =>
  browser.ask('POST /api/office/account/password', { body: { current, password } })

test('nobody chooses another’s password: it is made, shown once, good for a week, and kept as a hash alone', async () => {
  const first = await add()
  expect(first.password).toMatch(/^[a-z2-9]{4}(-[a-z2-9]{4}){3}$/)
  expect(first.passwordUntil).toBe(new Date(now + 7 * 86_400_000).toISOString())
  const second = await admin.ask<Added>(`POST /api/office/people/${first.id}/password`, {
    body: { password: 'әкімші таңдаған сөз' },
  })
  expect(second.status, JSON.stringify(second.body)).toBe(200)
  expect(second.body.password).not.toBe(first.password)
  const { answer } = await signIn(first.login, 'әкімші таңдаған сөз', first.secret)
  expect(answer.problem.code).toBe('sign_in_failed')
  const rows = JSON.stringify(await world.context.db.selectFrom('staff').selectAll().execute())
  for (const { password } of [first, second.body]) {
    expect(JSON.stringify(world.logged)).not.toContain(password)
    expect(rows).not.toContain(password)
  }
})

test('who comes in by it can do nothing but choose their own; then it opens nothing', async () => {
  const { login, password, secret } = await add()
  const { browser, answer } = await signIn(login, password, secret)
  expect(answer.body).toMatchObject({ passwordMustChange: true, person: { roles: ['auditor'] } })
  world.logged.length = 0
  const id = crypto.randomUUID()
  for (const [name, route] of Object.entries(routes)) {
    const open = 'beforeOwnPassword' in route || route.who.some((who) => who === 'anyone')
    if (open || !route.who.some((who) => who === 'auditor')) continue
    const refused = await browser.ask(name.replace(/:\w+/g, id) as 'GET /')
    expect([name, refused.status, refused.problem.code]).toEqual([name, 403, 'password_must_change'])
  }
  // They were told what to do first: it is no door that was tried.
  expect(world.logged.filter(({ act }) => act === 'rightRefused')).toEqual([])

  const same = await change(browser, password, password)
  expect(same.problem.fields).toMatchObject([{ field: 'password', code: 'password_same' }])
  expect((await browser.ask('GET /api/session')).body.passwordMustChange).toBe(true)
  const own = 'қар жауған таңғы дала'
  expect((await change(browser, password, own)).status).toBe(200)
  expect((await browser.ask('GET /api/session')).body.passwordMustChange).toBe(false)
  expect((await browser.ask('GET /api/office/queue')).status).toBe(200)

  expect((await signIn(login, password, secret)).answer.problem.code).toBe('sign_in_failed')
  const again = await signIn(login, own, secret)
  expect(again.answer.body).toMatchObject({ passwordMustChange: false })
  expect((await again.browser.ask('GET /api/office/queue')).status).toBe(200)
})

test('after a week it is over, which only those with password and code are told; a new one is made', async () => {
  const { id, login, password, secret } = await add()
  now += 7 * 86_400_000
  const over = await signIn(login, password, secret)
  expect([over.answer.status, over.answer.problem.code]).toEqual([403, 'first_password_over'])
  expect(over.answer.problem.detail).toContain('7 күн')
  expect((await over.browser.ask('GET /api/session')).body.person).toBeNull()
  const { answer } = await signIn(login, password, 'JBSWY3DPEHPK3PXP')
  expect(answer.problem.code).toBe('sign_in_failed')
  admin = await world.as(world.people.administrator)
  const { body } = await admin.ask<Added>(`POST /api/office/people/${id}/password`)
  expect((await signIn(login, body.password, secret)).answer.body).toMatchObject({ passwordMustChange: true })
})

test('whose password was not made goes on as before, also after the day', async () => {
  now += 30 * 86_400_000
  const { login, password, totpSecret } = world.people.executor
  const { browser, answer } = await signIn(login, password, totpSecret)
  expect(answer.body).toMatchObject({ passwordMustChange: false })
  expect((await browser.ask('GET /api/office/queue')).status).toBe(200)
})

test.each([
  ['password', { passwordHash: 'another hash', firstPasswordUntil: now + 7 * 86_400_000 }],
  ['first password’s day', { firstPasswordUntil: now + 8 * 86_400_000 }],
  ['one-time code', { totpSecret: new Uint8Array(20) }],
])('a sign-in under way does not outlive a reset of the %s', async (_, change) => {
  // A month has gone.
  admin = await world.as(world.people.administrator)
  const { id, login, password, secret } = await add()
  const { db } = world.context
  world.logged.length = 0
  const under = await db.transaction().execute(async (trx) => {
    await changeAccess(trx, id, change, now)
    const answer = signIn(login, password, secret)
    // What it checks is read: it waits for the row that is being changed.
    await waitsForLock(db)
    return { answer }
  })
  const { browser, answer } = await under.answer
  expect([answer.status, answer.problem.code]).toEqual([422, 'sign_in_failed'])
  expect((await browser.ask('GET /api/session')).body.person).toBeNull()
  expect(world.logged).toMatchObject([{ act: 'signInRefused', wrong: 'changedMeanwhile', staff: id }])
})

import { Secret, TOTP } from 'otpauth'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { TestStaff } from '../../test/people.ts'
import { createSignedWorld, issueKey, type SignedWorld, signBytes } from '../../test/signed-world.ts'
import { forgetTries } from '../http/try-store.ts'
import { forgetSessions } from './session-store.ts'
import { setStaffIin } from './staff-access.ts'

const start = '2026-01-12T05:30:00Z'
let world: SignedWorld
beforeAll(async () => {
  world = await createSignedWorld(start)
})
afterAll(() => world.close())

const codeOf = ({ totpSecret }: TestStaff, at = Date.parse(start)): string =>
  new TOTP({ secret: Secret.fromBase32(totpSecret) }).generate({ timestamp: at })

type Tried = Partial<Record<'login' | 'password' | 'code', string>>

/** So many requests at once, each what `of` makes; the codes of the answers, `in` for a session. */
async function burst(many: number, staff: TestStaff, of: (n: number) => Tried): Promise<string[]> {
  const browser = await world.as(null)
  const { login, password } = staff
  const answers = await Promise.all(
    Array.from({ length: many }, (_, n) =>
      browser.ask('POST /api/staff-session', {
        body: { login, password, code: codeOf(staff), ...of(n) },
      }),
    ),
  )
  return answers.map(({ status, problem }) => (status === 200 ? 'in' : problem.code))
}

const count = (answers: readonly string[]) =>
  Object.fromEntries(
    [...new Set(answers)].sort().map((one) => [one, answers.filter((a) => a === one).length]),
  )

/** A signature that is one, over another text: it is looked at, and refused. */
async function signedElsewhere(): Promise<string> {
  const key = await issueKey(world.authority, { iin: '900101300017', algorithm: 'gost2015' })
  return await signBytes(key, new TextEncoder().encode('another text'), world.context.now())
}

/** The windows of the tests before are over. */
function laterBy(minutes: number): void {
  world.setNow(new Date(world.context.now() + minutes * 60_000).toISOString())
}

test('of 300 one-time codes at once three are tried, and the right one among the others lets nobody in', async () => {
  const { executor } = world.people
  const right = codeOf(executor)
  const wrong = (n: number) => String((Number(right) + n + 1) % 1_000_000).padStart(6, '0')
  // The password is known; the right code is the 60th of the burst.
  const answers = await burst(300, executor, (n) => ({ code: n === 59 ? right : wrong(n) }))
  expect(count(answers)).toEqual({ sign_in_failed: 3, wait_to_sign_in: 297 })
})

test('of 300 passwords at once three are tried, however the login is written; another account is not shut out', async () => {
  laterBy(15)
  const { otherExecutor, head } = world.people
  const spelled = [otherExecutor.login, ` ${otherExecutor.login.toUpperCase()} `]
  const answers = await burst(300, otherExecutor, (n) => ({
    login: spelled[n % 2] ?? '',
    password: `құпиясөз ${n}`,
  }))
  expect(count(answers)).toEqual({ sign_in_failed: 3, wait_to_sign_in: 297 })
  const others = await burst(1, head, () => ({ code: codeOf(head, world.context.now()) }))
  expect(others).toEqual(['in'])
})

test.each([
  ['clients', 'POST /api/sign-in-challenge', 'POST /api/session'],
  ['staff', 'POST /api/staff-sign-in-challenge', 'POST /api/staff-key-session'],
] as const)(
  'of 300 signatures of %s from one address at once a hundred are looked at',
  async (_, text, door) => {
    laterBy(15)
    const browser = await world.as(null)
    await browser.ask(text)
    const cms = await signedElsewhere()
    const answers = await Promise.all(Array.from({ length: 300 }, () => browser.ask(door, { body: { cms } })))
    const refused = answers.filter(({ status }) => status === 429)
    expect(refused).toHaveLength(200)
    // The last of so many don't even wait for their turn.
    const codes = new Set(refused.map(({ problem }) => problem.code))
    expect(codes).toContain('too_many_attempts')
    expect([...codes].filter((one) => one !== 'too_many_attempts' && one !== 'too_much_at_once')).toEqual([])
  },
)

test('texts to sign in with are counted at both doors by address, known browsers apart, and go when they end', async () => {
  laterBy(15)
  const { executor } = world.people
  const known = await world.as(null)
  const { login, password } = executor
  const body = { login, password, code: codeOf(executor, world.context.now()) }
  expect((await known.ask('POST /api/staff-session', { body })).status).toBe(200)
  const { db } = world.context
  const kept = async () => (await db.selectFrom('sign_in_challenge').select('id').execute()).length
  const before = await kept()
  const browser = await world.as(null)
  const doors = ['POST /api/sign-in-challenge', 'POST /api/staff-sign-in-challenge'] as const
  const answers = await Promise.all(
    Array.from({ length: 310 }, (_, n) => browser.ask(doors[n % 2] ?? doors[0])),
  )
  const refused = answers.filter(({ status }) => status !== 200)
  expect(refused.map(({ problem }) => problem.code)).toEqual(Array(10).fill('too_many_requests'))
  expect((await kept()) - before).toBe(300)
  expect((await known.ask(doors[1])).status).toBe(200)
  laterBy(12)
  await forgetSessions(world.context)
  expect(await kept()).toBe(0)
})

test('at the two doors together an address tries a hundred times, not at each', async () => {
  laterBy(15)
  const doors = [
    ['POST /api/sign-in-challenge', 'POST /api/session'],
    ['POST /api/staff-sign-in-challenge', 'POST /api/staff-key-session'],
  ] as const
  const cms = await signedElsewhere()
  const asks = await Promise.all(
    doors.map(async ([text, door]) => {
      const browser = await world.as(null)
      await browser.ask(text)
      return () => browser.ask(door, { body: { cms } })
    }),
  )
  const answers = await Promise.all(Array.from({ length: 120 }, (_, n) => asks[n % 2]?.()))
  expect(answers.filter((answer) => answer?.status === 429)).toHaveLength(20)
})

test('of ten at once with the same signed text of staff one comes in, and it is no try', async () => {
  laterBy(15)
  const { head } = world.people
  await setStaffIin(world.context, head.login, '900101300017')
  const order = { iin: '900101300017', algorithm: 'gost2015' } as const
  const key = await issueKey(world.authority, order)
  const browser = await world.as(null)
  const { body } = await browser.ask<{ content: string }>('POST /api/staff-sign-in-challenge')
  const content = new Uint8Array(Buffer.from(body.content, 'base64'))
  const cms = await signBytes(key, content, world.context.now())
  // Each as a browser of its own that has the cookie, so that none ends another's session.
  const cookie = browser.cookies.get('otinish_sign_in') ?? ''
  const answers = await Promise.all(
    Array.from({ length: 10 }, async () => {
      const copy = await world.as(null)
      copy.cookies.set('otinish_sign_in', cookie)
      return await copy.ask('POST /api/staff-key-session', { body: { cms } })
    }),
  )
  expect(count(answers.map(({ status, problem }) => (status === 200 ? 'in' : problem.code)))).toEqual({
    in: 1,
    challenge_gone: 9,
  })
  const open = await world.context.db
    .selectFrom('session')
    .select('id')
    .where('staff_id', '=', head.id)
    .where('created_at', '=', new Date(world.context.now()))
    .execute()
  expect(open).toHaveLength(1)
})

test('one of the staff who signs in twice at once comes in twice, and neither waits for the other for good', async () => {
  const key = await issueKey(world.authority, { iin: '900101300017', algorithm: 'gost2015' })
  for (let round = 0; round < 12; round += 1) {
    laterBy(15)
    const doors = await Promise.all(
      [1, 2].map(async () => {
        const browser = await world.as(null)
        const { body } = await browser.ask<{ content: string }>('POST /api/staff-sign-in-challenge')
        const content = new Uint8Array(Buffer.from(body.content, 'base64'))
        const cms = await signBytes(key, content, world.context.now())
        return () => browser.ask('POST /api/staff-key-session', { body: { cms } })
      }),
    )
    const answers = await Promise.all(doors.map((signIn) => signIn()))
    expect([round, ...answers.map(({ status }) => status)]).toEqual([round, 200, 200])
  }
  expect(world.logged.filter(({ level }) => level === 'error')).toEqual([])
})

test('a code that is right lets in once of ten at once, and what succeeds is no try', async () => {
  laterBy(15)
  const { executor } = world.people
  const code = codeOf(executor, world.context.now())
  const at = await burst(10, executor, () => ({ code }))
  // Who comes after the right one was given back is tried in its place.
  const { in: came, sign_in_failed: failed = 0, wait_to_sign_in: waited = 0 } = count(at)
  expect([came, failed + waited, failed === 2 || failed === 3]).toEqual([1, 9, true])
  laterBy(15)
  const next = codeOf(executor, world.context.now())
  expect(await burst(1, executor, () => ({ code: next }))).toEqual(['in'])
  // Given back: three more are tried, and the fourth waits.
  for (const answer of ['sign_in_failed', 'sign_in_failed', 'sign_in_failed', 'wait_to_sign_in'])
    expect(await burst(1, executor, () => ({ code: next }))).toEqual([answer])
})

test('neither logins nor addresses are kept, and a day later nothing is', async () => {
  const { db } = world.context
  const counts = () => db.selectFrom('try_count').selectAll().execute()
  const rows = await counts()
  expect(rows.length).toBeGreaterThan(2)
  for (const { subject } of rows) expect(subject).toHaveLength(32)
  laterBy(24 * 60 + 1)
  await forgetTries(db, world.context.now())
  expect(await counts()).toEqual([])
})

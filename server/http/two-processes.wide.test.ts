import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { attach, beginUpload } from '../../test/attach.ts'
import { EventListener } from '../../test/event-listener.ts'
import type { TestStaff } from '../../test/people.ts'
import { bytesOfPdf } from '../../test/sample-files.ts'
import type { Answer, TestBrowser } from '../../test/test-browser.ts'
import { startTwoWebProcesses, type TwoWebProcesses } from '../../test/two-web-processes.ts'
import { createWorld, type World } from '../../test/world.ts'
import type { OwnSession } from '../../wire/account.ts'
import type { Draft } from '../../wire/appeal.ts'
import { leaveDemoPeople } from '../demo/demo-people.ts'
import { recordSettings } from '../setting/load-settings.ts'

// What one of two web processes counts, ends or begins holds at the other. What the office does many at once is in
// server/office/two-processes.wide.test.ts.
const day = '2026-01-12'
let world: World
let two: TwoWebProcesses
beforeAll(async () => {
  // Nobody sends: mails are planned by these and sent by a worker.
  vi.stubEnv('SMTP_URL', 'smtp://127.0.0.1:9')
  vi.stubEnv('MAIL_FROM', 'cabinet@example.kz')
  world = await createWorld({ now: `${day}T05:00:00Z`, trustProxy: { proxies: 1 } })
  const limit = (key: 'quota.client' | 'work.perDay', value: object) => ({ key, validFrom: day, value })
  await recordSettings(world.context, [
    limit('quota.client', { drafts: 9, draftsToday: 11, bytes: 40_000, filesToday: 6, bytesToday: 60_000 }),
    limit('work.perDay', { letter: 7 }),
  ])
  const person = world.people.callCentre
  await leaveDemoPeople(world.context, {
    people: [
      {
        ...{ id: person.id, kind: person.kind, fullName: 'Демо', note: [], keys: [] },
        ...{ login: null, password: null, totpSecret: null },
      },
    ],
    keys: {},
  })
  two = await startTwoWebProcesses(world)
}, 120_000)
afterAll(async () => {
  vi.unstubAllEnvs()
  await two.stop()
  await world.close()
})

const codeOf = ({ status, problem }: Answer<unknown>): string => (status === 200 ? 'done' : problem.code)
const counted = (codes: readonly string[]) =>
  Object.fromEntries([...new Set(codes)].map((code) => [code, codes.filter((one) => one === code).length]))
/** So many asks, some at once, by turns at the two; what they came to. */
async function asked(many: number, ask: (n: number) => Promise<Answer<unknown>>, atOnce = 20) {
  const codes: string[] = []
  for (let from = 0; from < many; from += atOnce) {
    const some = Array.from({ length: Math.min(atOnce, many - from) }, (_, n) => ask(from + n))
    codes.push(...(await Promise.all(some)).map(codeOf))
  }
  return counted(codes)
}
const signIn = (browser: TestBrowser, { login, password }: TestStaff, change: object) =>
  browser.ask('POST /api/staff-session', { body: { login, password, code: '000000', ...change } })
const wrong = { password: 'бөтен құпиясөз' }

describe('tries to come in', () => {
  test('of an account from an address, whatever somebody writes in front of theirs', async () => {
    const { registrar } = world.people
    const tried = async (browser: TestBrowser) => codeOf(await signIn(browser, registrar, wrong))
    const answers: string[] = []
    // The last at the second, whose clock is behind, as below.
    for (let n = 0; n < 4; n += 1) answers.push(await tried(two.at(n, '203.0.113.5')))
    expect(answers).toEqual([...Array(3).fill('sign_in_failed'), 'wait_to_sign_in'])
    expect(await tried(two.at(1, '203.0.113.5', '10.0.0.9, '))).toBe('wait_to_sign_in')
    expect(await tried(two.at(1, '203.0.113.6', '203.0.113.5, '))).toBe('sign_in_failed')
  })

  test('of an account from everywhere: of 120 at once a hundred are looked at', async () => {
    const { head } = world.people
    const from = (n: number) => signIn(two.at(n, `198.51.100.${n}`), head, wrong)
    expect(await asked(120, from)).toEqual({ sign_in_failed: 100, too_many_attempts: 20 })
  }, 60_000)

  test('of whatever accounts from an address: of 120 at once a hundred are looked at', async () => {
    const { head } = world.people
    const from = (n: number) => signIn(two.at(n, '203.0.113.7'), head, { ...wrong, login: `nobody-${n}` })
    expect(await asked(120, from)).toEqual({ sign_in_failed: 100, too_many_attempts: 20 })
  }, 60_000)

  test('what is no try, in a count of its own', async () => {
    const empty = (n: number) => two.at(n, '203.0.113.8').ask('POST /api/staff-session', { body: {} })
    expect(await asked(320, empty)).toEqual({ request_invalid: 300, too_many_requests: 20 })
  })

  test('one-time codes by somebody who has the password', async () => {
    const { auditor } = world.people
    const from = (n: number) => signIn(two.at(n, `198.51.101.${n % 5}`), auditor, { code: `00000${n % 10}` })
    expect(await asked(13, from, 1)).toEqual({ sign_in_failed: 13 })
    const told = await sql<{ wrong: string; n: number }>`
      select about ->> 'wrong' as wrong, count(*)::int as n from security_event
       where whom_id = ${auditor.id} and code = 'signInRefused' group by 1 order by 1`.execute(
      world.context.db,
    )
    expect(told.rows).toEqual([
      { wrong: 'code', n: 10 },
      { wrong: 'codesUsedUp', n: 3 },
    ])
  })

  test('by a browser that is known from a sign-in at the other', async () => {
    const { callCentre } = world.people
    const here = two.at(0, '203.0.113.9')
    expect(codeOf(await here.ask('POST /api/demo/session', { body: { personId: callCentre.id } }))).toBe(
      'done',
    )
    const device = here.cookies.get('otinish_device') ?? ''
    const by = async (n: number, known: boolean) => {
      const browser = two.at(n, '203.0.113.9')
      if (known) browser.cookies.set('otinish_device', device)
      return codeOf(await signIn(browser, callCentre, wrong))
    }
    const answers: string[] = []
    // The last at the second, whose clock is behind by as long as it took to start: a wait is not over there.
    for (let n = 0; n < 4; n += 1) answers.push(await by(n, true))
    expect(answers).toEqual([...Array(3).fill('sign_in_failed'), 'wait_to_sign_in'])
    expect(await by(1, false)).toBe('sign_in_failed')
  })

  test('codes of eGov Mobile that are opened, and addresses of codes that are none', async () => {
    const open = (n: number) => two.at(n, '203.0.113.10').ask('POST /api/egov-mobile-sign-in')
    expect(await asked(215, open)).toEqual({ done: 200, too_many_requests: 15 })
    const knock = async (n: number) => {
      const secret = n.toString(16).padStart(32, '0')
      return (await two.at(n, '203.0.113.11').ask(`GET /api/mgov/${secret}`)).status
    }
    const heard: number[] = []
    for (let from = 0; from < 215; from += 43) {
      heard.push(...(await Promise.all(Array.from({ length: 43 }, (_, n) => knock(from + n)))))
    }
    expect(counted(heard.map(String))).toEqual({ 404: 200, 429: 15 })
  }, 60_000)

  test('at the present password of one’s own', async () => {
    const me = await two.as(world.people.catalogueKeeper)
    const body = { current: 'бұл ол емес', password: 'қар жауған таңғы дала' }
    const change = (n: number) => me(n).ask('POST /api/office/account/password', { body })
    const came = await asked(13, change)
    expect(came.too_many_attempts).toBe(3)
  })
})

describe('sessions', () => {
  test('what is ended or disabled at one is out at the other, and its live news stop there', async () => {
    const { aigerim, executor, administrator } = world.people
    const [me, other] = [await two.as(aigerim), await two.as(aigerim)]
    const is = async (browser: TestBrowser) => codeOf(await browser.ask('GET /api/account/sessions'))
    expect([await is(me(0)), await is(other(1))]).toEqual(['done', 'done'])
    const line = await EventListener.open(other(1), '/api/notices/stream')
    const { body } = await me(0).ask<{ sessions: OwnSession[] }>('GET /api/account/sessions')
    const theirs = body.sessions.find(({ current }) => !current)
    await me(0).ask(`DELETE /api/account/sessions/${theirs?.id}`)
    expect([await is(other(1)), await is(other(0)), await is(me(1))]).toEqual([
      ...Array(2).fill('session_expired'),
      'done',
    ])
    await line.ended
    await me(1).ask('DELETE /api/session')
    expect([await is(me(0)), await is(me(1))]).toEqual(Array(2).fill('session_expired'))

    const [staff, admin] = [await two.as(executor), await two.as(administrator)]
    expect(await is(staff(1))).toBe('done')
    const access = (active: boolean) =>
      admin(0).ask(`POST /api/office/people/${executor.id}/access`, { body: { active } })
    expect(codeOf(await access(false))).toBe('done')
    expect([await is(staff(0)), await is(staff(1))]).toEqual(Array(2).fill('session_expired'))
    expect(codeOf(await access(true))).toBe('done')
  })
})

describe('what somebody may keep, add and ask for', () => {
  const body = () => ({ contractId: world.contracts.daniyars, letterLanguage: 'kk' })

  test('drafts; one press at both is one', async () => {
    const me = await two.as(world.people.daniyar)
    const key = crypto.randomUUID()
    const begin = (n: number, sent: object = {}) =>
      me(n).ask<Draft>('POST /api/drafts', { body: body(), ...sent })
    const same = await Promise.all([0, 1, 2, 3].map((n) => begin(n, { key })))
    expect(new Set(same.flatMap((one) => (one.status === 200 ? [one.body.id] : []))).size).toBe(1)
    expect(await asked(20, begin)).toEqual({ done: 8, drafts_too_many: 12 })
    const { drafts } = (await me(0).ask<{ drafts: { id: string }[] }>('GET /api/drafts')).body
    expect(drafts).toHaveLength(9)
    for (const { id } of drafts.slice(0, 4)) await me(1).ask(`DELETE /api/drafts/${id}`)
    expect(await asked(20, begin)).toEqual({ done: 2, too_much_today: 18 })
  })

  test('files and their bytes, of the day and in all drafts', async () => {
    const me = await two.as(world.people.daniyar)
    const [{ id = '' } = {}] = (await me(0).ask<{ drafts: { id: string }[] }>('GET /api/drafts')).body.drafts
    const { version } = (await me(0).ask<Draft>(`GET /api/drafts/${id}`)).body
    await me(1).ask(`PATCH /api/drafts/${id}`, { version, body: { typeCode: 'gen.free' } })
    const file = (n: number, size: number) => ({
      document: 'other',
      name: `${n}.pdf`,
      bytes: bytesOfPdf(size + n),
    })
    const begin = (n: number) => beginUpload(me(n), id, file(n, 19_000))
    expect(await asked(8, begin)).toEqual({ done: 2, drafts_too_large: 6 })
    const { uploads } = (await me(1).ask<{ uploads: { id: string }[] }>(`GET /api/drafts/${id}/uploads`)).body
    expect(uploads).toHaveLength(2)
    for (const { id: one } of uploads) await me(0).ask(`DELETE /api/drafts/${id}/uploads/${one}`)
    // Two files and 38,000 bytes of the day are used.
    const small = (n: number) => attach(me(n), id, file(n + 100, 900))
    expect(await asked(8, small)).toEqual({ done: 4, too_much_today: 4 })
  })

  test('letters of a day', async () => {
    const me = await two.as(world.people.coTenant)
    const draft = { contractId: world.contracts.rent, letterLanguage: 'kk' }
    const { id } = (await me(0).ask<Draft>('POST /api/drafts', { body: draft })).body
    const letter = (n: number) => me(n).ask(`POST /api/drafts/${id}/letter`)
    // Refused ones count too. No more at once than have a place each.
    const { too_much_today: over, ...looked } = await asked(12, letter, 4)
    expect([over, Object.values(looked)]).toEqual([5, [7]])
  })

  test('letters that confirm an address: of twenty asked for at once one goes', async () => {
    const me = await two.as(world.people.coTenant)
    const link = (n: number) => me(n).ask('POST /api/notice-settings/link')
    expect(await asked(20, link)).toEqual({ done: 1, too_many_mails: 19 })
    const letters = await world.context.db.selectFrom('email_confirmation').select('id').execute()
    expect(letters).toHaveLength(1)
  })
})

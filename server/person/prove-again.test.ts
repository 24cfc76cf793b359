import { Secret, TOTP } from 'otpauth'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { mustProve } from '../../domain/security/prove-again.ts'
import type { OpenedKeyFile } from '../../eds/pkcs12.ts'
import { egovMobileBefore, newsOf } from '../../test/egov-mobile-signing.ts'
import type { TestPerson } from '../../test/people.ts'
import { createSignedWorld, issueKey, type SignedWorld } from '../../test/signed-world.ts'
import { Signer } from '../../test/signer.ts'
import { TestBrowser } from '../../test/test-browser.ts'
import type { OwnSession } from '../../wire/account.ts'
import type { EgovMobileSigning } from '../../wire/egov-mobile.ts'
import type { Profile } from '../../wire/profile.ts'
import type { Route } from '../../wire/route.ts'
import { routes } from '../../wire/routes.ts'
import type { SignalSettings } from '../../wire/signal.ts'

const provedForMs = 10 * 60_000
const start = '2026-01-12T05:30:00Z'
let now = Date.parse(start)
let world: SignedWorld
let signer: Signer
let gost: OpenedKeyFile
beforeAll(async () => {
  world = await createSignedWorld(start)
  signer = new Signer(world.authority, new Date(start))
  gost = await issueKey(world.authority, { algorithm: 'gost2015' })
})
afterAll(() => world.close())
beforeEach(() => {
  later(60 * 60_000)
})

function later(ms: number): void {
  now += ms
  world.setNow(new Date(now).toISOString())
}
/** Signed in, and ten minutes at it. */
async function atLength(person: TestPerson): Promise<TestBrowser> {
  const browser = await world.as(person)
  later(provedForMs)
  return browser
}
const contacts = (n: number) => ({
  address: 'Астана қ., Үлгі көшесі, 1-үй',
  phone: `+7700000010${n}`,
  email: '',
})
const change = (browser: TestBrowser, n = 1) => browser.ask('PATCH /api/profile', { body: contacts(n) })
const textOf = async (browser: TestBrowser) => {
  const { body } = await browser.ask<{ id: string; content: string }>('POST /api/account/proof-text')
  return { id: body.id, content: new Uint8Array(Buffer.from(body.content, 'base64')) }
}
const prove = (browser: TestBrowser, body: object) => browser.ask('POST /api/account/proof', { body })

test('every act of the table that asks is refused ten minutes after signing in, and no other', async () => {
  const { aigerim, administrator } = world.people
  const [client, admin] = [await world.as(aigerim), await world.as(administrator)]
  const head = await atLength(world.people.head)
  world.logged.length = 0
  for (const [name, { account, who }] of Object.entries(routes) as [string, Route][]) {
    if (account === undefined || account === 'endAllSessions') continue
    const staff = who.includes('administrator') ? admin : head
    const browser = who.includes('client') ? client : staff
    const path = name.replace(':id', world.people.auditor.id)
    const { status, problem } = await browser.ask(path as 'GET /')
    const told = [name, status === 403 && problem.code === 'prove_again']
    expect(told).toEqual([name, mustProve(account, null, now)])
  }
  expect(world.logged.filter(({ act }) => act === 'rightRefused')).toEqual([])
  expect((await client.ask('DELETE /api/profile/sessions')).status).toBe(200)
})

test('what staff are told of is changed at any time; where it goes asks, and nothing is changed before', async () => {
  const browser = await atLength(world.people.executor)
  const settings = async () => (await browser.ask<SignalSettings>('GET /api/office/signals/settings')).body
  const { choices, email } = await settings()
  const save = (body: object) => browser.ask('PUT /api/office/signals/settings', { body })
  const other = { ...choices, free: choices.free === 'none' ? 'office' : 'none' }
  expect((await save({ choices: other, email: email ?? '' })).status).toBe(200)
  const refused = await save({ choices, email: 'another@example.kz' })
  expect([refused.status, refused.problem.code]).toEqual([403, 'prove_again'])
  expect(await settings()).toMatchObject({ choices: other, email })
})

test.each([
  ['access', { active: false }, { active: true }, { active: false }],
  ['key', { iin: null }, { iin: '900101300017' }, { iin: null }],
  ['roles', { role: 'auditor', change: 'withdrawn' }, { role: 'head', change: 'granted' }, { roles: [] }],
] as const)('%s: taken away at any time; given only when it was proved', async (what, away, given, left) => {
  const { administrator, auditor } = world.people
  const browser = await atLength(administrator)
  const put = (body: object) => browser.ask(`POST /api/office/people/${auditor.id}/${what}`, { body })
  expect(await put(away)).toMatchObject({ status: 200, body: left })
  expect(await put(given)).toMatchObject({ status: 403, problem: { code: 'prove_again' } })
  expect((await browser.ask(`GET /api/office/people/${auditor.id}`)).body).toMatchObject(left)
  const fresh = await world.as(administrator)
  const answer = await fresh.ask(`POST /api/office/people/${auditor.id}/${what}`, { body: given })
  expect(answer.status, JSON.stringify(answer.body)).toBe(200)
})

test('contacts: what is wrong or as it was is said at once; another one asks, and nothing is changed before', async () => {
  const browser = await atLength(world.people.daniyar)
  const profile = async () => (await browser.ask<Profile>('GET /api/profile')).body
  const { address, phone, email } = await profile()
  const saved = { address, phone, email }
  const save = (to: object) => browser.ask('PATCH /api/profile', { body: { ...saved, ...to } })
  expect((await save({ phone: '12' })).problem.fields).toMatchObject([{ field: 'phone' }])
  expect((await save({})).status).toBe(200)
  for (const to of [contacts(7), { email: 'another@example.kz' }]) {
    expect(await save(to)).toMatchObject({ status: 403, problem: { code: 'prove_again' } })
  }
  expect(await profile()).toMatchObject(saved)
})

test('one’s own sessions: another one asks and stays open; this one ends at any time', async () => {
  const other = await world.as(world.people.daniyar)
  const browser = await atLength(world.people.daniyar)
  const { body } = await browser.ask<{ sessions: OwnSession[] }>('GET /api/account/sessions')
  const end = (which: boolean) => {
    const one = body.sessions.find(({ current }) => current === which)
    return browser.ask(`DELETE /api/account/sessions/${one?.id}`)
  }
  expect(await end(false)).toMatchObject({ status: 403, problem: { code: 'prove_again' } })
  expect((await other.ask('GET /api/profile')).status).toBe(200)
  expect((await end(true)).status).toBe(200)
  expect((await browser.ask('GET /api/profile')).status).toBe(401)
})

test('a client proves it by key: the act goes through, the session has a new token, the log tells it', async () => {
  const browser = await atLength(world.people.aigerim)
  expect((await change(browser)).problem.code).toBe('prove_again')
  const old = new TestBrowser(world.origin, Object.fromEntries(browser.cookies))
  const { id, content } = await textOf(browser)
  expect(Buffer.from(content).toString()).toContain('\npurpose: confirm a change\n')
  const cms = await signer.cms(world.people.aigerim.iin, content)
  world.logged.length = 0
  const proved = await prove(browser, { textId: id, cms })
  expect(proved.status, JSON.stringify(proved.body)).toBe(200)
  expect((await change(browser)).status).toBe(200)
  expect((await old.ask('GET /api/profile')).status).toBe(401)
  expect(world.logged.find(({ act }) => act === 'provedAgain')).toMatchObject({
    by: world.people.aigerim.id,
    way: 'key',
  })
  // Good once; and it does not outlast its ten minutes, nor the session.
  expect((await prove(browser, { textId: id, cms })).problem.code).toBe('challenge_gone')
  later(provedForMs)
  expect((await change(browser, 2)).problem.code).toBe('prove_again')
  await browser.ask('DELETE /api/session')
  expect((await change(browser, 2)).status).toBe(401)
})

test('another’s key, another session’s text, a text to come in with: none proves anything, and the log tells', async () => {
  const { aigerim, daniyar } = world.people
  const [browser, second] = [await atLength(aigerim), await atLength(aigerim)]
  const mine = await textOf(browser)
  world.logged.length = 0
  for (const iin of [daniyar.iin, '900101300017']) {
    const theirs = await prove(browser, { textId: mine.id, cms: await signer.cms(iin, mine.content) })
    expect([theirs.status, theirs.problem.code]).toEqual([403, 'another_person'])
  }
  expect(world.logged.filter(({ act }) => act === 'proofRefused')).toMatchObject([
    { by: aigerim.id, why: 'another_person' },
    { by: aigerim.id, why: 'another_person' },
  ])
  const cms = await signer.cms(aigerim.iin, mine.content)
  expect((await prove(second, { textId: mine.id, cms })).problem.code).toBe('challenge_gone')
  // A text that proves opens no session, nor the reverse.
  const stranger = await world.as(null)
  const entry = await stranger.ask<{ content: string }>('POST /api/sign-in-challenge')
  expect((await stranger.ask('POST /api/session', { body: { cms } })).status).not.toBe(200)
  const entryCms = await signer.cms(aigerim.iin, new Uint8Array(Buffer.from(entry.body.content, 'base64')))
  expect((await prove(browser, { textId: mine.id, cms: entryCms })).status).toBe(422)
  expect((await change(browser, 3)).problem.code).toBe('prove_again')
  // The text was not used up by what was wrong.
  expect((await prove(browser, { textId: mine.id, cms })).status).toBe(200)
})

test('with eGov Mobile: the phone is told what it confirms; the code is of this session alone', async () => {
  const browser = await atLength(world.people.aigerim)
  const other = await world.as(world.people.aigerim)
  const { body: code } = await browser.ask<EgovMobileSigning>('POST /api/account/proof-code')
  const phone = egovMobileBefore(world, code, gost)
  const { documents } = await phone.look()
  expect(documents.documentsToSign[0]?.nameKz).toBe(`${code.pair} коды. Өзгерісті растау`)
  expect((await other.ask(`GET /api/egov-mobile-signings/${code.id}`)).status).toBe(404)
  const body = { egovMobileSigningId: code.id }
  expect((await prove(browser, body)).problem.code).toBe('challenge_gone')
  expect((await phone.sign()).status).toBe(200)
  expect((await newsOf(browser, code)).state).toBe('signed')
  expect((await prove(other, body)).status).toBe(404)
  expect((await browser.ask('POST /api/egov-mobile-session', { body })).status).toBe(404)
  expect((await change(browser, 4)).problem.code).toBe('prove_again')
  expect((await prove(browser, body)).status).toBe(200)
  expect((await change(browser, 4)).status).toBe(200)
})

test('staff prove it by password and code, once; wrong ones are counted as at the door', async () => {
  const { administrator, auditor } = world.people
  const browser = await atLength(administrator)
  const reset = () => browser.ask(`POST /api/office/people/${auditor.id}/code`)
  const code = () =>
    new TOTP({ secret: Secret.fromBase32(administrator.totpSecret) }).generate({ timestamp: now })
  expect((await reset()).problem.code).toBe('prove_again')
  expect((await prove(browser, { password: administrator.password, code: '000000' })).problem.code).toBe(
    'sign_in_failed',
  )
  expect((await prove(browser, { password: auditor.password, code: 'nocode' })).status).toBe(422)
  const right = { password: administrator.password, code: code() }
  expect((await prove(browser, right)).status).toBe(200)
  expect((await reset()).status).toBe(200)
  expect((await prove(browser, right)).problem.code).toBe('sign_in_failed')
  const statuses: number[] = []
  for (let n = 0; n < 12; n += 1) {
    later(180_000 / 4)
    statuses.push((await prove(browser, { password: 'бұл ол емес', code: code() })).status)
  }
  expect(statuses).toContain(429)
  // The same tries as at the door: its right password waits too.
  const door = await world.as(null)
  const body = { login: administrator.login, password: administrator.password, code: code() }
  expect((await door.ask('POST /api/staff-session', { body })).status).toBe(429)
  // A client has no password.
  const client = await world.as(world.people.aigerim)
  expect((await prove(client, right)).status).toBe(404)
})

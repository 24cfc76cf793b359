import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { buffer } from 'node:stream/consumers'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import type { OpenedKeyFile } from '../../eds/pkcs12.ts'
import type { PersonKeyOrder } from '../../pretend/certification-authority/person-profile.ts'
import { type AskedWorld, createAskedWorld, issueKey, sendFree, signBytes } from '../../test/signed-world.ts'
import type { TestBrowser } from '../../test/test-browser.ts'
import { waitsForLock } from '../../test/waits-for-lock.ts'
import type { Session } from '../../wire/person.ts'
import { addClient } from './add-client.ts'
import { setStaffActive, setStaffIin } from './staff-access.ts'
import { changeAccess } from './staff-store.ts'

const start = '2026-01-12T05:30:00Z'
const iin = '900101300017'
const company = { bin: '990140990016', name: '«ҚАЗАҚСТАН ТҰРҒЫН ҮЙ КОМПАНИЯСЫ» АҚ' }
let world: AskedWorld
beforeAll(async () => {
  world = await createAskedWorld(start)
  await setStaffIin(world.context, 'askar', iin)
})
afterAll(() => world.close())
beforeEach(() => world.setNow(start))

const staffKey = (order: Partial<PersonKeyOrder> = {}): Promise<OpenedKeyFile> =>
  issueKey(world.authority, { surname: 'Оспанов', iin, company, algorithm: 'gost2015', ...order })

async function textFor(browser: TestBrowser, route = 'api/staff-sign-in-challenge'): Promise<Uint8Array> {
  const { body } = await browser.ask<{ content: string }>(`POST /${route}`)
  return new Uint8Array(Buffer.from(body.content, 'base64'))
}

async function handIn(browser: TestBrowser, key: OpenedKeyFile, content: Uint8Array, route: string) {
  const cms = await signBytes(key, content, world.context.now())
  return await browser.ask<Session>(`POST /${route}`, { body: { cms } })
}

async function signIn(key: OpenedKeyFile) {
  const browser = await world.as(null)
  const answer = await handIn(browser, key, await textFor(browser), 'api/staff-key-session')
  return { browser, ...answer }
}

async function outcome(key: OpenedKeyFile): Promise<string> {
  const { status, problem, browser } = await signIn(key)
  expect(browser.cookies.has('otinish_session')).toBe(status === 200)
  return status === 200 ? 'in' : `${status} ${problem.code}`
}

test('the text names the office, the company, its purpose, the time and a nonce', async () => {
  const text = new TextDecoder().decode(await textFor(await world.as(null)))
  expect(text).toMatch(
    new RegExp(
      `^Otinish staff sign-in\\noffice: ${world.origin}/office\\ncompany: .+ \\(BIN 990140990016\\)\\npurpose: sign in to the office\\ntime: 2026-01-12T05:30:00.000Z\\nnonce: \\S{32}\\n$`,
    ),
  )
})

test.each([
  ['the company’s GOST-2015 key', {}],
  ['the company’s AUTH key', { algorithm: 'rsa', purpose: 'auth' }],
  ['an employee’s key', { company: { ...company, role: 'employee' } }],
  ['the key of one who may sign', { company: { ...company, role: 'maySign' } }],
] as const)('staff come in by %s, with a session of staff', async (_, order) => {
  const { status, body, browser } = await signIn(await staffKey(order))
  expect(status, JSON.stringify(body)).toBe(200)
  expect(body.person).toMatchObject({
    kind: 'staff',
    id: world.people.otherExecutor.id,
    iin: null,
    roles: ['executor'],
  })
  expect((await browser.ask('GET /api/office/queue')).status).toBe(200)
  expect((await browser.ask('GET /api/contracts')).problem.code).toBe('role_refused')
})

test('a private person’s key is enough: signing in says who, not for whom', async () => {
  const own = { surname: 'Оспанов', iin, algorithm: 'gost2015' } as const
  expect(await outcome(await issueKey(world.authority, own))).toBe('in')
  const auth = { surname: 'Оспанов', iin, purpose: 'auth' } as const
  expect(await outcome(await issueKey(world.authority, auth))).toBe('in')
})

test.each([
  ['a key to sign letters with', { algorithm: 'rsa', purpose: 'sign' }, '422 sign_in_key_purpose'],
  ['a lapsed key', { notAfter: new Date('2026-01-11T00:00:00Z') }, '422 cert_expired'],
  ['a key from tomorrow', { notBefore: new Date('2026-01-13T00:00:00Z') }, '422 cert_not_yet_valid'],
  [
    'the key of another company',
    { company: { bin: '050540004455', name: '«БАСҚА» ЖШС' } },
    '422 key_of_another_company',
  ],
  ['the key of somebody else', { iin: '850412170014' }, '403 unknown_staff'],
] as const)('%s is refused in words', async (_, order, code) => {
  world.logged.length = 0
  const { status, problem, browser } = await signIn(await staffKey(order))
  expect(`${status} ${problem.code}`).toBe(code)
  expect(world.logged).toContainEqual(
    expect.objectContaining({ act: 'signInRefused', whose: 'staff', way: 'key', why: problem.code }),
  )
  expect(problem.detail.length).toBeGreaterThan(20)
  expect(browser.cookies.has('otinish_session')).toBe(false)
})

test('revoked and on hold: refused in words', async () => {
  const { register } = world.services
  for (const [reason, code] of [
    ['superseded', 'revoked'],
    ['certificateHold', 'on_hold'],
  ] as const) {
    const key = await staffKey()
    register.revoke(key.certificate.facts.serial, { at: Date.parse(start) - 3_600_000, reason })
    expect(await outcome(key)).toBe(`422 ${code}`)
  }
})

test('an authority that is away: asked to come later, and nobody’s failed attempt', async () => {
  // The lists of the tests before have lapsed.
  world.setNow('2026-01-19T05:30:00Z')
  world.services.behave('down')
  const key = await staffKey()
  for (let tries = 0; tries < 12; tries += 1) expect(await outcome(key)).toBe('503 authority_unreachable')
  world.services.behave('well')
  expect(await outcome(key)).toBe('in')
})

test('a client’s signed text does not open the office, nor the reverse, whatever the order', async () => {
  // The same person, so that nothing but the text keeps them out.
  const own = await issueKey(world.authority, { surname: 'Оспанов', iin, algorithm: 'gost2015' })
  await addClient(world.context, {
    iin,
    name: { family: 'Оспанов', given: 'Асқар', patronymic: null },
    address: 'Астана қ., Сынақ көшесі, 5-үй',
    phone: '+77000000001',
    email: null,
  })
  const client = { text: 'api/sign-in-challenge', door: 'api/session' }
  const staff = { text: 'api/staff-sign-in-challenge', door: 'api/staff-key-session' }
  for (const [one, other] of [
    [client, staff],
    [staff, client],
  ] as const) {
    const browser = await world.as(null)
    const content = await textFor(browser, one.text)
    expect((await handIn(browser, own, content, other.door)).problem.code).toBe('challenge_gone')
    // With the other's text begun as well the signature is over other bytes.
    await textFor(browser, other.text)
    expect((await handIn(browser, own, content, other.door)).problem.code).toBe('digest_mismatch')
    expect(browser.cookies.has('otinish_session')).toBe(false)
    const right = await world.as(null)
    expect((await handIn(right, own, await textFor(right, one.text), one.door)).status).toBe(200)
  }
})

test('a text that is stored as of the other kind opens nothing either', async () => {
  const { db } = world.context
  const browser = await world.as(null)
  const content = await textFor(browser, 'api/sign-in-challenge')
  await db.updateTable('sign_in_challenge').set({ kind: 'staff' }).where('used_at', 'is', null).execute()
  const { problem } = await handIn(browser, await staffKey(), content, 'api/staff-key-session')
  expect(problem.code).toBe('challenge_gone')
})

test('a signed letter opens no office', async () => {
  const browser = await world.as(null)
  await textFor(browser)
  const letter = new TextEncoder().encode('%PDF-1.7 a letter')
  const { problem } = await handIn(browser, await staffKey(), letter, 'api/staff-key-session')
  expect(problem.code).toBe('digest_mismatch')
})

test('who is client and staff has two sessions apart', async () => {
  const { aigerim } = world.people
  await setStaffIin(world.context, 'gulnar', aigerim.iin)
  const key = await issueKey(world.authority, { algorithm: 'gost2015' })
  const office = await signIn(key)
  expect(office.body.person).toMatchObject({ kind: 'staff', id: world.people.head.id, roles: ['head'] })
  expect((await office.browser.ask('GET /api/drafts')).problem.code).toBe('role_refused')
  const cabinet = await world.as(null)
  const content = await textFor(cabinet, 'api/sign-in-challenge')
  const { body } = await handIn(cabinet, key, content, 'api/session')
  expect(body.person).toMatchObject({ kind: 'client', id: aigerim.id, roles: ['client'] })
  expect((await cabinet.ask('GET /api/office/queue')).problem.code).toBe('role_refused')
  // What she may as a client she does as one: the office knows nothing of it, and her session there goes on.
  expect((await sendFree(world, await world.as(aigerim), key)).status).toBe(200)
  expect((await office.browser.ask('GET /api/office/queue')).status).toBe(200)
})

test('who is disabled is out at once, and their key is that of nobody', async () => {
  const key = await staffKey()
  const { browser } = await signIn(key)
  expect((await browser.ask('GET /api/office/queue')).status).toBe(200)
  await setStaffActive(world.context, 'askar', false)
  expect((await browser.ask('GET /api/office/queue')).problem.code).toBe('session_expired')
  const stranger = await signIn(await staffKey({ iin: '850412170014' }))
  const disabled = await signIn(key)
  expect(disabled.problem).toEqual(stranger.problem)
  // Nor by what is asked of whom: the lists of the tests before have lapsed, and the authority is away.
  world.setNow('2026-02-02T05:30:00Z')
  world.services.behave('down')
  const away = await signIn(await staffKey({ iin: '850412170014' }))
  expect((await signIn(key)).problem).toEqual(away.problem)
  expect(away.problem.code).toBe('unknown_staff')
  world.services.behave('well')
  world.setNow(start)
  await setStaffActive(world.context, 'askar', true)
  expect((await browser.ask('GET /api/office/queue')).problem.code).toBe('session_expired')
  expect(await outcome(key)).toBe('in')
})

test('disabled while the authority is being asked: no session', async () => {
  const { authority } = world.context.config
  if (authority === null) throw new Error('nobody to ask')
  const disabling: Promise<void>[] = []
  const responder = createServer(async (request, response) => {
    disabling.push(setStaffActive(world.context, 'askar', false))
    await disabling[0]
    const headers = { 'content-type': 'application/ocsp-request' }
    const answer = await fetch(authority.ocsp, { method: 'POST', body: await buffer(request), headers })
    response.setHeader('content-type', answer.headers.get('content-type') ?? '')
    response.end(Buffer.from(await answer.arrayBuffer()))
  })
  await new Promise<void>((listening) => responder.listen(0, '127.0.0.1', listening))
  const ocsp = `http://127.0.0.1:${(responder.address() as AddressInfo).port}/`
  Object.assign(world.context.config, { authority: { ...authority, ocsp } })
  try {
    expect(await outcome(await staffKey())).toBe('403 unknown_staff')
    expect(disabling.length).toBeGreaterThan(0)
  } finally {
    Object.assign(world.context.config, { authority })
    responder.close()
    await setStaffActive(world.context, 'askar', true)
  }
  // Nothing was opened meanwhile that would live again.
  const open = await world.context.db
    .selectFrom('session')
    .select('id')
    .where('staff_id', '=', world.people.otherExecutor.id)
    .where('ended_at', 'is', null)
    .execute()
  expect(open).toEqual([])
})

test('whose key it is can be taken away and given to another, and open sessions end', async () => {
  const key = await staffKey()
  const { browser } = await signIn(key)
  await setStaffIin(world.context, 'askar', null)
  expect((await browser.ask('GET /api/office/queue')).problem.code).toBe('session_expired')
  expect(await outcome(key)).toBe('403 unknown_staff')
  await setStaffIin(world.context, 'auditor', iin)
  expect((await signIn(key)).body.person?.id).toBe(world.people.auditor.id)
  await setStaffIin(world.context, 'auditor', null)
  await setStaffIin(world.context, 'askar', iin)
})

test('a sign-in under way does not outlive the key: who lost its number meanwhile stays outside', async () => {
  const key = await staffKey()
  const { db } = world.context
  const under = await db.transaction().execute(async (trx) => {
    await changeAccess(trx, world.people.otherExecutor.id, { iin: null }, Date.parse(start))
    const answer = outcome(key)
    await waitsForLock(db)
    return { answer }
  })
  expect(await under.answer).toBe('403 unknown_staff')
  await setStaffIin(world.context, 'askar', iin)
  expect(await outcome(key)).toBe('in')
})

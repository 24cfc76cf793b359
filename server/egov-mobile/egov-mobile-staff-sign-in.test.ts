import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import type { OpenedKeyFile } from '../../eds/pkcs12.ts'
import type { PersonKeyOrder } from '../../pretend/certification-authority/person-profile.ts'
import { egovMobileBefore, newsOf } from '../../test/egov-mobile-signing.ts'
import { createSignedWorld, issueKey, type SignedWorld } from '../../test/signed-world.ts'
import type { TestBrowser } from '../../test/test-browser.ts'
import type { OwnSession } from '../../wire/account.ts'
import type { EgovMobileSigning } from '../../wire/egov-mobile.ts'
import type { Session } from '../../wire/person.ts'
import { addClient } from '../person/add-client.ts'
import { setStaffActive, setStaffIin } from '../person/staff-access.ts'

const start = '2026-01-12T05:00:00Z'
const iin = '900101300017'
const company = { bin: '990140990016', name: '«ҚТК» АҚ', role: 'employee' } as const
let world: SignedWorld
let gost: OpenedKeyFile
beforeAll(async () => {
  world = await createSignedWorld(start)
  await setStaffIin(world.context, 'askar', iin)
  // Client as well: nothing but the text keeps the two apart.
  await addClient(world.context, {
    iin,
    name: { family: 'Оспанов', given: 'Асқар', patronymic: null },
    address: 'Астана қ., Сынақ көшесі, 5-үй',
    phone: '+77000000001',
    email: null,
  })
  gost = await keyOf()
})
afterAll(() => world.close())
beforeEach(() => world.setNow(start))

const keyOf = (order: Partial<PersonKeyOrder> = {}): Promise<OpenedKeyFile> =>
  issueKey(world.authority, { surname: 'Оспанов', iin, company, algorithm: 'gost2015', ...order })
const ownKey = (): Promise<OpenedKeyFile> =>
  issueKey(world.authority, { surname: 'Оспанов', iin, algorithm: 'gost2015' })

const doors = {
  client: { begin: 'POST /api/egov-mobile-sign-in', enter: 'POST /api/egov-mobile-session' },
  staff: { begin: 'POST /api/staff-egov-mobile-sign-in', enter: 'POST /api/staff-egov-mobile-session' },
} as const

async function begin(door: keyof typeof doors = 'staff') {
  const browser = await world.as(null)
  const { status, body } = await browser.ask<EgovMobileSigning>(doors[door].begin)
  expect(status, JSON.stringify(body)).toBe(200)
  return { browser, code: body }
}
const enter = (browser: TestBrowser, code: EgovMobileSigning, door: keyof typeof doors = 'staff') =>
  browser.ask<Session>(doors[door].enter, { body: { egovMobileSigningId: code.id } })

test('the phone is told that it is the office, and given a text of its own', async () => {
  const { browser, code } = await begin()
  const app = egovMobileBefore(world, code, gost)
  expect((await app.errand()).description).toEqual(
    expect.stringContaining(
      `Өтініштер кеңсесіне кіру (қызметкерге). Сайттағы бетте ${code.pair} коды тұрса ғана қол қойыңыз. Сайт: ${code.site}. Код ашылған жер: `,
    ),
  )
  const [text] = (await app.look()).documents.documentsToSign
  expect(text?.nameKz).toBe(`${code.pair} коды. Өтініштер кеңсесіне кіру`)
  expect(Buffer.from(text?.document.file.data ?? '', 'base64').toString()).toMatch(
    new RegExp(
      `^Otinish staff sign-in\\noffice: ${world.origin}/office\\ncompany: .+ \\(BIN 990140990016\\)\\n`,
    ),
  )
  expect(await newsOf(browser, code)).toMatchObject({ state: 'fetched' })
})

test.each([
  ['the company’s GOST-2015 key', {}],
  ['the company’s AUTH key', { algorithm: 'rsa', purpose: 'auth' }],
] as const)('staff come in with %s on the phone, once, as staff', async (_, order) => {
  const { browser, code } = await begin()
  expect((await enter(browser, code)).problem.code).toBe('challenge_gone')
  const key = await keyOf(order)
  expect(await egovMobileBefore(world, code, key).sign()).toEqual({ status: 200, message: 'success' })
  const { status, body } = await enter(browser, code)
  expect(status, JSON.stringify(body)).toBe(200)
  expect(body.person).toMatchObject({ kind: 'staff', id: world.people.otherExecutor.id })
  // Their session says by what they came in, and when the code was opened.
  const { sessions } = (await browser.ask<{ sessions: OwnSession[] }>('GET /api/account/sessions')).body
  expect(sessions.find(({ current }) => current)).toMatchObject({
    way: 'egovMobile',
    codeOpenedAt: code.openedAt,
  })
  expect((await enter(browser, code)).status).toBe(404)
})

test.each([
  ['an RSA key for letters', { algorithm: 'rsa' }, 'sign_in_key_purpose'],
  [
    'another company’s key',
    { company: { bin: '050540004455', name: '«БАСҚА» ЖШС' } },
    'key_of_another_company',
  ],
  ['a lapsed key', { notAfter: new Date('2026-01-11T00:00:00Z') }, 'cert_expired'],
] as const)('%s is refused on the phone and on the page', async (_, order, code) => {
  const { browser, code: shown } = await begin()
  const heard = await egovMobileBefore(world, shown, await keyOf(order)).sign()
  expect(heard.status).toBe(403)
  expect(await newsOf(browser, shown)).toMatchObject({ state: 'refused', code })
})

test('somebody who is not staff, and somebody disabled: the same words', async () => {
  const signed = async (key: OpenedKeyFile) => {
    const { browser, code } = await begin()
    expect((await egovMobileBefore(world, code, key).sign()).status).toBe(200)
    return await enter(browser, code)
  }
  const stranger = await signed(await keyOf({ iin: '921125270019' }))
  expect([stranger.status, stranger.problem.code]).toEqual([403, 'unknown_staff'])
  await setStaffActive(world.context, 'askar', false)
  expect((await signed(gost)).problem).toEqual(stranger.problem)
  await setStaffActive(world.context, 'askar', true)
})

test.each([
  ['client', 'staff'],
  ['staff', 'client'],
] as const)('what is signed to come in as %s opens nothing as %s', async (one, other) => {
  const { browser, code } = await begin(one)
  expect((await egovMobileBefore(world, code, await ownKey()).sign()).status).toBe(200)
  expect((await enter(browser, code, other)).status).toBe(404)
  expect(browser.cookies.has('otinish_session')).toBe(false)
  // And where it belongs it is still good.
  const { body } = await enter(browser, code, one)
  expect(body.person?.kind).toBe(one)
})

test.each([
  ['client', 'staff'],
  ['staff', 'client'],
] as const)('a signature over the text of %s is refused for a code of %s', async (one, other) => {
  const first = await begin(one)
  const second = await begin(other)
  const key = await ownKey()
  const foreign = await egovMobileBefore(world, first.code, key).signed()
  expect((await egovMobileBefore(world, second.code, key).put(foreign)).status).toBe(403)
  expect(await newsOf(second.browser, second.code)).toMatchObject({ code: 'digest_mismatch' })
})

test('only the browser that began comes in', async () => {
  const { browser, code } = await begin()
  await egovMobileBefore(world, code, gost).sign()
  const stranger = (await begin()).browser
  for (const other of [stranger, await world.as(world.people.otherExecutor), await world.as(null)]) {
    expect((await other.ask(`GET /api/egov-mobile-signings/${code.id}`)).status).toBe(404)
    expect((await enter(other, code)).status).toBe(404)
  }
  expect((await enter(browser, code)).status).toBe(200)
})

test('of 300 wrong answers at once ten are checked, and the code is over', async () => {
  const { browser, code } = await begin()
  const app = egovMobileBefore(world, code, await keyOf({ algorithm: 'rsa' }))
  const wrong = await app.signed()
  const heard = await Promise.all(Array.from({ length: 300 }, () => app.put(wrong)))
  expect(heard.filter(({ status }) => status === 403)).toHaveLength(10)
  expect(heard.filter(({ status }) => status === 429 || status === 404)).toHaveLength(290)
  expect((await newsOf(browser, code)).state).toBe('expired')
})

test('of 300 codes opened at once from one address two hundred are, at both doors together', async () => {
  await world.context.db.deleteFrom('try_count').execute()
  const statuses = await Promise.all(
    Array.from({ length: 300 }, async (_, n) => {
      const browser = await world.as(null)
      return (await browser.ask(doors[n % 2 === 0 ? 'staff' : 'client'].begin)).status
    }),
  )
  expect(statuses.filter((status) => status === 200)).toHaveLength(200)
  expect(statuses.filter((status) => status === 429)).toHaveLength(100)
})

test('a site whose host eGov Mobile does not know opens no code for staff', async () => {
  const real = await createSignedWorld(start, { demo: false })
  try {
    expect((await (await real.as(null)).ask(doors.staff.begin)).status).toBe(404)
  } finally {
    await real.close()
  }
})

import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import type { OpenedKeyFile } from '../../eds/pkcs12.ts'
import { egovMobileBefore, newsOf, openLetterCode } from '../../test/egov-mobile-signing.ts'
import { createSignedWorld, issueKey, type SignedWorld } from '../../test/signed-world.ts'
import type { TestBrowser } from '../../test/test-browser.ts'
import type { EgovMobileSigning } from '../../wire/egov-mobile.ts'
import type { Session } from '../../wire/person.ts'

const start = '2026-01-12T05:00:00Z'
let world: SignedWorld
let gost: OpenedKeyFile
beforeAll(async () => {
  world = await createSignedWorld(start)
  gost = await issueKey(world.authority, { algorithm: 'gost2015' })
})
afterAll(() => world.close())
beforeEach(() => world.setNow(start))

async function begin(): Promise<{ browser: TestBrowser; code: EgovMobileSigning }> {
  const browser = await world.as(null)
  const { status, body } = await browser.ask<EgovMobileSigning>('POST /api/egov-mobile-sign-in')
  expect(status, JSON.stringify(body)).toBe(200)
  return { browser, code: body }
}
const enter = (browser: TestBrowser, code: EgovMobileSigning) =>
  browser.ask<Session>('POST /api/egov-mobile-session', { body: { egovMobileSigningId: code.id } })

test('the phone is given a text that names this site, and its name carries the pair', async () => {
  const { browser, code } = await begin()
  const { documents } = await egovMobileBefore(world, code, gost).look()
  const [text] = documents.documentsToSign
  expect(text).toMatchObject({
    nameKz: `${code.pair} коды. Кабинетке кіру`,
    // Nobody knows yet who signs; that it was opened elsewhere, they can see.
    meta: [
      { value: code.pair },
      { value: code.site },
      { value: 'Кабинетке кіру мәтініне' },
      { value: expect.stringMatching(/^басқа браузер, басқа жүйе, 12\.01\.2026, \d\d:\d\d$/) },
    ],
    document: { file: { mime: '' } },
  })
  expect(Buffer.from(text?.document.file.data ?? '', 'base64').toString()).toMatch(
    new RegExp(`^Otinish sign-in\\norigin: ${world.origin}\\npurpose: sign in\\n`),
  )
  expect(await newsOf(browser, code)).toMatchObject({ state: 'fetched' })
})

test.each([
  ['a GOST-2015 key', { algorithm: 'gost2015', purpose: 'sign' }],
  ['an AUTH key', { algorithm: 'rsa', purpose: 'auth' }],
] as const)('a client comes in with %s on the phone, once', async (_, order) => {
  const { browser, code } = await begin()
  const key = await issueKey(world.authority, order)
  expect((await enter(browser, code)).problem.code).toBe('challenge_gone')
  expect(await egovMobileBefore(world, code, key).sign()).toEqual({ status: 200, message: 'success' })
  expect((await newsOf(browser, code)).state).toBe('signed')
  const { status, body } = await enter(browser, code)
  expect(status, JSON.stringify(body)).toBe(200)
  expect(body.person?.id).toBe(world.people.aigerim.id)
  expect((await enter(browser, code)).status).toBe(404)
})

test('a signing key of RSA does not open the door: said on the phone and on the page', async () => {
  const { browser, code } = await begin()
  const heard = await egovMobileBefore(world, code, await issueKey(world.authority)).sign()
  expect(heard).toEqual({ status: 403, message: expect.stringContaining('GOST-2015') })
  expect(await newsOf(browser, code)).toMatchObject({ state: 'refused', code: 'sign_in_key_purpose' })
})

test('somebody who is no client is told whom to call', async () => {
  const { browser, code } = await begin()
  const key = await issueKey(world.authority, { algorithm: 'gost2015', iin: '900101300017' })
  expect((await egovMobileBefore(world, code, key).sign()).status).toBe(200)
  const { status, problem } = await enter(browser, code)
  expect(status).toBe(403)
  expect(problem).toMatchObject({ code: 'unknown_client', params: { phone: '+7 7172 79 75 75' } })
})

test('only the browser that began hears of it and comes in', async () => {
  const { browser, code } = await begin()
  await egovMobileBefore(world, code, gost).sign()
  const stranger = (await begin()).browser
  const client = await world.as(world.people.aigerim)
  for (const other of [stranger, client, await world.as(null)]) {
    expect((await other.ask(`GET /api/egov-mobile-signings/${code.id}`)).status).toBe(404)
    expect((await other.ask(`DELETE /api/egov-mobile-signings/${code.id}`)).status).toBe(404)
    expect((await enter(other, code)).status).toBe(404)
  }
  expect((await enter(browser, code)).status).toBe(200)
})

test('late, cancelled, or left by the page: nobody comes in', async () => {
  const late = await begin()
  const app = egovMobileBefore(world, late.code, gost)
  const signed = await app.signed()
  world.setNow('2026-01-12T05:05:00Z')
  expect((await app.put(signed)).status).toBe(404)
  expect((await newsOf(late.browser, late.code)).state).toBe('expired')
  expect((await enter(late.browser, late.code)).problem.code).toBe('challenge_gone')

  const cancelled = await begin()
  await egovMobileBefore(world, cancelled.code, gost).cancel()
  expect((await newsOf(cancelled.browser, cancelled.code)).state).toBe('cancelled')

  const left = await begin()
  await egovMobileBefore(world, left.code, gost).sign()
  expect((await left.browser.ask(`DELETE /api/egov-mobile-signings/${left.code.id}`)).status).toBe(200)
  expect((await enter(left.browser, left.code)).problem.code).toBe('challenge_gone')
})

test('a letter’s code lets nobody in, and a sign-in’s signature is no letter', async () => {
  const { browser, code } = await begin()
  await egovMobileBefore(world, code, gost).sign()
  const owner = await world.as(world.people.aigerim)
  const { draftId, letterId, code: ofLetter } = await openLetterCode(owner, world.contracts.rent)
  const sent = await owner.ask(`POST /api/drafts/${draftId}/signature`, {
    body: { letterId, method: 'egovQr', egovMobileSigningId: code.id },
  })
  expect(sent.problem.code).toBe('egov_mobile_signature_gone')
  await egovMobileBefore(world, ofLetter, gost).sign()
  expect((await enter(browser, ofLetter)).status).toBe(404)
})

test('a site whose host eGov Mobile does not know offers no phone, and opens no code', async () => {
  const real = await createSignedWorld(start, { demo: false })
  try {
    const browser = await real.as(null)
    const { body } = await browser.ask<Session>('GET /api/session')
    expect(body.ways).toEqual(['keyFile', 'ncaLayer'])
    expect((await browser.ask('POST /api/egov-mobile-sign-in')).status).toBe(404)
  } finally {
    await real.close()
  }
})

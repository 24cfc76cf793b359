import { afterAll, beforeAll, expect, test } from 'vitest'
import { type EgovMobileService, startEgovMobile } from '../../pretend/egov-mobile/egov-mobile-service.ts'
import { newsOf, openLetterCode } from '../../test/egov-mobile-signing.ts'
import { createSignedWorld, type SignedWorld } from '../../test/signed-world.ts'
import type { TestBrowser } from '../../test/test-browser.ts'
import type { DemoPhoneScreen, EgovMobileSigning } from '../../wire/egov-mobile.ts'
import { egovMobileMischiefs } from '../../wire/egov-mobile.ts'
import { leaveDemoPeople } from './demo-people.ts'

let world: SignedWorld
let phones: EgovMobileService
let owner: TestBrowser
beforeAll(async () => {
  phones = await startEgovMobile({ allows: ({ origin }) => origin === world.origin })
  world = await createSignedWorld('2026-01-12T05:00:00Z', { playedPhone: phones.url })
  const { fileName, p12 } = await world.authority.issuePersonKey({
    surname: 'Сапарова',
    givenName: 'Айгерім',
    iin: '921125270019',
    algorithm: 'gost2015',
    purpose: 'sign',
    notBefore: new Date('2025-06-01T00:00:00Z'),
    notAfter: new Date('2027-06-01T00:00:00Z'),
    password: 'Demo-key1',
  })
  const person = {
    id: world.people.aigerim.id,
    kind: 'client' as const,
    fullName: 'Сапарова Айгерім',
    note: [],
    keys: [{ fileName, algorithm: 'gost2015' as const, purpose: 'sign' as const, password: 'Demo-key1' }],
    login: null,
    password: null,
    totpSecret: null,
  }
  const keys = { [fileName]: Buffer.from(p12).toString('base64') }
  await leaveDemoPeople(world.context, { people: [person], keys })
  owner = await world.as(world.people.aigerim)
})
afterAll(async () => {
  await world.close()
  await phones.close()
})

const use = (qr: string, act: string, more: object = {}) =>
  owner.ask<DemoPhoneScreen>('POST /api/demo/phone', {
    body: { qr, personId: world.people.aigerim.id, act, ...more },
  })

test('a newcomer opens the phone beside the page: it shows the document with the pair, and signs', async () => {
  const { code } = await openLetterCode(owner, world.contracts.rent)
  const looked = await use(code.qr, 'look')
  expect(looked.status, JSON.stringify(looked.body)).toBe(200)
  expect(looked.body).toMatchObject({
    outcome: 'shown',
    errand: {
      organisation: expect.stringContaining('«'),
      document: expect.stringContaining(`${code.pair} коды`),
      expiresAt: code.expiresAt,
      meta: expect.arrayContaining([expect.objectContaining({ value: code.pair })]),
    },
  })
  expect((await newsOf(owner, code)).state).toBe('fetched')
  expect((await use(code.qr, 'sign')).body).toMatchObject({ outcome: 'signed', message: null })
  expect((await newsOf(owner, code)).state).toBe('signed')
  expect((await use(code.qr, 'look')).body).toMatchObject({
    outcome: 'refused',
    message: expect.stringContaining('пайдаланылып қойған'),
  })
})

test('it can be cancelled and can misbehave in every way that is offered', async () => {
  const { code } = await openLetterCode(owner, world.contracts.rent)
  expect((await use(code.qr, 'cancel')).body.outcome).toBe('cancelled')
  expect((await newsOf(owner, code)).state).toBe('cancelled')
  const outcomes: Record<string, string> = {}
  for (const mischief of egovMobileMischiefs) {
    const { code: each } = await openLetterCode(owner, world.contracts.rent)
    outcomes[mischief] = (await use(each.qr, 'sign', { mischief })).body.outcome
  }
  expect(outcomes).toEqual({
    otherDocument: 'refused',
    damaged: 'refused',
    attached: 'signed',
    twice: 'refused',
  })
})

test('a phone goes to no other address than a code of this site', async () => {
  const { code } = await openLetterCode(owner, world.contracts.rent)
  const { port } = new URL(world.origin)
  const own = code.qr.slice('mobileSign:'.length)
  for (const qr of [
    'https://example.kz',
    'mobileSign:http://169.254.169.254/latest',
    `mobileSign:http://127.0.0.1:${Number(port) + 1}/api/mgov/${'A'.repeat(22)}`,
    `mobileSign:${world.origin}/api/session`,
    `mobileSign:${own}/document`,
    `mobileSign:${own}?x=1`,
    `mobileSign:${own.replace('//', '//user@')}`,
    own,
  ]) {
    expect((await use(qr, 'look')).body, qr).toMatchObject({ outcome: 'notOurs', errand: null })
  }
  const stranger: EgovMobileSigning['id'] = crypto.randomUUID()
  expect((await use(code.qr, 'look', { personId: stranger })).status).toBe(404)
})

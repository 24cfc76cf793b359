import { beforeAll, describe, expect, test, vi } from 'vitest'
import { type Authority, createAuthority } from '../pretend/certification-authority/authority.ts'
import { type ListOrder, writeList } from '../pretend/certification-authority/revocation-list.ts'
import type { Revocation } from '../pretend/certification-authority/revocation-register.ts'
import { type Certificate, parseCertificate } from './certificate.ts'
import { encode } from './der-writer.ts'
import { findRevocation } from './revocation.ts'

vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 })

const at = Date.parse('2026-09-01T05:00:00Z')
const hour = 3_600_000
let authority: Authority
let key: Certificate

beforeAll(async () => {
  authority = await createAuthority({ now: new Date(at) })
  key = parseCertificate((await newKey(authority)).certificate)
})

const newKey = (of: Authority) =>
  of.issuePersonKey({
    surname: 'Сапарова',
    givenName: 'Айгерім',
    iin: '921125270019',
    algorithm: 'gost2015',
    purpose: 'sign',
    notBefore: new Date(at - 86_400_000),
    notAfter: new Date(at + 86_400_000 * 300),
    password: 'Qwerty12',
  })

type Reason = Revocation['reason']
interface Told extends Partial<Omit<ListOrder, 'revoked'>> {
  /** What the list says of the key; nothing where left out. */
  readonly says?: Reason
  readonly by?: Authority
}

const list = ({ says, by = authority, ...order }: Told) =>
  writeList(by.issuing('gost2015'), {
    number: 14,
    thisUpdate: at - 10 * hour,
    nextUpdate: at + 17 * hour,
    revoked: new Map(says === undefined ? [] : [[key.facts.serial, { at: at - 11 * hour, reason: says }]]),
    ...order,
  })
const base = (told: Told = {}) => list(told)
/** As the national authority numbers them: in a row of their own, here the tenth on the fourteenth base. */
const delta = (told: Told = {}) =>
  list({ number: 10, deltaOf: 14, thisUpdate: at - hour, nextUpdate: at + 6 * hour, ...told })

async function finding(...lists: Promise<Uint8Array>[]) {
  const crls = await Promise.all(lists)
  const moment = { usedAt: at, proven: true, now: at }
  const issuer = authority.issuing('gost2015').certificate
  const said = (order: Uint8Array[]) => findRevocation(key, issuer, { ocsp: [], crls: order }, moment)
  const found = await said(crls)
  expect(await said([...crls].reverse()), 'in whatever order they lie').toEqual(found)
  return found
}

describe('deltas numbered in a row of their own', () => {
  test.each<[string, Reason | undefined, Reason | undefined, string, string | null]>([
    ['a key revoked only in the delta', undefined, 'keyCompromise', 'revoked', 'revoked'],
    ['a key held only in the delta', undefined, 'certificateHold', 'revoked', 'on_hold'],
    ['a hold that the delta lifts', 'certificateHold', 'removeFromCRL', 'good', null],
    ['a hold that became a revocation', 'certificateHold', 'keyCompromise', 'revoked', 'revoked'],
    ['a revocation is not lifted as a hold is', 'keyCompromise', 'removeFromCRL', 'revoked', 'revoked'],
    ['neither names the key', undefined, undefined, 'good', null],
  ])('%s', async (_, inBase, inDelta, state, code) => {
    const told = (says: Reason | undefined): Told => (says === undefined ? {} : { says })
    expect(await finding(base(told(inBase)), delta(told(inDelta)))).toMatchObject({
      state,
      code,
      source: 'crl',
    })
  })

  test('the moment is that of the newest of them', async () => {
    expect(await finding(base(), delta())).toMatchObject({ thisUpdate: at - hour })
  })

  test('of two deltas the later one has the last word, whatever their numbers', async () => {
    const held = delta({ says: 'certificateHold', number: 12, thisUpdate: at - 3 * hour })
    const lifted = delta({ says: 'removeFromCRL', number: 11, thisUpdate: at - 2 * hour })
    expect(await finding(base(), held, lifted)).toMatchObject({ state: 'good' })
    const again = delta({ says: 'keyCompromise', number: 13, thisUpdate: at - hour })
    expect(await finding(base(), held, lifted, again)).toMatchObject({ code: 'revoked' })
  })

  test.each<[string, Reason, readonly Reason[], string | null]>([
    [
      'not by a hold that is lifted after it',
      'keyCompromise',
      ['certificateHold', 'removeFromCRL'],
      'revoked',
    ],
    ['not by a hold', 'keyCompromise', ['certificateHold'], 'revoked'],
    ['not by a milder reason', 'keyCompromise', ['superseded'], 'revoked'],
    [
      'a hold may be lifted and come again',
      'certificateHold',
      ['removeFromCRL', 'certificateHold'],
      'on_hold',
    ],
  ])('a revocation is taken back by nobody: %s', async (_, inBase, words, code) => {
    const deltas = words.map((says, n) => delta({ says, number: 10 + n, thisUpdate: at - (5 - n) * hour }))
    expect(await finding(base({ says: inBase }), ...deltas)).toMatchObject({ code })
  })

  test('of two deltas of one second the later number has the last word, in whatever order they lie', async () => {
    const held = delta({ says: 'certificateHold', number: 10 })
    const lifted = delta({ says: 'removeFromCRL', number: 11 })
    expect(await finding(base(), held, lifted)).toMatchObject({ state: 'good' })
  })
})

describe('a delta that does not continue this base', () => {
  test('the base is below the one it continues', async () => {
    expect(await finding(base(), delta({ says: 'keyCompromise', deltaOf: 15 }))).toMatchObject({
      state: 'good',
      thisUpdate: at - 10 * hour,
    })
  })

  test('it continues an earlier base: everything since then is in it', async () => {
    expect(await finding(base(), delta({ says: 'keyCompromise', deltaOf: 13 }))).toMatchObject({
      code: 'revoked',
    })
  })

  test('it is older than the base by its day, though its number is greater', async () => {
    const older = delta({ says: 'removeFromCRL', number: 900, thisUpdate: at - 11 * hour })
    expect(await finding(base({ says: 'certificateHold' }), older)).toMatchObject({ code: 'on_hold' })
    const same = delta({ says: 'removeFromCRL', number: 1, thisUpdate: at - 10 * hour })
    expect(await finding(base({ says: 'certificateHold' }), same)).toMatchObject({ state: 'good' })
  })

  test('it is of another authority', async () => {
    const other = await createAuthority({ now: new Date(at) })
    expect(await finding(base(), delta({ says: 'keyCompromise', by: other }))).toMatchObject({
      state: 'good',
    })
  })

  test('it is about something else', async () => {
    const people = encode(0x30, encode(0x81, Uint8Array.of(0xff)))
    const held = base({ says: 'certificateHold' })
    expect(await finding(held, delta({ says: 'removeFromCRL', scope: people }))).toMatchObject({
      code: 'on_hold',
    })
    const both = base({ says: 'certificateHold', scope: people })
    expect(await finding(both, delta({ says: 'removeFromCRL', scope: people }))).toMatchObject({
      state: 'good',
    })
    expect(await finding(both, delta({ says: 'removeFromCRL' }))).toMatchObject({ code: 'on_hold' })
  })

  test('there is no base, or what should be one is a delta too', async () => {
    expect(await finding(delta())).toMatchObject({ state: 'unknown' })
    expect(await finding(delta({ number: 14, deltaOf: 1 }), delta())).toMatchObject({ state: 'unknown' })
  })

  test('a whole list that takes somebody back is no list', async () => {
    expect(await finding(base({ says: 'removeFromCRL' }))).toMatchObject({
      state: 'unknown',
      why: 'unreadable',
    })
  })
})

test('a delta that is dated ahead of the clock says nothing yet, nor takes anything back', async () => {
  const ahead = { thisUpdate: at + hour, nextUpdate: at + 6 * hour }
  expect(await finding(base(), delta({ ...ahead, says: 'keyCompromise' }))).toMatchObject({ state: 'good' })
})

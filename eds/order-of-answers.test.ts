import { beforeAll, describe, expect, test, vi } from 'vitest'
import { type Authority, createAuthority, type Holder } from '../pretend/certification-authority/authority.ts'
import { type StatementOrder, writeAnswer } from '../pretend/certification-authority/ocsp-answer.ts'
import { readRequest } from '../pretend/certification-authority/ocsp-responder.ts'
import { writeList } from '../pretend/certification-authority/revocation-list.ts'
import type { Revocation } from '../pretend/certification-authority/revocation-register.ts'
import { type Certificate, parseCertificate } from './certificate.ts'
import { ocspRequest } from './ocsp.ts'
import { findRevocation } from './revocation.ts'

vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 })

const at = Date.parse('2026-09-01T05:00:00Z')
const hour = 3_600_000
let authority: Authority
let responder: Holder
let issuer: Certificate
let key: Certificate
let id: Uint8Array

beforeAll(async () => {
  authority = await createAuthority({ now: new Date(at) })
  responder = await authority.issueService('ocsp', 'gost2015', new Date(at))
  issuer = authority.issuing('gost2015').certificate
  const { certificate } = await authority.issuePersonKey({
    surname: 'Сапарова',
    givenName: 'Айгерім',
    iin: '921125270019',
    algorithm: 'gost2015',
    purpose: 'sign',
    notBefore: new Date(at - 86_400_000),
    notAfter: new Date(at + 86_400_000 * 300),
    password: 'Qwerty12',
  })
  key = parseCertificate(certificate)
  id = readRequest(await ocspRequest(key, issuer, new Uint8Array(16))).id
})

type Status = StatementOrder['status']
const minute = hour / 60
const held: Revocation = { at: at - 20 * hour, reason: 'certificateHold' }
const stolen: Revocation = { at: at - 20 * hour, reason: 'keyCompromise' }
interface Piece {
  readonly kind: 'ocsp' | 'crl'
  readonly bytes: Uint8Array
}

const answer = async (thisUpdate: number, ...statuses: Status[]): Promise<Piece> => ({
  kind: 'ocsp',
  bytes: await writeAnswer(responder, {
    statements: statuses.map((status) => ({ id, status, thisUpdate, nextUpdate: thisUpdate + 24 * hour })),
    producedAt: thisUpdate,
  }),
})
const list = async (thisUpdate: number, ...says: Revocation[]): Promise<Piece> => ({
  kind: 'crl',
  bytes: await writeList(authority.issuing('gost2015'), {
    revoked: new Map(says.map((one) => [key.facts.serial, one])),
    number: 5,
    thisUpdate,
    nextUpdate: thisUpdate + 24 * hour,
  }),
})

/** What they come to, the same in every order. */
async function finding(...made: Promise<Piece>[]) {
  const pieces = await Promise.all(made)
  const say = (order: readonly Piece[]) => {
    const of = (kind: Piece['kind']) => order.filter((one) => one.kind === kind).map(({ bytes }) => bytes)
    const moment = { usedAt: at, proven: true, now: at }
    return findRevocation(key, issuer, { ocsp: of('ocsp'), crls: of('crl') }, moment)
  }
  const found = await say(pieces)
  expect(await say([...pieces].reverse())).toEqual(found)
  expect(await say([...pieces.slice(1), ...pieces.slice(0, 1)])).toEqual(found)
  return found
}

describe.each([
  ['answers', answer],
  ['lists', list],
] as const)('of several %s', (_, made) => {
  const good = (thisUpdate: number) => (made === list ? list(thisUpdate) : answer(thisUpdate, 'good'))

  test('the newest counts', async () => {
    const lifted = await finding(made(at - 2 * hour, held), good(at - hour))
    expect(lifted).toMatchObject({ state: 'good', thisUpdate: at - hour })
    const revoked = await finding(good(at - 2 * hour), made(at - hour, stolen), good(at - 3 * hour))
    expect(revoked).toMatchObject({ state: 'revoked', reason: 'keyCompromise', thisUpdate: at - hour })
  })

  test('of equals, revoked', async () => {
    expect(await finding(good(at - hour), made(at - hour, stolen))).toMatchObject({ state: 'revoked' })
  })

  test('one that is out of date says nothing good', async () => {
    expect(await finding(good(at - 25 * hour), made(at - 30 * hour, held))).toMatchObject({ code: 'on_hold' })
    expect(await finding(good(at - 25 * hour), good(at - hour))).toMatchObject({ state: 'good' })
  })

  test('one that is dated ahead of the clock is none, a few minutes apart', async () => {
    const ahead = { state: 'unknown', why: 'ahead' }
    expect(await finding(good(at + minute * 5))).toMatchObject({ state: 'good' })
    expect(await finding(good(at + minute * 5 + 1000))).toMatchObject(ahead)
    expect(await finding(made(at + minute * 6, stolen))).toMatchObject(ahead)
    // Else it would be the newest until that day.
    expect(await finding(made(at - hour, stolen), good(at + 20 * hour))).toMatchObject({ state: 'revoked' })
    expect(await finding(good(at - hour), good(at + 20 * hour))).toMatchObject({
      state: 'good',
      thisUpdate: at - hour,
    })
  })

  test('one of somebody else takes nothing away', async () => {
    const other = await createAuthority({ now: new Date(at) })
    const foreign = await other.issueService('ocsp', 'gost2015', new Date(at))
    const forged: Promise<Piece> =
      made === list
        ? writeList(other.issuing('gost2015'), {
            revoked: new Map(),
            number: 9,
            thisUpdate: at,
            nextUpdate: at + hour,
          }).then((bytes) => ({ kind: 'crl', bytes }))
        : writeAnswer(foreign, { statements: [{ id, status: 'good', thisUpdate: at }], producedAt: at }).then(
            (bytes) => ({ kind: 'ocsp', bytes }),
          )
    expect(await finding(made(at - hour, stolen), forged)).toMatchObject({ state: 'revoked' })
    expect(await finding(good(at - hour), forged)).toMatchObject({ state: 'good', thisUpdate: at - hour })
    expect(await finding(forged)).toMatchObject({ state: 'unknown', why: 'not_authorised' })
  })
})

test('an answer and a list: the newer, of equals revoked', async () => {
  expect(await finding(answer(at - 2 * hour, 'good'), list(at - hour, stolen))).toMatchObject({
    state: 'revoked',
    source: 'crl',
  })
  expect(await finding(answer(at - hour, 'good'), list(at - 2 * hour, held))).toMatchObject({
    state: 'good',
    source: 'ocsp',
  })
  expect(await finding(answer(at - hour, 'good'), list(at - hour, stolen))).toMatchObject({
    state: 'revoked',
  })
  expect(await finding(answer(at - hour, held), list(at - hour))).toMatchObject({ code: 'on_hold' })
})

test('a list knows no number that was never issued, whatever its day', async () => {
  const never = await finding(answer(at - 2 * hour, 'neverIssued'), list(at - hour))
  expect(never).toMatchObject({ code: 'not_known_to_ca' })
})

test('one answer that says good and revoked of the same key is no answer', async () => {
  expect(await finding(answer(at - hour, 'good', stolen))).toMatchObject({
    state: 'unknown',
    why: 'contradicts',
  })
  expect(await finding(answer(at - hour, stolen, 'good'))).toMatchObject({
    state: 'unknown',
    why: 'contradicts',
  })
  // It is not outvoted by a list either.
  expect(await finding(answer(at - hour, stolen, 'good'), list(at))).toMatchObject({ state: 'unknown' })
  expect(await finding(answer(at - hour, 'good', 'good'))).toMatchObject({ state: 'good' })
})

test('the newest answer, of a responder that does not know, is the last word too', async () => {
  expect(await finding(answer(at - 2 * hour, 'good'), answer(at - hour, 'unknown'))).toMatchObject({
    state: 'unknown',
    why: 'responder_unsure',
  })
  expect(await finding(answer(at - hour, 'good'), answer(at - 2 * hour, 'unknown'))).toMatchObject({
    state: 'good',
  })
})

test('what can’t be read is passed over where another answer decides, and decides nothing alone', async () => {
  const nonsense = Promise.resolve<Piece>({ kind: 'ocsp', bytes: Uint8Array.of(0) })
  expect(await finding(nonsense, answer(at - hour, stolen))).toMatchObject({ state: 'revoked' })
  expect(await finding(nonsense, list(at - hour))).toMatchObject({ state: 'unknown', why: 'unreadable' })
})

import { beforeAll, describe, expect, test, vi } from 'vitest'
import { type Authority, createAuthority, type Holder } from '../pretend/certification-authority/authority.ts'
import { writeList } from '../pretend/certification-authority/revocation-list.ts'
import type { Revocation } from '../pretend/certification-authority/revocation-register.ts'
import { answerTimestamp } from '../pretend/certification-authority/timestamping.ts'
import { attribute, withUnsigned } from '../test/unsigned-attributes.ts'
import { parseCertificate } from './certificate.ts'
import { parseCms } from './cms.ts'
import { buildCms } from './cms-writer.ts'
import { oids } from './oids.ts'
import { openKeyFile } from './pkcs12.ts'
import { checkTimestamp, timestampRequest, timestampToken } from './timestamp.ts'
import { verifyCms } from './verify.ts'

vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 })

const hour = 3_600_000
const year = 365 * 24 * hour
const stampedAt = Date.parse('2026-09-01T05:00:00Z')
const receivedAt = stampedAt + hour
let authority: Authority
let stamper: Holder
let cms: Uint8Array
const content = new TextEncoder().encode('%PDF-1.7 өтініш')

beforeAll(async () => {
  authority = await createAuthority({ now: new Date(stampedAt) })
  stamper = await authority.issueService('timestamps', 'gost2015', new Date(stampedAt))
  const { p12 } = await authority.issuePersonKey({
    surname: 'Сапарова',
    givenName: 'Айгерім',
    iin: '921125270019',
    algorithm: 'gost2015',
    purpose: 'sign',
    notBefore: new Date(stampedAt - 24 * hour),
    notAfter: new Date(stampedAt + hour / 2),
    password: 'Qwerty12',
  })
  const { certificate, privateKey } = openKeyFile(p12, 'Qwerty12')
  if (privateKey === null) throw new Error('no key')
  cms = await buildCms({ content, certificate, privateKey, signingTime: stampedAt, detached: true })
})

const signatureOf = (message: Uint8Array) => parseCms(message).signers[0]?.signature ?? new Uint8Array()
async function tokenBy(by: Holder, at = stampedAt, over = signatureOf(cms)): Promise<Uint8Array> {
  const request = await timestampRequest(over, oids.streebog512, Uint8Array.of(5))
  return timestampToken(await answerTimestamp(request, by, at))
}
const listOf = (by: Holder, revocation: Revocation | null, thisUpdate: number) =>
  writeList(authority.issuing('gost2015'), {
    revoked: new Map(revocation === null ? [] : [[by.certificate.facts.serial, revocation]]),
    number: 5,
    thisUpdate,
    nextUpdate: thisUpdate + 24 * hour,
  })
const rootList = () =>
  writeList(authority.root('gost2015'), {
    revoked: new Map(),
    number: 5,
    thisUpdate: stampedAt,
    nextUpdate: stampedAt + year,
  })
const trust = () => ({
  anchors: authority.anchors.map(parseCertificate),
  intermediates: authority.intermediates.map(parseCertificate),
  now: stampedAt + 2 * year,
})

describe('the certificate of a timestamp’s authority', () => {
  const check = async (revocation: Revocation | null, listedAt = receivedAt) =>
    checkTimestamp(await tokenBy(stamper), signatureOf(cms), {
      ...trust(),
      evidence: { ocsp: [], crls: [await listOf(stamper, revocation, listedAt), await rootList()] },
    })
  const at = (hours: number, reason: Revocation['reason']): Revocation => ({
    at: stampedAt + hours * hour,
    reason,
  })

  test.each<[string, Revocation | null, string, string]>([
    ['not revoked', null, 'ok', 'good'],
    ['revoked before, whatever for', at(-1, 'superseded'), 'untrusted', 'revoked'],
    ['on hold', at(-1, 'certificateHold'), 'untrusted', 'revoked'],
    ['replaced later', at(0.5, 'superseded'), 'ok', 'good'],
    ['ceased later', at(0.5, 'cessationOfOperation'), 'ok', 'good'],
    ['its key declared compromised later', at(0.5, 'keyCompromise'), 'untrusted', 'revoked'],
    ['revoked later, and nobody says why', at(0.5, 'unspecified'), 'untrusted', 'revoked'],
  ])('%s', async (_, revocation, state, known) => {
    expect(await check(revocation)).toMatchObject({ state, revocation: known })
  })

  test('compromised years later, told by a list of then', async () => {
    const late = at(2 * 8760, 'keyCompromise')
    expect(await check(late, stampedAt + 2 * year)).toMatchObject({ state: 'untrusted' })
  })

  test('out of date at the token’s own time; ended since then it holds', async () => {
    const ended = await authority.issueService('timestamps', 'gost2015', new Date(stampedAt - 4 * year))
    const late = await checkTimestamp(await tokenBy(ended), signatureOf(cms), trust())
    expect(late.state).toBe('untrusted')
    const before = await checkTimestamp(await tokenBy(ended, stampedAt - 2 * year), signatureOf(cms), trust())
    expect(before.state).toBe('ok')
  })

  test('nobody knows: the token holds', async () => {
    const asked = { ...trust(), evidence: { ocsp: [], crls: [] } }
    expect(await checkTimestamp(await tokenBy(stamper), signatureOf(cms), asked)).toMatchObject({
      state: 'ok',
      revocation: 'unknown',
    })
  })
})

describe('tokens in a signature', () => {
  const check = async (tokens: Uint8Array[], crls: Uint8Array[] = [], apart = false) => {
    const attributes = apart
      ? tokens.map((token) => attribute(oids.timestampToken, token))
      : [attribute(oids.timestampToken, ...tokens)]
    return await verifyCms({
      cms: withUnsigned(cms, ...attributes),
      content,
      at: receivedAt,
      now: stampedAt + 2 * year,
      received: true,
      anchors: authority.anchors,
      intermediates: authority.intermediates,
      expectIin: '921125270019',
      purpose: 'letter',
      ...(crls.length === 0 ? {} : { evidence: { ocsp: [], crls } }),
    })
  }

  test('the token saves a signature whose certificate ended before it came', async () => {
    expect(await check([await tokenBy(stamper)])).toMatchObject({
      result: 'valid',
      time: { by: 'timestamp' },
    })
  })

  test('of an authority whose key was compromised: it proves no time', async () => {
    const stolen = { at: receivedAt, reason: 'keyCompromise' } as const
    const lists = [await listOf(stamper, stolen, receivedAt)]
    const verdict = await check([await tokenBy(stamper)], lists)
    expect(verdict).toMatchObject({ result: 'invalid', time: { at: receivedAt, by: 'given' } })
    expect(verdict.codes).toEqual(expect.arrayContaining(['timestamp_untrusted', 'cert_expired']))
  })

  test('two are read one after another, and the first that holds counts', async () => {
    const stranger = await createAuthority({ now: new Date(stampedAt) })
    const unknown = await tokenBy(await stranger.issueService('timestamps', 'gost2015', new Date(stampedAt)))
    const right = await tokenBy(stamper)
    const ofOther = await tokenBy(stamper, stampedAt, Uint8Array.of(1, 2, 3))
    for (const apart of [false, true]) {
      for (const tokens of [
        [unknown, right],
        [right, unknown],
        [ofOther, right],
      ]) {
        const verdict = await check(tokens, [], apart)
        expect(verdict).toMatchObject({ result: 'valid', time: { at: stampedAt, by: 'timestamp' } })
        expect(verdict.timestampToken).toEqual(right)
      }
      expect((await check([unknown, unknown], [], apart)).codes).toContain('timestamp_untrusted')
      expect((await check([ofOther, unknown], [], apart)).codes).toContain('timestamp_invalid')
    }
  })
})

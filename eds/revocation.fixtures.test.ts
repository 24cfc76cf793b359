import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { fixturesDir } from '../test/shared-fixtures.ts'
import { toHex } from './bytes.ts'
import { parseCertificate } from './certificate.ts'
import { parseCms } from './cms.ts'
import { parseCrl } from './crl.ts'
import { authorisedResponder, ocspRequest, parseOcsp } from './ocsp.ts'
import { derOf } from './pem.ts'
import { openKeyFile } from './pkcs12.ts'
import { findRevocation } from './revocation.ts'
import { checkTimestamp, timestampToken } from './timestamp.ts'
import { verifyCms } from './verify.ts'

const read = (name: string) => new Uint8Array(readFileSync(join(fixturesDir ?? '', name)))
const certificate = (name: string) => parseCertificate(derOf(read(name), 'certificate'))
const keyOf = async (name: string) => (await openKeyFile(read(name), 'Qwerty12')).certificate
/** Later than every list and answer here. */
const today = Date.parse('2027-03-01T00:00:00Z')
const at = (iso: string, proven = false) => ({ usedAt: Date.parse(iso), proven, now: today })
const gostList = () => ({ ocsp: [], crls: [read('crl/test2022_gost_2026-08.crl')] })
const rsaList = () => ({ ocsp: [], crls: [read('crl/test2019_rsa_2022-03.crl')] })
const gostCa = () => certificate('ca/test2022_nca_gost.cer')
const rsaCa = () => certificate('ca/test2019_nca_rsa.crt')

describe.skipIf(fixturesDir === undefined)(
  'revocation on real lists and answers (shared PKI fixtures)',
  () => {
    test('a good key by a fresh list, unknown by a stale one and without any', async () => {
      const key = await keyOf('p12/gost2015_individual_2026.p12')
      expect(await findRevocation(key, gostCa(), gostList(), at('2026-09-01T00:00:00Z'))).toMatchObject({
        state: 'good',
        source: 'crl',
      })
      expect(await findRevocation(key, gostCa(), gostList(), at('2027-03-01T00:00:00Z'))).toMatchObject({
        state: 'unknown',
        code: 'revocation_unavailable',
        why: 'stale',
      })
      const none = { ocsp: [], crls: [] }
      expect(await findRevocation(key, gostCa(), none, at('2026-09-01T00:00:00Z'))).toMatchObject({
        why: 'nothing_given',
      })
    })

    test.each([
      ['p12/gost2015_individual_2026_revoked.p12', 'on_hold', 'certificateHold', '2026-05-08T14:57:29Z'],
      ['p12/gost2015_employee_2026_superseded.p12', 'revoked', 'superseded', '2026-06-02T11:39:09Z'],
    ])('%s is %s', async (file, code, reason, revokedAt) => {
      const finding = await findRevocation(
        await keyOf(file),
        gostCa(),
        gostList(),
        at('2026-09-01T00:00:00Z'),
      )
      expect(finding).toMatchObject({ state: 'revoked', code, reason, revokedAt: Date.parse(revokedAt) })
    })

    test('a revocation for a harmless reason is forgiven to what was provably signed before it', async () => {
      const key = await keyOf('p12/gost2015_employee_2026_superseded.p12')
      const before = '2026-05-20T00:00:00Z'
      expect((await findRevocation(key, gostCa(), gostList(), at(before, true))).state).toBe('good')
      expect((await findRevocation(key, gostCa(), gostList(), at(before))).state).toBe('revoked')
      const held = await keyOf('p12/gost2015_individual_2026_revoked.p12')
      const early = at('2026-05-08T14:00:00Z', true)
      expect((await findRevocation(held, gostCa(), gostList(), early)).state).toBe('revoked')
    })

    test.each([
      ['p12/rsa_individual_sign_2022_revoked.p12', '2022-01-18T04:40:24Z'],
      ['p12/rsa_individual_auth_2022_revoked.p12', '2022-01-18T04:41:12Z'],
    ])('RSA: %s', async (file, revokedAt) => {
      const finding = await findRevocation(await keyOf(file), rsaCa(), rsaList(), at('2022-06-01T00:00:00Z'))
      expect(finding).toMatchObject({ state: 'revoked', revokedAt: Date.parse(revokedAt) })
    })

    test('a list of another authority, a damaged one and one of an algorithm we lack decide nothing', async () => {
      const key = await keyOf('p12/gost2015_individual_2026.p12')
      const moment = at('2026-09-01T00:00:00Z')
      const foreign = { ocsp: [], crls: [read('crl/test2019_rsa_2022-03.crl')] }
      expect((await findRevocation(key, gostCa(), foreign, moment)).state).toBe('unknown')
      const list = read('crl/test2022_gost_2026-08.crl')
      for (const place of [400, list.length - 200, list.length - 1]) {
        const damaged = Uint8Array.from(list)
        damaged[place] = (damaged[place] ?? 0) ^ 1
        const finding = await findRevocation(key, gostCa(), { ocsp: [], crls: [damaged] }, moment)
        expect(finding.state, `byte ${place}`).toBe('unknown')
      }
      expect(parseCrl(read('crl/test2019_gost2004_2022-03.crl')).signatureAlgorithm).toMatch(/^1\.2\.398/)
    })

    test('an OCSP answer counts for its time, not before and not long after', async () => {
      const key = await keyOf('p12/rsa_individual_sign_2021.p12')
      const evidence = { ocsp: [read('ocsp/good_rsa_4279390A.bin')], crls: [] }
      // Answered `good` eight months after the certificate's end: proves nothing (docs/signature-facts.md 1.8).
      expect(await findRevocation(key, rsaCa(), evidence, at('2021-06-01T00:00:00Z'))).toMatchObject({
        state: 'unknown',
        why: 'stale',
      })
      const answer = parseOcsp(read('ocsp/good_rsa_4279390A.bin'))
      expect(answer.statements[0]).toMatchObject({ status: 'good', nextUpdate: null })
      expect(toHex(answer.nonce ?? new Uint8Array())).toContain('b5e5c9b552cbcac4')
      expect(await authorisedResponder(answer, rsaCa())).not.toBeNull()
      expect(await authorisedResponder(answer, gostCa())).toBeNull()
    })

    test('a GOST responder is read and checked', async () => {
      const answer = parseOcsp(read('ocsp/revoked_gost2015_3A90343E.bin'))
      expect(answer.statements[0]).toMatchObject({
        status: 'revoked',
        reason: 'certificateHold',
        revokedAt: Date.parse('2022-07-27T10:25:30Z'),
      })
      expect(answer.extendedRevoke).toBe(true)
      expect(await authorisedResponder(answer, gostCa())).not.toBeNull()
      const damaged = read('ocsp/revoked_gost2015_3A90343E.bin')
      const place = damaged.length - 900
      damaged[place] = (damaged[place] ?? 0) ^ 1
      const again = (() => {
        try {
          return parseOcsp(damaged)
        } catch {
          return null
        }
      })()
      expect(again === null ? null : await authorisedResponder(again, gostCa())).toBeNull()
    })

    test('a request names the certificate by SHA-256', async () => {
      const request = await ocspRequest(
        await keyOf('p12/rsa_individual_sign_2021.p12'),
        rsaCa(),
        new Uint8Array(16),
      )
      expect(toHex(request)).toContain('608648016503040201')
    })

    test('the whole verdict: 0 with a fresh list, unknown without', async () => {
      const verification = {
        cms: read('cms/gost2015_individual_detached.der'),
        content: read('cms/gost2015_individual_document.txt'),
        at: Date.parse('2026-09-01T00:00:00Z'),
        now: today,
        anchors: [gostCa().der],
        intermediates: [],
        expectIin: '123456789011',
        purpose: 'letter' as const,
      }
      expect(await verifyCms({ ...verification, evidence: gostList() })).toMatchObject({
        result: 'valid',
        codes: ['timestamp_untrusted'],
        revocation: 'good',
      })
      expect(await verifyCms({ ...verification, evidence: { ocsp: [], crls: [] } })).toMatchObject({
        result: 'unknown',
        code: 'revocation_unavailable',
      })
    })
  },
)

describe.skipIf(fixturesDir === undefined)('timestamps on real tokens (shared PKI fixtures)', () => {
  const trust = { anchors: [], intermediates: [], now: today }

  test('the production token: right, its authority out of reach', async () => {
    const message = parseCms(read('cms/gost2015_individual_detached.der'))
    const signature = message.signers[0]?.signature ?? null
    const token = read('tsp/tsp_token_gost2015_prod2026.der')
    const finding = await checkTimestamp(token, signature, trust)
    expect(finding).toMatchObject({
      state: 'untrusted',
      info: { policy: '1.2.398.3.3.2.6.4', time: Date.parse('2026-07-20T09:08:07Z') },
    })
    const pinned = { ...trust, anchors: [certificate('certs/tsa_prod2025_gost.cer')] }
    expect((await checkTimestamp(token, signature, pinned)).state).toBe('ok')
    expect((await checkTimestamp(token, new Uint8Array(128), pinned)).state).toBe('invalid')
    const damaged = Uint8Array.from(token)
    damaged[token.length - 5] = (damaged[token.length - 5] ?? 0) ^ 1
    expect((await checkTimestamp(damaged, signature, pinned)).state).toBe('invalid')
  })

  test('the old token: weak imprint, refused as proof', async () => {
    const token = timestampToken(read('tsp/tsp_response_gost2004.bin'))
    expect(token).toEqual(read('tsp/tsp_token_gost2004.bin'))
    expect(await checkTimestamp(token, Uint8Array.of(0xca, 0xfe, 0xba, 0xbe), trust)).toMatchObject({
      state: 'untrusted',
      info: { policy: '1.2.398.3.3.2.6.1', time: Date.parse('2022-09-18T13:20:14Z') },
    })
  })
})

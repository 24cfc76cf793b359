import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { fixturesDir } from '../test/shared-fixtures.ts'
import { parseCms } from './cms.ts'
import { buildCms } from './cms-writer.ts'
import { derOf } from './pem.ts'
import { openKeyFile } from './pkcs12.ts'
import { type Verification, verifyCms } from './verify.ts'

const read = (name: string) => new Uint8Array(readFileSync(join(fixturesDir ?? '', name)))
const utf8 = (text: string) => new TextEncoder().encode(text)

const certificate = (name: string): Uint8Array => derOf(read(name), 'certificate')

/** Trust sets by the names the fixtures' own notes give them. */
const trust = {
  T22: () => ({
    anchors: [certificate('ca/test2022_root_gost.cer')],
    intermediates: [certificate('ca/test2022_nca_gost.cer')],
  }),
  TRSA: () => ({ anchors: [certificate('ca/test2019_nca_rsa.crt')], intermediates: [] }),
  TG04: () => ({ anchors: [certificate('ca/test2019_nca_gost2004.crt')], intermediates: [] }),
}

const letterBy = '123456789011'

function verify(set: keyof typeof trust, at: string, rest: Partial<Verification>) {
  return verifyCms({
    ...trust[set](),
    at: Date.parse(at),
    now: Date.parse(at),
    cms: new Uint8Array(),
    content: new Uint8Array(),
    expectIin: letterBy,
    purpose: 'letter',
    ...rest,
  })
}

describe.skipIf(fixturesDir === undefined)('verdicts on real signatures (shared PKI fixtures)', () => {
  const now = '2026-09-01T00:00:00Z'
  const text = () => read('cms/gost2015_individual_document.txt')

  test.each(['attached', 'detached'])('good GOST-2015, %s', async (form) => {
    const verdict = await verify('T22', now, {
      cms: read(`cms/gost2015_individual_${form}.der`),
      content: text(),
    })
    expect(verdict).toMatchObject({
      result: 'valid',
      code: 'ok',
      // Its timestamp is of the production authority, whose roots are not at hand.
      codes: ['timestamp_untrusted', 'revocation_not_checked'],
      revocation: 'not_checked',
      algorithm: 'gost2015-512',
      signer: { subject: { iin: letterBy, bin: null, surname: 'ТЕСТОВ', patronymic: 'ТЕСТОВИЧ' } },
    })
    expect(verdict.chain).toHaveLength(3)
    expect(verdict.signingTimeClaim).toBe(Date.parse('2026-07-20T09:08:06Z'))
    if (form === 'detached')
      expect(verdict.timestampToken).toEqual(read('tsp/tsp_token_gost2015_prod2026.der'))
    else expect(verdict.timestampToken?.length).toBeGreaterThan(1_000)
  })

  test('another content than was signed', async () => {
    const cms = read('cms/gost2015_individual_detached.der')
    expect(await verify('T22', now, { cms, content: utf8('another') })).toMatchObject({
      result: 'invalid',
      code: 'digest_mismatch',
    })
    const attached = read('cms/gost2015_individual_attached.der')
    expect(await verify('T22', now, { cms: attached, content: utf8('another') })).toMatchObject({
      result: 'invalid',
      code: 'content_differs',
    })
  })

  test('the client is somebody else', async () => {
    const cms = read('cms/gost2015_individual_detached.der')
    const verdict = await verify('T22', now, { cms, content: text(), expectIin: '123456789012' })
    expect(verdict).toMatchObject({ result: 'invalid', code: 'iin_mismatch' })
  })

  test('before, after and long after validity', async () => {
    const check = async (at: string) =>
      (await verify('T22', at, { cms: read('cms/gost2015_individual_detached.der'), content: text() })).codes
    expect(await check('2026-05-01T00:00:00Z')).toEqual([
      'cert_not_yet_valid',
      'timestamp_untrusted',
      'revocation_not_checked',
    ])
    expect(await check('2027-06-01T00:00:00Z')).toEqual([
      'cert_expired',
      'timestamp_untrusted',
      'revocation_not_checked',
    ])
    expect(await check('2033-01-01T00:00:00Z')).toEqual([
      'cert_expired',
      'ca_expired',
      'timestamp_untrusted',
      'revocation_not_checked',
    ])
  })

  test('a root that is not pinned', async () => {
    const cms = read('cms/gost2015_individual_detached.der')
    expect(await verify('TRSA', now, { cms, content: text() })).toMatchObject({ code: 'chain_unknown' })
  })

  test('RSA of 2020: valid then, expired now', async () => {
    const cms = new TextDecoder().decode(read('cms/rsa_individual_2020.cms.b64'))
    const then = await verify('TRSA', '2020-09-09T12:00:00Z', { cms, content: utf8('asdasd') })
    expect(then).toMatchObject({ result: 'valid', code: 'ok', algorithm: 'rsa', timestampToken: null })
    expect(then.chain).toHaveLength(2)
    const later = await verify('TRSA', now, { cms, content: utf8('asdasd') })
    expect(later).toMatchObject({ result: 'invalid', code: 'cert_expired' })
  })

  test('RSA signed after its certificate expired', async () => {
    const cms = read('cms/rsa_attached_signed_after_expiry.der')
    expect(await verify('TRSA', '2022-10-01T00:00:00Z', { cms, content: utf8('lol_kek') })).toMatchObject({
      result: 'invalid',
      codes: ['cert_expired', 'revocation_not_checked'],
    })
  })

  test('an AUTH key signs in but signs no letter', async () => {
    const cms = read('cms/rsa_authkey_2020.cms.b64')
    const at = '2020-09-09T12:00:00Z'
    const content = utf8('asdasd')
    expect(await verify('TRSA', at, { cms, content })).toMatchObject({
      result: 'invalid',
      code: 'wrong_purpose',
    })
    const signIn = await verify('TRSA', at, { cms, content, purpose: 'signIn', expectIin: null })
    expect(signIn).toMatchObject({ result: 'valid', signer: { subject: { iin: letterBy } } })
  })

  test('two signers', async () => {
    const cms = read('cms/two_signers_attached.der')
    const verdict = await verify('T22', '2022-09-27T12:00:00Z', { cms, content: utf8('test123') })
    expect(verdict).toMatchObject({ result: 'invalid', code: 'several_signers', signer: null })
  })

  test('GOST 34.310-2004 is told apart from a bad signature', async () => {
    const cms = read('cms/gost2004_head_2020.cms.b64')
    const verdict = await verify('TG04', '2020-09-09T12:00:00Z', { cms, content: utf8('asdasd') })
    expect(verdict).toMatchObject({ result: 'invalid', code: 'unsupported_algorithm', algorithm: 'gost2004' })
    expect(verdict.codes).not.toContain('signature_invalid')
  })

  test.each(['attached', 'detached'])('a foreign certificate, %s', async (form) => {
    const cms = read(`cms/foreign_rsa_selfsigned_${form}.pem`)
    const verdict = await verify('T22', now, { cms, content: text() })
    expect(verdict.result).toBe('invalid')
    expect(verdict.codes).toEqual(expect.arrayContaining(['digest_mismatch', 'chain_unknown', 'no_iin']))
    expect(verdict.codes).not.toContain('signature_invalid')
  })

  test('a foreign certificate that signed well is foreign all the same', async () => {
    const cms = read('cms/foreign_rsa_selfsigned_attached.pem')
    const { content } = parseCms(derOf(cms, 'signedMessage'))
    if (content === null) throw new Error('not attached')
    const verdict = await verify('T22', now, { cms, content })
    expect(verdict).toMatchObject({ result: 'invalid', code: 'chain_unknown' })
    for (const good of ['content_differs', 'digest_mismatch', 'signature_invalid']) {
      expect(verdict.codes).not.toContain(good)
    }
  })

  test.each([
    ['rsa_individual_sign_2021.p12', 'TRSA', '2022-01-12T10:00:00+06:00'],
    ['gost2015_individual_2026.p12', 'T22', '2026-09-01T00:00:00Z'],
  ] as const)('a letter signed by us with %s', async (name, set, at) => {
    const { certificate, privateKey } = openKeyFile(read(`p12/${name}`), 'Qwerty12')
    if (privateKey === null) throw new Error('no key')
    const content = utf8('%PDF-1.7 өтініш')
    const cms = await buildCms({
      content,
      certificate,
      privateKey,
      signingTime: Date.parse(at),
      detached: true,
    })
    expect(await verify(set, at, { cms, content })).toMatchObject({ result: 'valid', code: 'ok' })
  })
})

import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import type { Measures } from '../../eds/file/finding.ts'
import { kindOf } from '../../eds/file/kind-of.ts'
import { derOf } from '../../eds/pem.ts'
import { fixturesDir } from '../../test/shared-fixtures.ts'
import { findingOnFile } from './open-file.ts'

const read = (name: string) => new Uint8Array(readFileSync(join(fixturesDir ?? '', name)))

// Trust sets by the names the fixtures' own notes give them.
const trust = {
  T22: ['ca/test2022_root_gost.cer', 'ca/test2022_nca_gost.cer'],
  TRSA: ['ca/test2019_nca_rsa.crt'],
  TG04: ['ca/test2019_nca_gost2004.crt'],
  P15: [
    'ca/prod2015_root_rsa.crt',
    'ca/prod2018_nca_rsa.crt',
    'ca/prod2015_root_gost.crt',
    'ca/prod2018_nca_gost.crt',
  ],
  none: [],
} as const
const gostList = 'crl/test2022_gost_2026-08.crl'
const rsaList = 'crl/test2019_rsa_2022-03.crl'

interface Asked {
  set: keyof typeof trust
  at: string
  crl?: string
  content?: string | Uint8Array
  password?: string
  iin?: string
}

async function check(file: string, asked: Asked) {
  const measures: Measures = {
    trust: trust[asked.set].map((name) => derOf(read(name), 'certificate')),
    at: Date.parse(asked.at),
    now: Date.parse(asked.at),
    given: Date.parse(asked.at),
    content: asked.content === undefined ? null : new Uint8Array(Buffer.from(asked.content)),
    evidence: { crls: asked.crl === undefined ? [] : [read(asked.crl)], ocsp: [] },
    expectIin: asked.iin ?? null,
    intermediates: [],
  }
  const bytes = read(file)
  return await findingOnFile(kindOf(bytes), bytes, measures, asked.password ?? 'Qwerty12')
}

const autumn = '2026-09-01T00:00:00Z'
const document = () => read('cms/gost2015_individual_document.txt')

describe.skipIf(fixturesDir === undefined)('otinish verify on every fixture (shared PKI fixtures)', () => {
  test.each<[string, Asked, string, string]>([
    ['cms/gost2015_individual_attached.der', { set: 'T22', at: autumn, crl: gostList }, 'valid', 'ok'],
    ['cms/gost2015_individual_attached.der', { set: 'T22', at: autumn }, 'unknown', 'revocation_unavailable'],
    [
      'cms/gost2015_individual_detached.der',
      { set: 'T22', at: autumn, crl: gostList },
      'invalid',
      'content_missing',
    ],
    [
      'cms/rsa_attached_signed_after_expiry.der',
      { set: 'TRSA', at: '2022-10-01T00:00:00Z' },
      'invalid',
      'cert_expired',
    ],
    [
      'cms/rsa_attached_signed_after_expiry.der',
      { set: 'TRSA', at: '2021-06-01T00:00:00Z' },
      'unknown',
      'revocation_unavailable',
    ],
    [
      'cms/two_signers_attached.der',
      { set: 'T22', at: '2022-09-27T00:00:00Z' },
      'invalid',
      'several_signers',
    ],
    [
      'cms/rsa_individual_2020.cms.b64',
      { set: 'TRSA', at: '2020-09-09T12:00:00Z' },
      'unknown',
      'revocation_unavailable',
    ],
    ['cms/rsa_individual_2020.cms.b64', { set: 'TRSA', at: autumn }, 'invalid', 'cert_expired'],
    ['cms/rsa_authkey_2020.cms.b64', { set: 'TRSA', at: '2020-09-09T12:00:00Z' }, 'invalid', 'wrong_purpose'],
    [
      'cms/gost2004_head_2020.cms.b64',
      { set: 'TG04', at: '2020-09-09T12:00:00Z' },
      'invalid',
      'unsupported_algorithm',
    ],
    ['cms/foreign_rsa_selfsigned_attached.pem', { set: 'T22', at: autumn }, 'invalid', 'chain_unknown'],
    ['cms/foreign_rsa_selfsigned_detached.pem', { set: 'T22', at: autumn }, 'invalid', 'content_missing'],

    ['ca/test2022_root_gost.cer', { set: 'T22', at: autumn }, 'valid', 'ok'],
    ['ca/test2022_nca_gost.cer', { set: 'T22', at: autumn }, 'valid', 'ok'],
    ['ca/test2019_nca_rsa.crt', { set: 'TRSA', at: autumn }, 'invalid', 'cert_expired'],
    ['ca/test2019_nca_rsa.crt', { set: 'TRSA', at: '2022-06-01T00:00:00Z' }, 'valid', 'ok'],
    [
      'ca/test2019_nca_gost2004.crt',
      { set: 'none', at: '2022-06-01T00:00:00Z' },
      'invalid',
      'unsupported_algorithm',
    ],
    ['ca/prod2015_root_rsa.crt', { set: 'P15', at: '2018-12-01T00:00:00Z' }, 'valid', 'ok'],
    ['ca/prod2018_nca_rsa.crt', { set: 'P15', at: autumn }, 'invalid', 'cert_expired'],
    [
      'ca/prod2015_root_gost.crt',
      { set: 'none', at: '2018-12-01T00:00:00Z' },
      'invalid',
      'unsupported_algorithm',
    ],
    [
      'ca/prod2018_nca_gost.crt',
      { set: 'none', at: '2018-12-01T00:00:00Z' },
      'invalid',
      'unsupported_algorithm',
    ],

    ['certs/tsa_prod2025_gost.cer', { set: 'T22', at: autumn }, 'invalid', 'chain_unknown'],
    ['certs/tsa_prod2025_rsa.cer', { set: 'P15', at: autumn }, 'invalid', 'chain_unknown'],
    [
      'certs/rsa_individual_sign_2022.cer',
      { set: 'TRSA', at: '2022-06-01T00:00:00Z', crl: rsaList },
      'valid',
      'ok',
    ],
    ['certs/rsa_individual_sign_2022.cer', { set: 'TRSA', at: autumn }, 'invalid', 'cert_expired'],
    [
      'certs/rsa_individual_auth_2022.cer',
      { set: 'TRSA', at: '2022-06-01T00:00:00Z', crl: rsaList },
      'invalid',
      'wrong_purpose',
    ],
    [
      'certs/gost2004_head_2022.cer',
      { set: 'TG04', at: '2022-06-01T00:00:00Z' },
      'invalid',
      'unsupported_algorithm',
    ],

    ['p12/gost2015_individual_2026.p12', { set: 'T22', at: autumn, crl: gostList }, 'valid', 'ok'],
    [
      'p12/gost2015_individual_2026_revoked.p12',
      { set: 'T22', at: autumn, crl: gostList },
      'invalid',
      'on_hold',
    ],
    ['p12/gost2015_head_2026.p12', { set: 'T22', at: autumn, crl: gostList }, 'valid', 'ok'],
    [
      'p12/gost2015_head_2026.p12',
      { set: 'T22', at: autumn, crl: gostList, iin: '123456789011' },
      'invalid',
      'company_key_not_allowed',
    ],
    [
      'p12/gost2015_employee_2026_superseded.p12',
      { set: 'T22', at: autumn, crl: gostList },
      'invalid',
      'revoked',
    ],
    [
      'p12/gost2015_infosystem_2026.p12',
      { set: 'T22', at: autumn, crl: gostList },
      'invalid',
      'wrong_purpose',
    ],
    [
      'p12/gost2015_individual_2022.p12',
      { set: 'T22', at: autumn, password: 'Aa123456' },
      'invalid',
      'cert_expired',
    ],
    ['p12/gost2015_individual_2023.p12', { set: 'T22', at: autumn }, 'invalid', 'cert_expired'],
    ['p12/gost2015_employee_2024.p12', { set: 'T22', at: autumn }, 'invalid', 'cert_expired'],
    ['p12/gost2015_signright_2023.p12', { set: 'T22', at: autumn }, 'invalid', 'cert_expired'],
    ['p12/gost2015_treasury_2024.p12', { set: 'T22', at: autumn }, 'invalid', 'cert_expired'],
    [
      'p12/rsa_individual_sign_2021.p12',
      { set: 'TRSA', at: '2021-06-01T00:00:00Z' },
      'unknown',
      'revocation_unavailable',
    ],
    [
      'p12/rsa_individual_sign_2022_revoked.p12',
      { set: 'TRSA', at: '2022-06-01T00:00:00Z', crl: rsaList },
      'invalid',
      'revoked',
    ],
    [
      'p12/rsa_individual_auth_2022_revoked.p12',
      { set: 'TRSA', at: '2022-06-01T00:00:00Z', crl: rsaList },
      'invalid',
      'wrong_purpose',
    ],
    [
      'p12/AUTH_RSA256_b2c70a9f_2020.p12',
      { set: 'TRSA', at: '2020-09-09T00:00:00Z' },
      'invalid',
      'wrong_purpose',
    ],
    [
      'p12/RSA256_11c707bd_2020.p12',
      { set: 'TRSA', at: '2020-09-09T00:00:00Z' },
      'unknown',
      'revocation_unavailable',
    ],
    [
      'p12/GOSTKNCA_13a3741b_2020.p12',
      { set: 'TG04', at: '2020-09-09T00:00:00Z' },
      'invalid',
      'unsupported_algorithm',
    ],
    [
      'p12/RSA256_84264263_prod2018.p12',
      { set: 'P15', at: '2018-12-01T00:00:00Z' },
      'unknown',
      'revocation_unavailable',
    ],
    [
      'p12/AUTH_RSA256_6b361b86_prod2018.p12',
      { set: 'P15', at: '2018-12-01T00:00:00Z' },
      'invalid',
      'wrong_purpose',
    ],
    [
      'p12/GOSTKNCA_f8a42223_prod2018.p12',
      { set: 'P15', at: '2018-12-01T00:00:00Z' },
      'invalid',
      'unsupported_algorithm',
    ],

    ['crl/test2022_gost_2026-08.crl', { set: 'T22', at: autumn }, 'valid', 'ok'],
    ['crl/test2022_gost_2026-08.crl', { set: 'T22', at: '2027-03-01T00:00:00Z' }, 'unknown', 'stale'],
    ['crl/test2022_gost_2026-08.crl', { set: 'TRSA', at: autumn }, 'invalid', 'chain_unknown'],
    ['crl/test2019_rsa_2022-03.crl', { set: 'TRSA', at: '2022-06-01T00:00:00Z' }, 'valid', 'ok'],
    ['crl/test2019_rsa_2022-03.crl', { set: 'TRSA', at: autumn }, 'unknown', 'stale'],
    [
      'crl/test2019_gost2004_2022-03.crl',
      { set: 'TG04', at: '2022-06-01T00:00:00Z' },
      'invalid',
      'unsupported_algorithm',
    ],

    ['ocsp/good_rsa_4279390A.bin', { set: 'TRSA', at: '2022-09-02T16:55:00Z' }, 'valid', 'ok'],
    ['ocsp/good_rsa_4279390A.bin', { set: 'TRSA', at: autumn }, 'unknown', 'stale'],
    ['ocsp/revoked_gost2015_3A90343E.bin', { set: 'T22', at: '2022-09-02T17:00:00Z' }, 'invalid', 'on_hold'],
    [
      'ocsp/revoked_gost2015_3A90343E.bin',
      { set: 'TRSA', at: '2022-09-02T17:00:00Z' },
      'invalid',
      'chain_unknown',
    ],

    ['tsp/tsp_response_gost2004.bin', { set: 'TG04', at: autumn }, 'invalid', 'timestamp_untrusted'],
    ['tsp/tsp_token_gost2004.bin', { set: 'TG04', at: autumn }, 'invalid', 'timestamp_untrusted'],
    ['tsp/tsp_token_gost2015_prod2026.der', { set: 'T22', at: autumn }, 'invalid', 'timestamp_untrusted'],

    [
      'xml/rsa_individual_2020.xml',
      { set: 'TRSA', at: '2020-09-09T12:00:00Z' },
      'invalid',
      'xml_not_supported',
    ],
    ['xml/gost2015_simple.xml', { set: 'T22', at: autumn }, 'invalid', 'xml_not_supported'],
  ])('%s with %o: %s, %s', async (file, asked, result, code) => {
    expect(await check(file, asked)).toMatchObject({ result, code })
  })

  test('a detached signature with its document, another document, another person', async () => {
    const asked: Asked = { set: 'T22', at: autumn, crl: gostList, content: document() }
    const file = 'cms/gost2015_individual_detached.der'
    expect(await check(file, asked)).toMatchObject({
      result: 'valid',
      codes: ['timestamp_untrusted'],
      algorithm: 'gost2015-512',
      signer: { subject: { iin: '123456789011', bin: null } },
    })
    expect(await check(file, { ...asked, content: 'another' })).toMatchObject({ code: 'digest_mismatch' })
    expect(await check(file, { ...asked, iin: '123456789012' })).toMatchObject({ code: 'iin_mismatch' })
    const issuerAlone = { ...asked, content: document() }
    expect((await check(file, { ...issuerAlone, set: 'none' })).code).toBe('issuer_unconfirmed')
  })
})

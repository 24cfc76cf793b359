import { execFileSync, spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, test, vi } from 'vitest'
import { createAuthority } from '../pretend/certification-authority/authority.ts'
import { needs } from '../test/other-program.ts'
import { fixturesDir } from '../test/shared-fixtures.ts'
import { toBase64 } from './bytes.ts'
import { buildCms } from './cms-writer.ts'
import { openKeyFile } from './pkcs12.ts'

// Making RSA keys takes a while on a busy machine.
vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 })

const folder = mkdtempSync(join(tmpdir(), 'otinish-openssl-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

function file(name: string, bytes: Uint8Array | string): string {
  const path = join(folder, name)
  writeFileSync(path, bytes)
  return path
}

const pem = (der: Uint8Array) => `-----BEGIN CERTIFICATE-----\n${toBase64(der)}\n-----END CERTIFICATE-----\n`
const content = new TextEncoder().encode('%PDF-1.7 өтініш\r\n\n')

async function signed(p12: Uint8Array, password: string, at: Date, detached: boolean): Promise<Uint8Array> {
  const { certificate, privateKey } = openKeyFile(p12, password)
  if (privateKey === null) throw new Error('no key')
  return buildCms({ content, certificate, privateKey, signingTime: at.getTime(), detached })
}

/** What `openssl cms -verify` says: the content that it verified, or its error. */
function verify(
  cms: Uint8Array,
  certificates: string,
  at: Date,
  detached: boolean,
  extra: string[] = [],
): string {
  const { status, stdout, stderr } = spawnSync('openssl', [
    ...[
      'cms',
      '-verify',
      '-inform',
      'DER',
      '-in',
      file('signed.p7s', cms),
      '-binary',
      '-partial_chain',
      ...extra,
    ],
    ...['-CAfile', file('ca.pem', certificates), '-attime', String(at.getTime() / 1000)],
    ...(detached ? ['-content', file('content', content)] : []),
  ])
  return status === 0 ? stdout.toString() : `refused: ${stderr.toString()}`
}

describe('OpenSSL agrees', () => {
  const now = new Date('2026-09-01T05:00:00Z')
  const order = {
    surname: 'Сапарова',
    givenName: 'Айгерім',
    iin: '920101400018',
    algorithm: 'rsa',
    notBefore: new Date('2026-01-01T00:00:00Z'),
    notAfter: new Date('2027-01-01T00:00:00Z'),
    password: 'Qwerty12',
  } as const

  test('with our RSA messages under the played authority, and with refusing AUTH keys', async () => {
    needs('openssl')
    const authority = await createAuthority({ now })
    const { p12 } = await authority.issuePersonKey({ ...order, purpose: 'sign' })
    const trusted = [...authority.anchors, ...authority.intermediates].map(pem).join('')
    const text = new TextDecoder().decode(content)
    for (const detached of [true, false]) {
      const cms = await signed(p12, order.password, now, detached)
      expect(verify(cms, trusted, now, detached)).toBe(text)
      expect(verify(cms, trusted, now, detached, ['-cades'])).toBe(text)
      expect(verify(cms, trusted, new Date('2028-01-01T00:00:00Z'), detached)).toMatch(/expired/)
    }
    const auth = await authority.issuePersonKey({ ...order, purpose: 'auth' })
    const byAuth = await signed(auth.p12, order.password, now, true)
    expect(verify(byAuth, trusted, now, true)).toMatch(/unsuitable certificate purpose/)
  })

  test('that our RSA key files are PKCS#12', async () => {
    needs('openssl')
    const authority = await createAuthority({ now })
    const { p12, certificate } = await authority.issuePersonKey({ ...order, purpose: 'sign' })
    const path = file('key.p12', p12)
    const printed = execFileSync(
      'openssl',
      ['pkcs12', '-legacy', '-in', path, '-passin', 'pass:Qwerty12', '-nokeys'],
      { encoding: 'utf8', stdio: 'pipe' },
    )
    const body = /-----BEGIN CERTIFICATE-----([^-]+)/.exec(printed)?.[1]?.replace(/\s/g, '')
    expect(body).toBe(toBase64(certificate))
  })

  test.skipIf(fixturesDir === undefined)(
    'with a letter signed by a real key (shared PKI fixtures)',
    async () => {
      needs('openssl')
      const read = (name: string) => new Uint8Array(readFileSync(join(fixturesDir ?? '', name)))
      const at = new Date('2022-01-12T04:00:00Z')
      const cms = await signed(read('p12/rsa_individual_sign_2021.p12'), 'Qwerty12', at, true)
      const anchor = new TextDecoder().decode(read('ca/test2019_nca_rsa.crt'))
      expect(verify(cms, anchor, at, true)).toBe(new TextDecoder().decode(content))
      expect(verify(cms, anchor, at, true, ['-cades'])).toBe(new TextDecoder().decode(content))
    },
  )
})

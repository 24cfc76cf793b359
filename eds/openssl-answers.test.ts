import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { type Authority, createAuthority, type Holder } from '../pretend/certification-authority/authority.ts'
import {
  type CertificateOrder,
  extension,
  usage,
  writeCertificate,
  writeName,
} from '../pretend/certification-authority/certificate-writer.ts'
import { type KeyPair, newKeyPair } from '../pretend/certification-authority/key-pair.ts'
import { type StatementOrder, writeAnswer } from '../pretend/certification-authority/ocsp-answer.ts'
import { readRequest } from '../pretend/certification-authority/ocsp-responder.ts'
import type { Revocation } from '../pretend/certification-authority/revocation-register.ts'
import { needs } from '../test/other-program.ts'
import { toBase64 } from './bytes.ts'
import { type Certificate, parseCertificate } from './certificate.ts'
import { buildCms } from './cms-writer.ts'
import { generalizedTime, integer, nullValue, octetString, oid, sequence } from './der-writer.ts'
import { digestBytes } from './digest.ts'
import { ocspRequest } from './ocsp.ts'
import { oids } from './oids.ts'
import { findRevocation } from './revocation.ts'
import { checkTimestamp, timestampToken } from './timestamp.ts'

vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 })

// OpenSSL judges the age of an answer by the machine's own clock.
const now = Math.floor(Date.now() / 1000) * 1000 - 60_000
const minute = 60_000
const day = 1440 * minute
const year = 365 * day
const folder = mkdtempSync(join(tmpdir(), 'otinish-answers-'))
let authority: Authority
let stranger: Authority
let pair: KeyPair
let key: Certificate
beforeAll(async () => {
  // The stranger has the same names, and other keys.
  authority = await createAuthority({ now: new Date(now) })
  stranger = await createAuthority({ now: new Date(now) })
  pair = await newKeyPair('rsa')
  key = (await held({})).certificate
})
afterAll(() => rmSync(folder, { recursive: true }))

/** A certificate of the issuing authority's over one key for all: a person's, unless told otherwise. */
async function held(order: Partial<CertificateOrder>): Promise<Holder> {
  const issuer = authority.issuing('rsa')
  const der = await writeCertificate(
    {
      subject: writeName([[oids.commonName, 'САПАРОВА АЙГЕРІМ']]),
      publicKeyInfo: pair.publicKeyInfo,
      notBefore: new Date(now - day),
      notAfter: new Date(now + year),
      keyUsage: [usage.digitalSignature, usage.nonRepudiation],
      extendedKeyUsage: [oids.emailProtection],
      policy: oids.policyGeneral,
      isCa: false,
      ...order,
    },
    { name: issuer.certificate.subjectName, ...issuer.pair },
  )
  return { certificate: parseCertificate(der), pair }
}

const pem = (der: Uint8Array) =>
  `-----BEGIN CERTIFICATE-----\n${toBase64(der)
    .match(/.{1,64}/g)
    ?.join('\n')}\n-----END CERTIFICATE-----\n`
function write(name: string, content: string | Uint8Array): string {
  writeFileSync(join(folder, name), content)
  return join(folder, name)
}
function openssl(...options: string[]): string {
  const { stdout, stderr } = spawnSync('openssl', options, { encoding: 'utf8' })
  return stdout + stderr
}
const rootFile = () => write('root.pem', pem(authority.root('rsa').certificate.der))
const issuingFile = () => write('issuing.pem', pem(authority.issuing('rsa').certificate.der))

function damaged(bytes: Uint8Array, at: number): Uint8Array {
  const changed = Uint8Array.from(bytes)
  changed[at] = (changed[at] ?? 0) ^ 1
  return changed
}

/** The first GeneralizedTime of now, another year: everything else is as it was. */
function yearChanged(bytes: Uint8Array): Uint8Array {
  const year = new Date(now).getUTCFullYear()
  return damaged(bytes, Buffer.from(bytes).indexOf(`\u0018\u000f${year}`, 0, 'latin1') + 5)
}

type Word = 'good' | 'revoked' | 'unknown'
interface AnswerCase {
  readonly says: string
  /** What the answer says, and whom it is about where that is not the key. */
  readonly statements?: readonly Partial<StatementOrder>[]
  readonly about?: () => Promise<Uint8Array>
  readonly by?: () => Promise<Holder> | Holder
  readonly damage?: true
  readonly is: Word
  /** What OpenSSL says where it is something else, with the reason in `says`. */
  readonly openssl?: Word
  readonly reason?: Revocation['reason']
}
const service = (name: 'ocsp' | 'timestamps', at = now, of = authority) =>
  of.issueService(name, 'rsa', new Date(at))
const idOf = async (certificate: Certificate, issuer: Certificate) =>
  readRequest(await ocspRequest(certificate, issuer, new Uint8Array(16))).id
const revokedFor = (reason: Revocation['reason']): AnswerCase => ({
  says: `revoked: ${reason}`,
  statements: [{ status: { at: now - day, reason } }],
  is: 'revoked',
  reason,
})

const answers: readonly AnswerCase[] = [
  { says: 'good', is: 'good' },
  {
    says: 'good, made yesterday, until tomorrow',
    statements: [{ thisUpdate: now - day, nextUpdate: now + day }],
    is: 'good',
  },
  {
    says: 'good, by the authority itself, whose key usage names no signing; OpenSSL does not ask for it',
    by: () => authority.issuing('rsa'),
    is: 'unknown',
    openssl: 'good',
  },
  revokedFor('keyCompromise'),
  revokedFor('cACompromise'),
  revokedFor('affiliationChanged'),
  revokedFor('superseded'),
  revokedFor('cessationOfOperation'),
  revokedFor('certificateHold'),
  revokedFor('privilegeWithdrawn'),
  {
    says: 'revoked, and long out of date',
    statements: [
      {
        status: { at: now - year, reason: 'keyCompromise' },
        thisUpdate: now - 9 * day,
        nextUpdate: now - day,
      },
    ],
    is: 'revoked',
  },
  { says: 'does not know the number', statements: [{ status: 'unknown' }], is: 'unknown' },
  { says: 'stale: twenty minutes, no end', statements: [{ thisUpdate: now - 20 * minute }], is: 'unknown' },
  {
    says: 'stale: its end is past',
    statements: [{ thisUpdate: now - 2 * day, nextUpdate: now - day }],
    is: 'unknown',
  },
  {
    says: 'dated ahead of the clock',
    statements: [{ thisUpdate: now + day, nextUpdate: now + 2 * day }],
    is: 'unknown',
  },
  {
    says: 'about another number',
    about: async () => idOf((await held({})).certificate, authority.issuing('rsa').certificate),
    is: 'unknown',
  },
  {
    says: 'about the same number of another authority',
    about: () => idOf(key, authority.root('rsa').certificate),
    is: 'unknown',
  },
  {
    says: 'about the same number of an authority of the same name and another key',
    about: () => idOf(key, stranger.issuing('rsa').certificate),
    is: 'unknown',
  },
  {
    says: 'by the responder of an authority of the same name',
    by: () => service('ocsp', now, stranger),
    is: 'unknown',
  },
  {
    says: 'by an authority of the same name itself',
    by: () => stranger.issuing('rsa'),
    is: 'unknown',
  },
  { says: 'by the root above', by: () => authority.root('rsa'), is: 'unknown' },
  { says: 'by the key it is about', by: () => ({ certificate: key, pair }), is: 'unknown' },
  { says: 'by the timestamp authority', by: () => service('timestamps'), is: 'unknown' },
  {
    says: 'by a responder without id-kp-OCSPSigning',
    by: () => held({ extendedKeyUsage: [], keyUsage: [usage.digitalSignature] }),
    is: 'unknown',
  },
  {
    says: 'by a responder that ended two years ago',
    by: () => service('ocsp', now - 5 * year),
    is: 'unknown',
  },
  { says: 'by a responder of next year', by: () => service('ocsp', now + 2 * year), is: 'unknown' },
  { says: 'changed after it was signed', damage: true, is: 'unknown' },
  {
    says: 'good and revoked at once is no answer; OpenSSL takes the first',
    statements: [{}, { status: { at: now - day, reason: 'keyCompromise' } }],
    is: 'unknown',
    openssl: 'good',
  },
]

async function madeAnswer({ statements = [{}], about, by, damage }: AnswerCase): Promise<Uint8Array> {
  const issuer = authority.issuing('rsa').certificate
  const id = await (about?.() ?? idOf(key, issuer))
  const written = await writeAnswer(await (by?.() ?? service('ocsp')), {
    statements: statements.map((one) => ({ id, status: 'good', thisUpdate: now, ...one })),
    producedAt: now,
  })
  return damage === true ? yearChanged(written) : written
}

describe.each(answers.map((one) => [one.says, one] as const))('an answer: %s', (_, one) => {
  let answer: Uint8Array
  beforeAll(async () => {
    answer = await madeAnswer(one)
  })

  test('here', async () => {
    const issuer = authority.issuing('rsa').certificate
    const moment = { usedAt: now, proven: false, now }
    const found = await findRevocation(key, issuer, { ocsp: [answer], crls: [] }, moment)
    expect(found).toMatchObject({
      state: one.is,
      ...(one.reason === undefined ? {} : { reason: one.reason }),
    })
  })

  test('by OpenSSL', () => {
    needs('openssl')
    const ends = one.statements?.some(({ nextUpdate }) => nextUpdate !== undefined) === true
    const said = openssl(
      ...['ocsp', '-respin', write('answer.der', answer), '-no_nonce', '-sha256', '-issuer', issuingFile()],
      ...['-cert', write('key.pem', pem(key.der)), '-CAfile', rootFile(), '-verify_other', issuingFile()],
      ...['-attime', String(now / 1000), ...(ends ? [] : ['-status_age', '900'])],
    )
    expect(wordIn(said), said).toBe(one.openssl ?? one.is)
    // OpenSSL has no word for the ninth reason here.
    const called = one.reason === 'privilegeWithdrawn' ? '(UNKNOWN)' : one.reason
    if (called !== undefined) expect(said).toContain(`Reason: ${called}`)
  })
})

/** A revocation is believed however old it is, good only while it is fresh. */
function wordIn(said: string): Word {
  if (!said.includes('Response verify OK')) return 'unknown'
  if (/\brevoked$/m.test(said)) return 'revoked'
  return said.includes(': good') && !said.includes('Status times invalid') ? 'good' : 'unknown'
}

interface TokenCase {
  readonly says: string
  readonly by?: () => Promise<Holder> | Holder
  readonly over?: string
  readonly policy?: string
  readonly version?: number
  readonly imprintAlgorithm?: string
  readonly contentType?: string
  readonly at?: number
  /** Changes the response after it was made. */
  readonly change?: (response: Uint8Array) => Uint8Array
  readonly granted?: number
  readonly is: 'ok' | 'untrusted' | 'invalid'
}
const stamped = new TextEncoder().encode('stamped')
const stamper = (more: Partial<CertificateOrder>) => () =>
  held({ keyUsage: [usage.digitalSignature], extendedKeyUsage: [], ...more })
const purposes = (ids: readonly string[], critical?: 'critical') => [
  extension(oids.extendedKeyUsage, sequence(...ids.map(oid)), critical),
]

const tokens: readonly TokenCase[] = [
  { says: 'right', is: 'ok' },
  { says: 'of another policy, which nobody asked for by name', policy: '1.2.3.4', is: 'ok' },
  {
    says: 'of an authority that ended since, in its time',
    by: () => service('timestamps', now - 5 * year),
    at: now - 3 * year,
    is: 'ok',
  },
  {
    says: 'one purpose, critical',
    by: stamper({ more: purposes([oids.timeStamping], 'critical') }),
    is: 'ok',
  },
  { says: 'over other content', over: 'another', is: 'invalid' },
  { says: 'its digest called by another name', imprintAlgorithm: oids.sha512, is: 'untrusted' },
  {
    says: 'of an authority of the same name',
    by: () => service('timestamps', now, stranger),
    is: 'untrusted',
  },
  {
    says: 'of an authority that had ended',
    by: () => service('timestamps', now - 5 * year),
    is: 'untrusted',
  },
  { says: 'of an authority of next year', by: () => service('timestamps', now + 2 * year), is: 'untrusted' },
  { says: 'by a responder', by: () => service('ocsp'), is: 'untrusted' },
  { says: 'by a person', by: () => held({}), is: 'untrusted' },
  { says: 'by the issuing authority', by: () => authority.issuing('rsa'), is: 'untrusted' },
  {
    says: 'the purpose is not critical',
    by: stamper({ more: purposes([oids.timeStamping]) }),
    is: 'untrusted',
  },
  {
    says: 'the purpose is one of two',
    by: stamper({ more: purposes([oids.timeStamping, oids.emailProtection], 'critical') }),
    is: 'untrusted',
  },
  {
    says: 'a key that may not sign',
    by: stamper({ keyUsage: [usage.keyEncipherment], more: purposes([oids.timeStamping], 'critical') }),
    is: 'untrusted',
  },
  { says: 'its signature changed', change: (whole) => damaged(whole, whole.length - 1), is: 'invalid' },
  {
    says: 'its year changed',
    change: yearChanged,
    is: 'invalid',
  },
  { says: 'of a version that does not exist', version: 2, is: 'invalid' },
  { says: 'plain data that looks like one', contentType: oids.data, is: 'invalid' },
  { says: 'refused, with a token beside', granted: 2, is: 'invalid' },
]

async function madeToken(one: TokenCase): Promise<Uint8Array> {
  const { certificate, pair: keys } = await (one.by?.() ?? service('timestamps'))
  const over = new TextEncoder().encode(one.over ?? 'stamped')
  const at = one.at ?? now
  const info = sequence(
    integer(one.version ?? 1),
    oid(one.policy ?? '1.2.398.3.3.2.6.2'),
    sequence(
      sequence(oid(one.imprintAlgorithm ?? oids.sha256), nullValue()),
      octetString(await digestBytes(oids.sha256, over)),
    ),
    integer(77),
    generalizedTime(at),
  )
  const token = await buildCms({
    content: info,
    contentType: one.contentType ?? oids.timestampInfo,
    certificate,
    privateKey: keys.privateKey,
    signingTime: at,
    detached: false,
  })
  const response = sequence(sequence(integer(one.granted ?? 0)), token)
  return one.change?.(response) ?? response
}

describe.each(tokens.map((one) => [one.says, one] as const))('a token: %s', (_, one) => {
  let response: Uint8Array
  beforeAll(async () => {
    response = await madeToken(one)
  })

  test('here', async () => {
    if (one.granted !== undefined) {
      expect(() => timestampToken(response)).toThrow('not granted')
      return
    }
    const trust = {
      anchors: authority.anchors.map(parseCertificate),
      intermediates: authority.intermediates.map(parseCertificate),
      now,
    }
    expect(await checkTimestamp(timestampToken(response), stamped, trust)).toMatchObject({ state: one.is })
  })

  test('by OpenSSL', () => {
    needs('openssl')
    const said = openssl(
      ...['ts', '-verify', '-data', write('stamped.bin', stamped), '-in', write('reply.tsr', response)],
      ...['-CAfile', rootFile(), '-untrusted', issuingFile(), '-attime', String((one.at ?? now) / 1000)],
    )
    expect(said.includes('Verification: OK'), said).toBe(one.is === 'ok')
  })
})

import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { type Authority, createAuthority } from '../pretend/certification-authority/authority.ts'
import { extension, usage, writeCertificate } from '../pretend/certification-authority/certificate-writer.ts'
import { type KeyPair, newKeyPair } from '../pretend/certification-authority/key-pair.ts'
import { type ListOrder, writeList } from '../pretend/certification-authority/revocation-list.ts'
import type { Revocation } from '../pretend/certification-authority/revocation-register.ts'
import { needs } from '../test/other-program.ts'
import { toBase64 } from './bytes.ts'
import { type Certificate, parseCertificate } from './certificate.ts'
import { encode, explicit, implicit, oid, sequence, setOf, utf8String } from './der-writer.ts'
import { oids } from './oids.ts'
import { findRevocation } from './revocation.ts'

vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 })

const at = Date.parse('2026-09-01T05:00:00Z')
const hour = 3_600_000
const folder = mkdtempSync(join(tmpdir(), 'otinish-lists-'))
let authority: Authority
let pair: KeyPair
beforeAll(async () => {
  authority = await createAuthority({ now: new Date(at) })
  pair = await newKeyPair('rsa')
})
afterAll(() => rmSync(folder, { recursive: true }))

// Values of an issuingDistributionPoint and of a certificate's own points.
const uri = (name: string) => implicit(6, new TextEncoder().encode(`http://crl.example/${name}`))
const relative = (name: string) => encode(0xa1, sequence(oid(oids.commonName), utf8String(name)))
const full = (...names: Uint8Array[]) => encode(0xa0, ...names)
const nameOfPoint = (choice: Uint8Array) => explicit(0, choice)
const yes = (n: number) => implicit(n, Uint8Array.of(0xff))
/** ReasonFlags, most significant bit first: unused, keyCompromise, cACompromise, affiliationChanged … */
const flags = (n: number, bits: string) => {
  const padded = bits.padEnd(Math.ceil(bits.length / 8) * 8, '0')
  const bytes = padded.match(/.{8}/g)?.map((octet) => Number.parseInt(octet, 2)) ?? []
  return implicit(n, Uint8Array.of(padded.length - bits.length, ...bytes))
}
const someReasons = { theft: '011', rest: '000111111' } as const
const scope = (...fields: Uint8Array[]) => sequence(...fields)
const point = (...fields: Uint8Array[]) => sequence(...fields)

const order = { thisUpdate: at - 10 * hour, nextUpdate: at + 10 * hour, number: 14 }
const stolen: Revocation = { at: at - 20 * hour, reason: 'keyCompromise' }
const held: Revocation = { at: at - 20 * hour, reason: 'certificateHold' }
const lifted: Revocation = { at: at - 2 * hour, reason: 'removeFromCRL' }
const left: Revocation = { at: at - 20 * hour, reason: 'affiliationChanged' }

interface Told extends Partial<Omit<ListOrder, 'revoked'>> {
  readonly says?: Revocation
}
const delta = (told: Told): Told => ({ number: 15, deltaOf: 14, thisUpdate: at - hour, ...told })

interface Case {
  readonly says: string
  /** The certificate's cRLDistributionPoints; none where left out. */
  readonly points?: readonly Uint8Array[]
  readonly authority?: boolean
  readonly lists: readonly Told[]
  readonly is: 'good' | 'revoked' | 'unknown'
}

/** FreshestCRL: without it OpenSSL asks for no delta. */
const freshestList = '2.5.29.46'
const here = [point(nameOfPoint(full(uri('a'))))]
const cases: readonly Case[] = [
  { says: 'everything, silent', lists: [{}], is: 'good' },
  { says: 'everything, named', lists: [{ says: stolen }], is: 'revoked' },
  { says: 'out of date', lists: [{ nextUpdate: at - hour }], is: 'unknown' },
  { says: 'out of date, and a fresh one', lists: [{ nextUpdate: at - hour }, {}], is: 'good' },
  { says: 'none', lists: [], is: 'unknown' },

  { says: 'people only, of a person', lists: [{ scope: scope(yes(1)) }], is: 'good' },
  { says: 'people only, names the person', lists: [{ scope: scope(yes(1)), says: stolen }], is: 'revoked' },
  { says: 'authorities only, of a person', lists: [{ scope: scope(yes(2)) }], is: 'unknown' },
  {
    says: 'authorities only, and one of people that names the person',
    lists: [{ scope: scope(yes(2)) }, { scope: scope(yes(1)), says: stolen }],
    is: 'revoked',
  },
  { says: 'attributes only', lists: [{ scope: scope(yes(5)) }], is: 'unknown' },
  {
    says: 'authorities only, of an authority',
    authority: true,
    lists: [{ scope: scope(yes(2)) }],
    is: 'good',
  },
  {
    says: 'authorities only, names the authority',
    authority: true,
    lists: [{ scope: scope(yes(2)), says: stolen }],
    is: 'revoked',
  },
  { says: 'people only, of an authority', authority: true, lists: [{ scope: scope(yes(1)) }], is: 'unknown' },

  { says: 'its own point', points: here, lists: [{ scope: scope(nameOfPoint(full(uri('a')))) }], is: 'good' },
  {
    says: 'its own point, named',
    points: here,
    lists: [{ scope: scope(nameOfPoint(full(uri('a')))), says: stolen }],
    is: 'revoked',
  },
  {
    says: 'another point',
    points: here,
    lists: [{ scope: scope(nameOfPoint(full(uri('b')))) }],
    is: 'unknown',
  },
  {
    says: 'another point is good, its own revoked',
    points: here,
    lists: [
      { scope: scope(nameOfPoint(full(uri('b')))) },
      { scope: scope(nameOfPoint(full(uri('a')))), says: stolen },
    ],
    is: 'revoked',
  },
  {
    says: 'one of several names',
    points: here,
    lists: [{ scope: scope(nameOfPoint(full(uri('b'), uri('a')))) }],
    is: 'good',
  },
  {
    says: 'one of several points',
    points: [point(nameOfPoint(full(uri('x')))), ...here],
    lists: [{ scope: scope(nameOfPoint(full(uri('a')))) }],
    is: 'good',
  },
  { says: 'no point in the list', points: here, lists: [{}], is: 'good' },
  {
    says: 'a point, and none in the certificate',
    lists: [{ scope: scope(nameOfPoint(full(uri('a')))) }],
    is: 'unknown',
  },
  {
    says: 'its own point, but of authorities',
    points: here,
    lists: [{ scope: scope(nameOfPoint(full(uri('a'))), yes(2)) }],
    is: 'unknown',
  },
  {
    says: 'its own point, of people',
    points: here,
    lists: [{ scope: scope(nameOfPoint(full(uri('a'))), yes(1)) }],
    is: 'good',
  },
  {
    says: 'a name relative to the issuer, on both sides',
    points: [point(nameOfPoint(relative('A')))],
    lists: [{ scope: scope(nameOfPoint(relative('A'))) }],
    is: 'good',
  },
  {
    says: 'another name relative to the issuer',
    points: [point(nameOfPoint(relative('A')))],
    lists: [{ scope: scope(nameOfPoint(relative('B'))) }],
    is: 'unknown',
  },
  {
    says: 'its point is with another authority',
    points: [
      point(
        nameOfPoint(full(uri('a'))),
        encode(0xa2, explicit(4, sequence(setOf(sequence(oid(oids.commonName), utf8String('X')))))),
      ),
    ],
    lists: [{ scope: scope(nameOfPoint(full(uri('a')))) }],
    is: 'unknown',
  },

  { says: 'some reasons, silent', lists: [{ scope: scope(flags(3, someReasons.theft)) }], is: 'unknown' },
  {
    says: 'some reasons, named',
    lists: [{ scope: scope(flags(3, someReasons.theft)), says: stolen }],
    is: 'revoked',
  },
  {
    says: 'all reasons between two, silent',
    lists: [{ scope: scope(flags(3, someReasons.theft)) }, { scope: scope(flags(3, someReasons.rest)) }],
    is: 'good',
  },
  {
    says: 'all reasons between two, named in the second',
    lists: [
      { scope: scope(flags(3, someReasons.theft)) },
      { scope: scope(flags(3, someReasons.rest)), says: left },
    ],
    is: 'revoked',
  },
  {
    says: 'all reasons between two, one out of date',
    lists: [
      { scope: scope(flags(3, someReasons.theft)) },
      { scope: scope(flags(3, someReasons.rest)), nextUpdate: at - hour },
    ],
    is: 'unknown',
  },
  {
    says: 'the same reasons twice',
    lists: [
      { scope: scope(flags(3, someReasons.theft)) },
      { scope: scope(flags(3, someReasons.theft)), number: 15 },
    ],
    is: 'unknown',
  },
  {
    says: 'a point for some reasons',
    points: [point(nameOfPoint(full(uri('a'))), flags(1, someReasons.theft))],
    lists: [{ scope: scope(nameOfPoint(full(uri('a')))) }],
    is: 'unknown',
  },
  {
    says: 'two points for all reasons',
    points: [
      point(nameOfPoint(full(uri('a'))), flags(1, someReasons.theft)),
      point(nameOfPoint(full(uri('b'))), flags(1, someReasons.rest)),
    ],
    lists: [
      { scope: scope(nameOfPoint(full(uri('a'))), flags(3, someReasons.theft)) },
      { scope: scope(nameOfPoint(full(uri('b'))), flags(3, someReasons.rest)) },
    ],
    is: 'good',
  },

  { says: 'a delta on it, silent', lists: [{}, delta({})], is: 'good' },
  { says: 'a delta on it names the key', lists: [{}, delta({ says: stolen })], is: 'revoked' },
  { says: 'a delta lifts a hold', lists: [{ says: held }, delta({ says: lifted })], is: 'good' },
  {
    says: 'a delta of other scope lifts nothing',
    lists: [{ says: held }, delta({ says: lifted, scope: scope(yes(1)) })],
    is: 'revoked',
  },
  {
    says: 'a delta of the same scope lifts',
    lists: [{ says: held, scope: scope(yes(1)) }, delta({ says: lifted, scope: scope(yes(1)) })],
    is: 'good',
  },
  {
    says: 'a delta on a later base',
    lists: [{ says: held }, delta({ says: lifted, number: 16, deltaOf: 15 })],
    is: 'revoked',
  },
  { says: 'a delta on an earlier base', lists: [{}, delta({ says: stolen, deltaOf: 13 })], is: 'revoked' },
  { says: 'a delta alone', lists: [delta({})], is: 'unknown' },
  {
    says: 'a base out of date, its delta fresh',
    lists: [{ nextUpdate: at - hour }, delta({})],
    is: 'good',
  },
]

/** The case's certificate, over one key for all. */
async function certificateOf({ points, authority: isCa = false }: Case): Promise<Certificate> {
  const issuer = authority.issuing('rsa')
  const der = await writeCertificate(
    {
      subject: sequence(setOf(sequence(oid(oids.commonName), utf8String('САПАРОВА АЙГЕРІМ')))),
      publicKeyInfo: pair.publicKeyInfo,
      notBefore: new Date(at - 100 * hour),
      notAfter: new Date(at + 1000 * hour),
      keyUsage: isCa ? [usage.keyCertSign, usage.cRLSign] : [usage.digitalSignature, usage.nonRepudiation],
      extendedKeyUsage: isCa ? [] : [oids.emailProtection],
      policy: oids.policyGeneral,
      isCa,
      more: [
        extension(freshestList, sequence(...here)),
        ...(points === undefined ? [] : [extension(oids.distributionPoints, sequence(...points))]),
      ],
    },
    { name: issuer.certificate.subjectName, ...issuer.pair },
  )
  return parseCertificate(der)
}

const listsOf = (one: Case, { facts }: Certificate) =>
  Promise.all(
    one.lists.map(({ says, ...rest }) =>
      writeList(authority.issuing('rsa'), {
        ...order,
        ...rest,
        revoked: new Map(says === undefined ? [] : [[facts.serial, says]]),
      }),
    ),
  )

describe.each(cases.map((one) => [one.says, one] as const))('%s', (_, one) => {
  let certificate: Certificate
  let lists: Uint8Array[]
  beforeAll(async () => {
    certificate = await certificateOf(one)
    lists = await listsOf(one, certificate)
  })

  test('here', async () => {
    const issuer = authority.issuing('rsa').certificate
    const ask = (crls: Uint8Array[]) =>
      findRevocation(certificate, issuer, { ocsp: [], crls }, { usedAt: at, proven: false, now: at })
    expect(await ask(lists)).toMatchObject({ state: one.is })
    expect(await ask([...lists].reverse())).toMatchObject({ state: one.is })
  })

  test('by OpenSSL', () => {
    needs('openssl')
    expect(byOpenssl(certificate, lists)).toBe(one.is)
  })
})

const pem = (label: string, der: Uint8Array) =>
  `-----BEGIN ${label}-----\n${toBase64(der)
    .match(/.{1,64}/g)
    ?.join('\n')}\n-----END ${label}-----\n`
const write = (name: string, ...parts: string[]) => {
  writeFileSync(join(folder, name), parts.join(''))
  return join(folder, name)
}

function byOpenssl(certificate: Certificate, lists: readonly Uint8Array[]): Case['is'] {
  const roots = write('root.pem', pem('CERTIFICATE', authority.root('rsa').certificate.der))
  const issuing = write('issuing.pem', pem('CERTIFICATE', authority.issuing('rsa').certificate.der))
  const asked = write('asked.pem', pem('CERTIFICATE', certificate.der))
  const crls = lists.map((der, i) => write(`list${i}.pem`, pem('X509 CRL', der)))
  const given = crls.flatMap((file) => ['-CRLfile', file])
  const options = ['-crl_check', '-extended_crl', '-use_deltas', '-attime', String(at / 1000)]
  try {
    execFileSync(
      'openssl',
      ['verify', '-CAfile', roots, '-untrusted', issuing, ...options, ...given, asked],
      {
        stdio: ['ignore', 'pipe', 'pipe'],
      },
    )
    return 'good'
  } catch (error) {
    const said = String((error as { stderr?: Buffer }).stderr)
    if (!said.includes('lookup:')) throw error
    return said.includes('certificate revoked') ? 'revoked' : 'unknown'
  }
}

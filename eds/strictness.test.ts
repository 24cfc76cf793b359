import { generateKeyPairSync } from 'node:crypto'
import { beforeAll, describe, expect, test, vi } from 'vitest'
import { type Authority, createAuthority, type Holder } from '../pretend/certification-authority/authority.ts'
import {
  type CertificateOrder,
  extension,
  usage,
  writeCertificate,
  writeName,
} from '../pretend/certification-authority/certificate-writer.ts'
import { type KeyPair, newKeyPair } from '../pretend/certification-authority/key-pair.ts'
import { writeAnswer } from '../pretend/certification-authority/ocsp-answer.ts'
import { answerTimestamp } from '../pretend/certification-authority/timestamping.ts'
import { concatBytes, fromHex } from './bytes.ts'
import { type Certificate, parseCertificate } from './certificate.ts'
import { findChain } from './chain.ts'
import { parseCms } from './cms.ts'
import { buildCms, writeMessage } from './cms-writer.ts'
import { readDer, tag } from './der.ts'
import { timeOf } from './der-values.ts'
import {
  encode,
  explicit,
  nullValue,
  octetString,
  oid,
  positiveInteger,
  sequence,
  setOf,
  sortedByEncoding,
  time,
} from './der-writer.ts'
import { digestBytes, namingDigest } from './digest.ts'
import { parseOcsp } from './ocsp.ts'
import { oids } from './oids.ts'
import { signWith } from './private-key.ts'
import { findRevocation } from './revocation.ts'
import { isSoundRsaKey } from './rsa-key.ts'
import { checkTimestamp, timestampRequest, timestampToken } from './timestamp.ts'
import { verifyCms } from './verify.ts'

vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 })

const at = Date.parse('2026-09-01T05:00:00Z')
const day = 86_400_000
const content = new TextEncoder().encode('%PDF-1.7 өтініш')
let authority: Authority
let issuing: Holder
let pair: KeyPair
let key: Certificate
beforeAll(async () => {
  authority = await createAuthority({ now: new Date(at) })
  issuing = authority.issuing('gost2015')
  pair = await newKeyPair('gost2015')
  key = await certificate({})
})

const person: readonly (readonly [string, string])[] = [
  [oids.commonName, 'САПАРОВА АЙГЕРІМ'],
  [oids.serialNumber, 'IIN921125270019'],
]
async function certificate(
  order: Partial<CertificateOrder>,
  by: Holder = issuing,
  over: KeyPair = pair,
): Promise<Certificate> {
  const whole: CertificateOrder = {
    subject: writeName(person),
    publicKeyInfo: over.publicKeyInfo,
    notBefore: new Date(at - 10 * day),
    notAfter: new Date(at + 10 * day),
    keyUsage: [usage.digitalSignature, usage.nonRepudiation],
    extendedKeyUsage: [oids.emailProtection, oids.roleIndividual],
    policy: oids.policyGeneral,
    isCa: false,
    ...order,
  }
  return parseCertificate(await writeCertificate(whole, { name: by.certificate.subjectName, ...by.pair }))
}

const check = (cms: Uint8Array) =>
  verifyCms({
    cms,
    content,
    at,
    now: at,
    anchors: authority.anchors,
    intermediates: authority.intermediates,
    expectIin: '921125270019',
    purpose: 'letter',
  })

/** A signature whose signingCertificateV2 is this ESSCertIDv2. */
async function signedWith(identifier: Uint8Array): Promise<Uint8Array> {
  const attribute = (type: string, value: Uint8Array) => sequence(oid(type), setOf(value))
  const attributes = sortedByEncoding([
    attribute(oids.contentType, oid(oids.data)),
    attribute(oids.signingTime, time(at)),
    attribute(oids.messageDigest, octetString(await digestBytes(oids.streebog512, content))),
    attribute(oids.signingCertificateV2, sequence(sequence(identifier))),
  ])
  return writeMessage({
    contentType: oids.data,
    digestAlgorithm: oids.streebog512,
    signatureAlgorithm: oids.gost2015Signature512,
    attributes: concatBytes(...attributes),
    certificate: key,
    signature: await signWith(pair.privateKey, encode(tag.set, ...attributes)),
    content: null,
  })
}

describe('signingCertificateV2', () => {
  const hashBy = async (algorithm: string) =>
    octetString((await namingDigest(algorithm, key.der)) ?? new Uint8Array())
  const by = async (algorithm: string) => sequence(sequence(oid(algorithm)), await hashBy(algorithm))
  const issuerSerial = (name: Uint8Array, serial: string) =>
    sequence(sequence(explicit(4, name)), positiveInteger(fromHex(serial)))

  test.each([oids.sha256, oids.sha384, oids.sha512, oids.streebog512])('by %s', async (algorithm) => {
    expect(await check(await signedWith(await by(algorithm)))).toMatchObject({ result: 'valid' })
    const wrong = sequence(sequence(oid(algorithm)), octetString(new Uint8Array(64)))
    expect(await check(await signedWith(wrong))).toMatchObject({ code: 'cert_hash_mismatch' })
  })

  test('SHA-1 binds nobody', async () => {
    expect(await check(await signedWith(await by(oids.sha1)))).toMatchObject({
      code: 'unsupported_algorithm',
    })
  })

  test('issuer and number, where they are named, are the certificate’s', async () => {
    const hash = await hashBy(oids.sha256)
    const right = sequence(hash, issuerSerial(key.issuerName, key.facts.serial))
    expect(await check(await signedWith(right))).toMatchObject({ result: 'valid' })
    const other = sequence(hash, issuerSerial(key.issuerName, '4142'))
    expect(await check(await signedWith(other))).toMatchObject({ code: 'cert_hash_mismatch' })
    const foreign = sequence(hash, issuerSerial(key.subjectName, key.facts.serial))
    expect(await check(await signedWith(foreign))).toMatchObject({ code: 'cert_hash_mismatch' })
    const more = sequence(hash, issuerSerial(key.issuerName, key.facts.serial), nullValue())
    expect(await check(await signedWith(more))).toMatchObject({ code: 'bad_format' })
  })
})

describe('whose key it is', () => {
  const signed = async (order: Partial<CertificateOrder>) => {
    const signing = { content, privateKey: pair.privateKey, signingTime: at, detached: true }
    return await check(await buildCms({ ...signing, certificate: await certificate(order) }))
  }

  test('a role in a company makes it a company’s key, BIN or not', async () => {
    expect(await signed({})).toMatchObject({ result: 'valid' })
    for (const role of [oids.roleLegalEntity, oids.roleFirstHead, `${oids.roleLegalEntity}.5`])
      expect(await signed({ extendedKeyUsage: [oids.emailProtection, role] })).toMatchObject({
        code: 'company_key_not_allowed',
      })
  })

  test('two companies in one name', async () => {
    const subject = writeName([
      ...person,
      [oids.organisationalUnit, 'BIN990140990016'],
      [oids.organisationalUnit, 'BIN050540000015'],
    ])
    expect((await certificate({ subject })).facts.subject).toMatchObject({ bin: null })
    expect(await signed({ subject })).toMatchObject({ code: 'company_key_not_allowed' })
  })
})

test('what is signed is plain data: a token or anything else is no letter', async () => {
  const signing = { content, privateKey: pair.privateKey, signingTime: at, detached: false, certificate: key }
  const token = await buildCms({ ...signing, contentType: oids.timestampInfo })
  expect(await check(token)).toMatchObject({ code: 'bad_format' })
})

describe('nothing comes after the last field', () => {
  const added = (der: Uint8Array, path: readonly number[]): Uint8Array => {
    const node = readDer(der)
    const [first, ...rest] = path
    const parts = node.children.map(({ bytes }, i) => (i === first ? added(bytes, rest) : bytes))
    return encode(node.tag, ...parts, ...(path.length === 0 ? [nullValue()] : []))
  }

  test('of a certificate', () => {
    expect(parseCertificate(key.der).facts.serial).toBe(key.facts.serial)
    for (const path of [[], [0], [0, 4], [0, 7]])
      expect(() => parseCertificate(added(key.der, path))).toThrow()
  })

  test('of a message', async () => {
    const signing = {
      content,
      privateKey: pair.privateKey,
      signingTime: at,
      detached: true,
      certificate: key,
    }
    const cms = await buildCms(signing)
    expect(parseCms(cms).signers).toHaveLength(1)
    for (const path of [[], [1], [1, 0], [1, 0, 2], [1, 0, 4, 0]])
      expect(() => parseCms(added(cms, path))).toThrow()
  })
})

test('a time with a byte order mark is none', () => {
  const text = new TextEncoder().encode('260901050000Z')
  expect(timeOf(readDer(encode(tag.utcTime, text)))).toBe(at)
  const marked = concatBytes(Uint8Array.of(0xef, 0xbb, 0xbf), text)
  expect(() => timeOf(readDer(encode(tag.utcTime, marked)))).toThrow()
})

test('an authority that narrows what those below may issue is not passed through, critical or not', async () => {
  const below = { isCa: true, keyUsage: [usage.keyCertSign], extendedKeyUsage: [] }
  const subject = issuing.certificate.subjectName
  const root = authority.root('gost2015')
  const chainBy = async (more: readonly Uint8Array[]) => {
    const one = await certificate({ ...below, subject, more }, root, issuing.pair)
    return (await findChain(key, [one], [root.certificate], at)).problems
  }
  expect(await chainBy([])).toEqual([])
  for (const id of [oids.nameConstraints, oids.policyConstraints, oids.inhibitAnyPolicy])
    for (const critical of [undefined, 'critical'] as const)
      expect(await chainBy([extension(id, sequence(), critical)]), id).toEqual(['chain_unknown'])
})

describe('who may sign answers and tokens', () => {
  const service = (purpose: string, keyUsage: readonly number[], service: 'ocsp' | 'timestamps') =>
    certificate({ extendedKeyUsage: [purpose], keyUsage, service })
  const uses = [
    [[usage.digitalSignature], true],
    [[usage.nonRepudiation], true],
    [[usage.keyEncipherment], false],
  ] as const

  test.each(uses)('a responder, usage %o: %s', async (keyUsage, may) => {
    const responder = { certificate: await service(oids.ocspSigning, keyUsage, 'ocsp'), pair }
    const answer = await writeAnswer(responder, {
      statements: [{ id: await certificateId(oids.sha256), status: 'good', thisUpdate: at }],
      producedAt: at,
    })
    const found = await findRevocation(key, issuing.certificate, { ocsp: [answer], crls: [] }, moment)
    expect(found.state).toBe(may ? 'good' : 'unknown')
  })

  test.each(uses)('a timestamp authority, usage %o: %s', async (keyUsage, may) => {
    const stamper = { certificate: await service(oids.timeStamping, keyUsage, 'timestamps'), pair }
    const request = await timestampRequest(content, oids.streebog512, Uint8Array.of(5))
    const token = timestampToken(await answerTimestamp(request, stamper, at))
    const anchors = authority.anchors.map(parseCertificate)
    const trust = { anchors, intermediates: [issuing.certificate], now: at }
    expect((await checkTimestamp(token, content, trust)).state).toBe(may ? 'ok' : 'untrusted')
  })
})

const moment = { usedAt: at, proven: false, now: at }
async function certificateId(algorithm: string): Promise<Uint8Array> {
  const hash = async (data: Uint8Array) =>
    octetString((await namingDigest(algorithm, data)) ?? new Uint8Array())
  return sequence(
    sequence(oid(algorithm), nullValue()),
    await hash(issuing.certificate.subjectName),
    await hash(issuing.certificate.publicKey),
    positiveInteger(fromHex(key.facts.serial)),
  )
}

describe('answers', () => {
  const answerBy = async (algorithm: string, nextUpdate?: number) => {
    const responder = await authority.issueService('ocsp', 'gost2015', new Date(at))
    const id = await certificateId(algorithm)
    const statement = { id, status: 'good' as const, thisUpdate: at }
    const statements = [nextUpdate === undefined ? statement : { ...statement, nextUpdate }]
    return await writeAnswer(responder, { statements, producedAt: at })
  }

  test.each([oids.sha1, oids.sha256, oids.sha384, oids.sha512, oids.streebog512])(
    'name the certificate by %s',
    async (algorithm) => {
      const evidence = { ocsp: [await answerBy(algorithm)], crls: [] }
      expect((await findRevocation(key, issuing.certificate, evidence, moment)).state).toBe('good')
    },
  )

  test('that end before they begin are none', async () => {
    expect(parseOcsp(await answerBy(oids.sha256, at)).statements).toHaveLength(1)
    const broken = await answerBy(oids.sha256, at - 1000)
    expect(() => parseOcsp(broken)).toThrow()
  })
})

test('RSA keys: 2,048 bits at least, the exponent odd and above 1', () => {
  const made = (bits: number) =>
    new Uint8Array(
      generateKeyPairSync('rsa', { modulusLength: bits }).publicKey.export({ type: 'spki', format: 'der' }),
    )
  expect(isSoundRsaKey(made(2048))).toBe(true)
  expect(isSoundRsaKey(made(1024))).toBe(false)
  expect(isSoundRsaKey(made(2040))).toBe(false)
  const modulus = concatBytes(Uint8Array.of(0x80), new Uint8Array(255).fill(1))
  const spki = (exponent: Uint8Array, number = modulus) =>
    sequence(
      sequence(oid(oids.rsaEncryption), nullValue()),
      encode(tag.bitString, Uint8Array.of(0), sequence(positiveInteger(number), positiveInteger(exponent))),
    )
  expect(isSoundRsaKey(spki(Uint8Array.of(1, 0, 1)))).toBe(true)
  expect(isSoundRsaKey(spki(Uint8Array.of(3)))).toBe(true)
  for (const exponent of [Uint8Array.of(1), Uint8Array.of(1, 0, 0), Uint8Array.of(2)])
    expect(isSoundRsaKey(spki(exponent))).toBe(false)
  expect(isSoundRsaKey(spki(Uint8Array.of(3), concatBytes(Uint8Array.of(0x7f), new Uint8Array(255))))).toBe(
    false,
  )
})

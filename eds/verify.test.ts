import { beforeAll, describe, expect, test, vi } from 'vitest'
import { type Authority, createAuthority } from '../pretend/certification-authority/authority.ts'
import { usage, writeCertificate } from '../pretend/certification-authority/certificate-writer.ts'
import type { PersonKeyOrder } from '../pretend/certification-authority/person-profile.ts'
import { concatBytes, toBase64 } from './bytes.ts'
import { parseCertificate } from './certificate.ts'
import { parseCms } from './cms.ts'
import { buildCms } from './cms-writer.ts'
import { octets, readDer, tag } from './der.ts'
import { encode } from './der-writer.ts'
import { type OpenedKeyFile, openKeyFile } from './pkcs12.ts'
import type { Verdict } from './verdict.ts'
import { type Verification, verifyCms } from './verify.ts'

// Making RSA keys takes a while on a busy machine.
vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 })

const now = new Date('2026-09-01T05:00:00Z')
const content = new TextEncoder().encode('%PDF-1.7 өтініш')
const iin = '920101400018'
let authority: Authority

beforeAll(async () => {
  authority = await createAuthority({ now })
})

async function key(order: Partial<PersonKeyOrder>): Promise<OpenedKeyFile> {
  const { p12 } = await authority.issuePersonKey({
    surname: 'Сапарова',
    givenName: 'Айгерім',
    patronymic: 'Ерланқызы',
    iin,
    algorithm: 'gost2015',
    purpose: 'sign',
    notBefore: new Date('2026-01-01T00:00:00Z'),
    notAfter: new Date('2027-01-01T00:00:00Z'),
    password: 'Qwerty12',
    ...order,
  })
  return openKeyFile(p12, 'Qwerty12')
}

function sign({ certificate, privateKey }: OpenedKeyFile, detached = true): Promise<Uint8Array> {
  if (privateKey === null) throw new Error('no key')
  return buildCms({ content, certificate, privateKey, signingTime: now.getTime(), detached })
}

function check(cms: Uint8Array | string, rest: Partial<Verification> = {}): Promise<Verdict> {
  const { anchors, intermediates } = authority
  return verifyCms({
    cms,
    content,
    at: now.getTime(),
    now: now.getTime(),
    anchors,
    intermediates,
    expectIin: iin,
    purpose: 'letter',
    ...rest,
  })
}

/** The message with the one occurrence of `part` replaced by `by` of the same length. */
function replaced(cms: Uint8Array, part: Uint8Array, by: Uint8Array): Uint8Array {
  const at = Buffer.from(cms).indexOf(part)
  expect(at).toBeGreaterThan(0)
  return concatBytes(cms.subarray(0, at), by, cms.subarray(at + part.length))
}

const flipped = (bytes: Uint8Array, i: number) => bytes.map((byte, k) => (k === i ? byte ^ 1 : byte))

describe.each(['rsa', 'gost2015'] as const)('a letter signed with %s', (algorithm) => {
  let opened: OpenedKeyFile
  let cms: Uint8Array
  beforeAll(async () => {
    opened = await key({ algorithm })
    cms = await sign(opened)
  })

  test('is valid detached and attached, as bytes, base64 and PEM', async () => {
    const base64 = toBase64(cms)
    const lines = base64.replace(/.{64}/g, '$&\r\n')
    for (const form of [
      cms,
      base64,
      `-----BEGIN CMS-----\r\n${lines}\r\n-----END CMS-----\r\n`,
      await sign(opened, false),
    ]) {
      expect(await check(form)).toMatchObject({
        result: 'valid',
        code: 'ok',
        signingTimeClaim: now.getTime(),
      })
    }
  })

  test('any changed byte of content, attributes or signature is found', async () => {
    const { signers } = parseCms(cms)
    const [signer] = signers
    if (!signer?.signed) throw new Error('no signer')
    expect(await check(cms, { content: flipped(content, 3) })).toMatchObject({ code: 'digest_mismatch' })
    for (const i of [0, 40, 127]) {
      const changed = replaced(cms, signer.signature, flipped(signer.signature, i))
      expect(await check(changed)).toMatchObject({ result: 'invalid', code: 'signature_invalid' })
    }
    const { messageDigest, certificateHash } = signer.signed
    expect((await check(replaced(cms, messageDigest, flipped(messageDigest, 0)))).codes).toEqual(
      expect.arrayContaining(['digest_mismatch', 'signature_invalid']),
    )
    const hash = certificateHash?.hash ?? new Uint8Array()
    expect((await check(replaced(cms, hash, flipped(hash, 0)))).codes).toEqual(
      expect.arrayContaining(['signature_invalid', 'cert_hash_mismatch']),
    )
    const time = new TextEncoder().encode('260901050000Z')
    const later = new TextEncoder().encode('260901050001Z')
    expect(await check(replaced(cms, time, later))).toMatchObject({ code: 'signature_invalid' })
  })

  test('every byte of the message flipped in turn never makes another valid verdict', async () => {
    for (let i = 0; i < cms.length; i += algorithm === 'rsa' ? 3 : 23) {
      const verdict = await check(flipped(cms, i))
      if (verdict.result === 'valid') expect(verdict.signer).toEqual(opened.certificate.facts)
    }
  })

  test('without its signer or its certificate it is refused', async () => {
    expect(await check(await rebuilt(cms, { dropSigners: true }))).toMatchObject({ code: 'no_signer' })
    expect(await check(await rebuilt(cms, { certificate: null }))).toMatchObject({
      code: 'signer_cert_missing',
    })
  })

  test("another person's certificate in place of the signer's is refused", async () => {
    const other = await key({ algorithm })
    const changed = await rebuilt(cms, { certificate: other.certificate.der })
    expect(await check(changed)).toMatchObject({ code: 'signer_cert_missing' })
  })

  test('two copies of the signer are two signers', async () => {
    expect(await check(await rebuilt(cms, { doubleSigner: true }))).toMatchObject({ code: 'several_signers' })
  })

  test('only its own root makes it trusted', async () => {
    const other = await createAuthority({ now })
    expect(await check(cms, { anchors: other.anchors })).toMatchObject({ code: 'chain_unknown' })
    expect(await check(cms, { intermediates: [] })).toMatchObject({ code: 'chain_unknown' })
    expect(await check(cms, { anchors: authority.intermediates, intermediates: [] })).toMatchObject({
      code: 'ok',
    })
  })
})

test('a person is no authority: neither pinned nor as an issuer', async () => {
  const holder = await key({})
  const pinned = { anchors: [holder.certificate.der], intermediates: [] }
  expect(await check(await sign(holder), pinned)).toMatchObject({ code: 'chain_unknown' })

  if (holder.privateKey === null) throw new Error('no key')
  const { subjectName, publicKeyInfo, facts } = holder.certificate
  const forged = await writeCertificate(
    {
      subject: subjectName,
      publicKeyInfo,
      notBefore: now,
      notAfter: now,
      ...forgedUsage(facts.extendedKeyUsage),
    },
    { name: subjectName, publicKeyInfo, privateKey: holder.privateKey },
  )
  const cms = await sign({ certificate: parseCertificate(forged), privateKey: holder.privateKey })
  const helped = { intermediates: [...authority.intermediates, holder.certificate.der] }
  expect(await check(cms, helped)).toMatchObject({ code: 'chain_unknown' })
})

function forgedUsage(extendedKeyUsage: readonly string[]) {
  return {
    keyUsage: [usage.digitalSignature, usage.nonRepudiation],
    extendedKeyUsage,
    policy: '1.2.398.3.3.2',
    isCa: false,
  }
}

test('r and s swapped are refused', async () => {
  const cms = await sign(await key({}))
  const signature = parseCms(cms).signers[0]?.signature ?? new Uint8Array()
  const swapped = concatBytes(signature.subarray(64), signature.subarray(0, 64))
  expect(await check(replaced(cms, signature, swapped))).toMatchObject({ code: 'signature_invalid' })
})

test('purpose, person and time', async () => {
  const auth = await key({ algorithm: 'rsa', purpose: 'auth' })
  const rsa = await key({ algorithm: 'rsa' })
  const company = await key({ company: { bin: '123456789021', name: 'ЖШС «Үлгі»' } })
  const expired = await key({
    notBefore: new Date('2024-01-01T00:00:00Z'),
    notAfter: new Date('2025-01-01T00:00:00Z'),
  })
  expect(await check(await sign(auth))).toMatchObject({ code: 'wrong_purpose' })
  expect(await check(await sign(auth), { purpose: 'signIn', expectIin: null })).toMatchObject({ code: 'ok' })
  expect(await check(await sign(rsa), { purpose: 'signIn', expectIin: null })).toMatchObject({
    code: 'wrong_purpose',
  })
  expect(await check(await sign(await key({})), { purpose: 'signIn', expectIin: null })).toMatchObject({
    code: 'ok',
  })
  expect(await check(await sign(company))).toMatchObject({ code: 'company_key_not_allowed' })
  expect(await check(await sign(expired))).toMatchObject({ code: 'cert_expired' })
  expect(await check(await sign(rsa), { expectIin: '850505300010' })).toMatchObject({ code: 'iin_mismatch' })
})

test.each([
  '',
  'not base64 at all!',
  'MIIB',
  new Uint8Array(),
  Uint8Array.of(0x30, 0x80),
  new Uint8Array(1_000).fill(0x30),
])('what is no signed message is said to be none: %#', async (cms) => {
  expect(await check(cms)).toMatchObject({ result: 'invalid', code: 'bad_format', signer: null })
})

test('an envelope in BER with indefinite lengths and cut content is read', async () => {
  const attached = await sign(await key({ algorithm: 'rsa' }), false)
  const node = readDer(attached, { maxBytes: 1e6, maxDepth: 30, maxNodes: 1e5 })
  const cutContent = (bytes: Uint8Array) =>
    concatBytes(
      Uint8Array.of(0x24, 0x80),
      encode(tag.octetString, bytes.subarray(0, 5)),
      encode(tag.octetString, bytes.subarray(5)),
      Uint8Array.of(0, 0),
    )
  const [type, wrapped] = node.children
  const parts = wrapped?.children[0]?.children ?? []
  const endless = (id: number, ...inner: Uint8Array[]) =>
    concatBytes(Uint8Array.of(id, 0x80), ...inner, Uint8Array.of(0, 0))
  const inner = parts.map((part, i) => {
    if (i !== 2) return part.bytes
    const [contentType, wrappedContent] = part.children
    const string = wrappedContent?.children[0]
    if (!contentType || !string) throw new Error('no content')
    return endless(0x30, contentType.bytes, endless(0xa0, cutContent(octets(string))))
  })
  const ber = endless(0x30, type?.bytes ?? new Uint8Array(), endless(0xa0, endless(0x30, ...inner)))
  expect(await check(ber)).toMatchObject({ result: 'valid', code: 'ok' })
})

/** The message taken apart and put together again with one part changed. */
async function rebuilt(
  cms: Uint8Array,
  change: { dropSigners?: true; doubleSigner?: true; certificate?: Uint8Array | null },
): Promise<Uint8Array> {
  const [type, wrapped] = readDer(cms).children
  const [version, digests, encapsulated, certificates, signers] = wrapped?.children[0]?.children ?? []
  if (!type || !version || !digests || !encapsulated || !certificates || !signers) throw new Error('shape')
  const signer = signers.children[0]?.bytes ?? new Uint8Array()
  const signerSet = change.dropSigners ? [] : change.doubleSigner ? [signer, signer] : [signer]
  const certificateSet =
    change.certificate === undefined ? [certificates.content] : change.certificate ? [change.certificate] : []
  return encode(
    tag.sequence,
    type.bytes,
    encode(
      0xa0,
      encode(
        tag.sequence,
        version.bytes,
        digests.bytes,
        encapsulated.bytes,
        encode(0xa0, ...certificateSet),
        encode(tag.set, ...signerSet),
      ),
    ),
  )
}

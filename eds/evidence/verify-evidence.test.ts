import { createHash } from 'node:crypto'
import { beforeAll, describe, expect, test, vi } from 'vitest'
import { type Authority, createAuthority } from '../../pretend/certification-authority/authority.ts'
import { answerOcsp } from '../../pretend/certification-authority/ocsp-responder.ts'
import { writeList } from '../../pretend/certification-authority/revocation-list.ts'
import { createRegister } from '../../pretend/certification-authority/revocation-register.ts'
import { renderLetter } from '../../server/letter/render-letter.ts'
import { sampleLetter } from '../../test/letter-samples.ts'
import { buildCms } from '../cms-writer.ts'
import { ocspRequest } from '../ocsp.ts'
import { openKeyFile } from '../pkcs12.ts'
import { containerType, writeContainer } from './container.ts'
import { enclosuresOf } from './letter-enclosures.ts'
import { places, readManifest, writeManifest } from './manifest.ts'
import { type Receipt, writeReceipt } from './receipt.ts'
import { verifyEvidence } from './verify-evidence.ts'

vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 })

const receivedAt = Date.parse('2026-01-12T05:41:07.000Z')
const iin = '921125270019'
const utf8 = (text: string) => new TextEncoder().encode(text)
const sha256 = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex')

const attachment = utf8('жеке куәлік')
const letter = () => {
  const enclosure = {
    document: 'Жеке куәлік',
    fileName: 'id.pdf',
    size: attachment.length,
    sha256: sha256(attachment),
  }
  return new Uint8Array(renderLetter(sampleLetter({ enclosures: [enclosure] })).pdf)
}

let authority: Authority
let files: Map<string, Uint8Array>
const trust = () => ({ anchors: authority.anchors })

async function keyOf(company?: { bin: string; name: string }) {
  const { p12 } = await authority.issuePersonKey({
    surname: 'Сапарова',
    givenName: 'Айгерім',
    iin,
    ...(company === undefined ? {} : { company }),
    algorithm: 'rsa',
    purpose: 'sign',
    notBefore: new Date(receivedAt - 86_400_000),
    notAfter: new Date(receivedAt + 86_400_000 * 300),
    password: 'Qwerty12',
  })
  const { certificate, privateKey } = openKeyFile(p12, 'Qwerty12')
  if (privateKey === null) throw new Error('no key')
  return { certificate, privateKey }
}
type Key = Awaited<ReturnType<typeof keyOf>>
const sign = (key: Key, content: Uint8Array) =>
  buildCms({ ...key, content, signingTime: receivedAt, detached: true })
async function ocspOf(key: Key) {
  const responder = await authority.issueService('ocsp', 'rsa', new Date(receivedAt))
  const request = await ocspRequest(key.certificate, authority.issuing('rsa').certificate, new Uint8Array(8))
  return await answerOcsp(request, responder, createRegister(), receivedAt)
}

const rootList = () =>
  writeList(authority.root('rsa'), {
    revoked: new Map(),
    number: 1,
    thisUpdate: receivedAt - 1000,
    nextUpdate: receivedAt + 86_400_000,
  })

let company: Key
async function sealed(parts: Map<string, Uint8Array>): Promise<Map<string, Uint8Array>> {
  const rest = [...parts].filter(([name]) => name !== places.manifest && name !== places.seal)
  const covered = new Map(rest)
  const manifest = utf8(await writeManifest(covered))
  return new Map([...rest, [places.manifest, manifest], [places.seal, await sign(company, manifest)]])
}

beforeAll(async () => {
  authority = await createAuthority({ now: new Date(receivedAt) })
  const client = await keyOf()
  company = await keyOf({ bin: '990140990016', name: '«ҚТК» АҚ' })
  const pdf = letter()
  const receipt: Receipt = {
    format: 1,
    appeal: '7b0a3b8e-57f5-4b1e-9c55-2f1b1a5e8f10',
    coupon: '26-000138',
    receivedAt: new Date(receivedAt).toISOString(),
    registration: { number: 3864, date: '2026-01-12', dueDate: '2026-02-02' },
    letterSha256: sha256(pdf),
    expectIin: iin,
    madeAt: new Date(receivedAt + 1000).toISOString(),
  }
  files = await sealed(
    new Map<string, Uint8Array>([
      [places.mimetype, utf8(containerType)],
      [places.letter, pdf],
      [places.signature, await sign(client, pdf)],
      [`${places.attachments}01-Жеке куәлік & «id».pdf`, attachment],
      [`${places.chain}1.cer`, authority.issuing('rsa').certificate.der],
      [`${places.answers}root.crl`, await rootList()],
      [`${places.answers}client.ocsp`, await ocspOf(client)],
      [`${places.answers}company.ocsp`, await ocspOf(company)],
      [places.receipt, utf8(writeReceipt(receipt))],
    ]),
  )
})

const check = (parts: ReadonlyMap<string, Uint8Array>, anchors = trust()) =>
  verifyEvidence(writeContainer(parts), anchors)
const changed = (name: string, bytes: Uint8Array) => new Map([...files, [name, bytes] as const])

describe('a sealed package', () => {
  test('is valid offline by its roots alone, and unknown to others', async () => {
    expect(await check(files)).toMatchObject({ result: 'valid', codes: [], seal: 'valid' })
    expect(await check(files, { anchors: [] })).toMatchObject({
      result: 'invalid',
      codes: expect.arrayContaining(['chain_unknown']),
      seal: 'untrusted',
    })
  })

  test('any byte of any file: invalid, and the file is named', async () => {
    for (const [name, bytes] of files) {
      const broken = Uint8Array.from(bytes)
      const at = Math.floor(bytes.length / 2)
      broken[at] = (broken[at] ?? 0) ^ 1
      const verdict = await check(changed(name, broken))
      expect(verdict.result, name).toBe('invalid')
      expect(
        verdict.faults.map(({ file }) => file),
        name,
      ).toContain(name === places.manifest ? places.manifest : name)
    }
  })

  test('an attachment changed together with the manifest, sealed anew by the company', async () => {
    const name = [...files.keys()].find((each) => each.startsWith(places.attachments)) ?? ''
    const verdict = await check(await sealed(changed(name, utf8('басқа құжат'))))
    expect(verdict).toMatchObject({
      result: 'invalid',
      seal: 'valid',
      faults: [{ code: 'enclosure_differs', file: name }],
    })
  })

  test('the time edited, with the manifest, without the seal', async () => {
    const text = new TextDecoder().decode(files.get(places.receipt))
    const edited = utf8(text.replace('2026-01-12T05:41:07.000Z', '2026-01-11T05:41:07.000Z'))
    const parts = changed(places.receipt, edited)
    expect((await check(parts)).faults).toContainEqual({ code: 'file_damaged', file: places.receipt })
    const manifest = utf8(await writeManifest(new Map([...parts].filter(([name]) => name !== places.seal))))
    const again = new Map([...parts, [places.manifest, manifest] as const])
    expect((await check(again)).faults).toContainEqual({ code: 'seal_invalid', file: places.seal })
  })

  test('a file added, taken away, or put in twice', async () => {
    const extra = await check(changed('replies/answer.pdf', utf8('%PDF-')))
    expect(extra.faults).toContainEqual({ code: 'file_not_listed', file: 'replies/answer.pdf' })
    const without = new Map([...files].filter(([name]) => name !== places.receipt))
    expect((await check(without)).faults).toContainEqual({ code: 'file_missing', file: places.receipt })
  })

  test('a private person can not seal', async () => {
    const honest = company
    company = await keyOf()
    const parts = await sealed(changed(`${places.answers}company.ocsp`, await ocspOf(company)))
    company = honest
    expect(await check(parts)).toMatchObject({ result: 'invalid', seal: 'invalid' })
  })
})

test('without a seal the package says so', async () => {
  const parts = new Map([...files].filter(([name]) => name !== places.seal))
  expect(await check(parts)).toMatchObject({ result: 'valid', codes: ['not_sealed'], seal: 'none' })
})

test('a letter names its enclosures once and the same in both places', () => {
  const pdf = letter()
  expect(enclosuresOf(pdf)).toEqual([sha256(attachment)])
  expect(enclosuresOf(new Uint8Array(renderLetter(sampleLetter({ enclosures: [] })).pdf))).toEqual([])
  const text = Buffer.from(pdf).toString('latin1')
  const other = 'f'.repeat(64)
  const bad = (changedText: string) => enclosuresOf(new Uint8Array(Buffer.from(changedText, 'latin1')))
  expect(
    bad(text.replace(`<pdf:Keywords>sha256:${sha256(attachment)}`, `<pdf:Keywords>sha256:${other}`)),
  ).toBeNull()
  expect(
    bad(text.replace(`/Keywords (sha256:${sha256(attachment)}`, `/Keywords (sha256:${other}`)),
  ).toBeNull()
  expect(bad(`${text}<?xpacket begin="" id=""?><pdf:Keywords>sha256:${other}</pdf:Keywords>`)).toBeNull()
  expect(bad(text.replace('/Keywords (', '/Keyw#6frds ('))).toBeNull()
})

test('a manifest is read in one form only', async () => {
  const text = await writeManifest(new Map([['a&b"<c>.pdf', utf8('x')]]))
  expect(readManifest(utf8(text))?.get('a&b"<c>.pdf')).toBe(sha256(utf8('x')))
  for (const other of [
    text.replace('\n', ' \n'),
    `${text}<!-- -->`,
    text.replace('UTF-8', 'utf-8'),
    text.replace('2001/04', '2001/05'),
  ])
    expect(readManifest(utf8(other))).toBeNull()
})

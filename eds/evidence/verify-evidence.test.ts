import { createHash } from 'node:crypto'
import { buffer } from 'node:stream/consumers'
import fc from 'fast-check'
import { beforeAll, describe, expect, test, vi } from 'vitest'
import { ZipFile } from 'yazl'
import { renderLetter } from '../../server/letter/render-letter.ts'
import { EvidenceSample } from '../../test/evidence-sample.ts'
import { sampleLetter } from '../../test/letter-samples.ts'
import { parseCms } from '../cms.ts'
import type { OpenedKeyFile } from '../pkcs12.ts'
import { writeContainer } from './container-writer.ts'
import { enclosuresOf } from './letter-enclosures.ts'
import { places, readManifest, writeManifest } from './manifest.ts'
import { verifyEvidence } from './verify-evidence.ts'

vi.setConfig({ testTimeout: 120_000, hookTimeout: 60_000 })

const utf8 = (text: string) => new TextEncoder().encode(text)
const sha256 = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex')

/** Of who checks. */
const now = Date.parse('2026-12-01T00:00:00Z')
let sample: EvidenceSample
let files: ReadonlyMap<string, Uint8Array>
beforeAll(async () => {
  sample = await EvidenceSample.make()
  files = sample.files
})

const check = (parts: ReadonlyMap<string, Uint8Array>, anchors = sample.anchors) =>
  verifyEvidence(writeContainer(parts), { anchors, now })
const changed = (name: string, bytes: Uint8Array) => new Map([...files, [name, bytes] as const])
const nameOf = (place: string) => [...files.keys()].find((each) => each.startsWith(place)) ?? ''
const flipped = (bytes: Uint8Array, at: number, bit: number) => {
  const broken = Uint8Array.from(bytes)
  broken[at] = (broken[at] ?? 0) ^ (1 << bit)
  return broken
}

describe('a sealed package', () => {
  test('is valid offline by its roots; without any it is whole and its issuer not confirmed', async () => {
    expect(await check(files)).toMatchObject({ result: 'valid', codes: [], faults: [], seal: 'valid' })
    expect(await check(files, [])).toMatchObject({
      result: 'unknown',
      codes: expect.arrayContaining(['issuer_unconfirmed', 'seal_untrusted']),
      faults: [],
      seal: 'untrusted',
    })
  })

  test('any byte of any file, whatever the container says: invalid, and the file is named', async () => {
    const places = [...files].flatMap(([name, bytes]) => {
      const few = bytes.length < 200 || name.startsWith('META-INF/') ? 40 : 12
      return fc
        .sample(fc.tuple(fc.nat(bytes.length - 1), fc.nat(7)), { numRuns: few, seed: 20_260_112 })
        .map(([at, bit]) => ({ name, at, bit }))
    })
    for (const { name, at, bit } of places) {
      const verdict = await check(changed(name, flipped(files.get(name) ?? new Uint8Array(), at, bit)))
      const where = `${name} at ${at}, bit ${bit}`
      expect(verdict.result, where).toBe('invalid')
      expect(
        verdict.faults.map(({ file }) => file),
        where,
      ).toContain(name)
    }
  })

  test('an attachment changed together with the manifest', async () => {
    const name = nameOf(places.attachments)
    const parts = changed(name, utf8('басқа құжат'))
    const manifest = utf8(await writeManifest(parts))
    const verdict = await check(new Map([...parts, [places.manifest, manifest] as const]))
    expect(verdict).toMatchObject({ result: 'invalid', seal: 'other_content' })
    expect(verdict.faults).toContainEqual({ code: 'enclosure_differs', file: name })
    expect(verdict.faults).toContainEqual({ code: 'file_damaged', file: places.manifest })
  })

  test('and sealed again by the company itself', async () => {
    const name = nameOf(places.attachments)
    expect(await check(await sample.sealed(changed(name, utf8('басқа құжат'))))).toMatchObject({
      result: 'invalid',
      seal: 'valid',
      faults: [{ code: 'enclosure_differs', file: name }],
    })
  })

  test('the time edited, alone, with the manifest, and without the seal', async () => {
    const text = new TextDecoder().decode(files.get(places.receipt))
    const edited = utf8(text.replace('2026-01-12T05:41:07.000Z', '2026-01-11T05:41:07.000Z'))
    const parts = changed(places.receipt, edited)
    expect((await check(parts)).faults).toContainEqual({ code: 'file_damaged', file: places.receipt })
    const manifest = utf8(await writeManifest(parts))
    const again = await check(new Map([...parts, [places.manifest, manifest] as const]))
    expect(again.result).toBe('invalid')
    expect(again.faults).toContainEqual({ code: 'seal_invalid', file: places.seal })
    expect(again.faults).toContainEqual({ code: 'file_damaged', file: places.receipt })
    const bare = new Map([...parts, [places.manifest, manifest] as const])
    bare.delete(places.seal)
    expect((await check(bare)).faults).toContainEqual({ code: 'file_missing', file: places.seal })
  })

  test('a file added, taken away, or put in twice', async () => {
    const extra = await check(changed('replies/01-answer.pdf', utf8('%PDF-')))
    expect(extra.faults).toContainEqual({ code: 'file_not_listed', file: 'replies/01-answer.pdf' })
    for (const name of files.keys()) {
      const verdict = await check(new Map([...files].filter(([each]) => each !== name)))
      expect(verdict.result, name).toBe('invalid')
      const named =
        name === places.manifest ? 'bad_manifest' : name === places.mimetype ? 'bad_container' : ''
      const code = named === '' ? 'file_missing' : named
      expect(verdict.faults).toContainEqual({ code, file: name })
    }
  })

  test('a private person can not seal', async () => {
    const stranger = await sample.keyOf()
    const parts = changed(`${places.answers}company.ocsp`, await sample.ocspOf(stranger))
    expect(await check(await sample.sealed(parts, stranger))).toMatchObject({
      result: 'invalid',
      seal: 'invalid',
    })
  })

  test('sealed by another company: invalid, both seals, one of them, or the receipt’s word of who it is', async () => {
    const other = await sample.keyOf({ bin: '050540000015', name: '«Басқа» ЖШС' })
    const receipt = files.get(places.receipt) ?? new Uint8Array()
    const known = changed(`${places.answers}other.ocsp`, await sample.ocspOf(other))
    const withReceiptBy = async (key?: OpenedKeyFile) =>
      new Map([...known, [places.receiptSeal, await sample.sign(key ?? other, receipt)] as const])
    const ofAnother = (file: string) => ({ code: 'seal_of_another', file })
    expect(await check(await sample.sealed(await withReceiptBy(), other))).toMatchObject({
      result: 'invalid',
      faults: [ofAnother(places.seal), ofAnother(places.receiptSeal)],
    })
    expect(await check(await sample.sealed(known, other))).toMatchObject({
      result: 'invalid',
      faults: [ofAnother(places.seal)],
    })
    expect(await check(await sample.sealed(await withReceiptBy()))).toMatchObject({
      result: 'invalid',
      faults: [ofAnother(places.receiptSeal)],
    })
    const text = new TextDecoder().decode(receipt).replace('990140990016', '050540000015')
    const renamed = new Map(changed(places.receipt, utf8(text)))
    renamed.delete(places.receiptSeal)
    expect((await check(await sample.sealed(renamed))).faults).toEqual([ofAnother(places.seal)])
    expect((await check(await sample.sealed(known, other), [])).faults, 'with nobody trusted too').toEqual([
      ofAnother(places.seal),
    ])
  })

  test('a receipt sealed by a key that only calls itself the company’s', async () => {
    const stranger = await EvidenceSample.ofStrangers()
    const receipt = files.get(places.receipt) ?? new Uint8Array()
    const parts = changed(places.receiptSeal, await stranger.sign(stranger.company, receipt))
    expect(await check(await sample.sealed(parts))).toMatchObject({
      result: 'unknown',
      codes: ['seal_untrusted'],
    })
  })

  test('a receipt of another letter', async () => {
    const text = new TextDecoder().decode(files.get(places.receipt))
    const other = utf8(text.replace(/"letterSha256": "[0-9a-f]{64}"/, `"letterSha256": "${'0'.repeat(64)}"`))
    const verdict = await check(await sample.sealed(changed(places.receipt, other)))
    expect(verdict.faults).toContainEqual({ code: 'receipt_differs', file: places.receipt })
  })

  test('nobody knows whether the company key was revoked: not known, and said so', async () => {
    const parts = new Map([...files].filter(([name]) => !name.endsWith('company.ocsp')))
    parts.delete(places.receiptSeal)
    expect(await check(await sample.sealed(parts))).toMatchObject({
      result: 'unknown',
      codes: ['seal_unchecked'],
    })
  })

  test('an attachment that the company left out, by its own seal, is told of; without it, missed', async () => {
    const parts = new Map([...files].filter(([name]) => !name.startsWith(places.attachments)))
    expect(await check(await sample.sealed(parts))).toMatchObject({
      result: 'valid',
      codes: ['enclosure_left_out'],
    })
    expect((await check(await sample.unsealed(parts))).faults).toContainEqual({
      code: 'file_missing',
      file: 'attachments/01',
    })
  })

  test('packed again by another program: refused, and what was changed is named', async () => {
    for (const compress of [true, false]) {
      const repack = async (parts: ReadonlyMap<string, Uint8Array>) => {
        const zip = new ZipFile()
        for (const [name, bytes] of parts) zip.addBuffer(Buffer.from(bytes), name, { compress })
        zip.end()
        return new Uint8Array(await buffer(zip.outputStream))
      }
      const whole = await verifyEvidence(await repack(files), { anchors: sample.anchors, now })
      expect(whole).toMatchObject({ result: 'invalid', codes: ['bad_container'], seal: 'valid' })
      const name = nameOf(places.answers)
      const other = await repack(changed(name, flipped(files.get(name) ?? new Uint8Array(), 40, 3)))
      const verdict = await verifyEvidence(other, { anchors: sample.anchors, now })
      expect(verdict).toMatchObject({ result: 'invalid', faults: [{ code: 'file_damaged', file: name }, {}] })
    }
  })
})

describe('what somebody asks for besides', () => {
  const asked = (more: Partial<Parameters<typeof verifyEvidence>[1]>) =>
    verifyEvidence(writeContainer(files), { anchors: sample.anchors, now, ...more })

  test('the person, the letter, lists and answers of their own', async () => {
    expect(await asked({ expectIin: '921125270019' })).toMatchObject({ result: 'valid', codes: [] })
    expect(await asked({ expectIin: '850505300010' })).toMatchObject({
      result: 'invalid',
      codes: ['iin_mismatch'],
    })
    const content = files.get(places.letter) ?? null
    expect(await asked({ content })).toMatchObject({ result: 'valid' })
    expect(await asked({ content: utf8('%PDF-') })).toMatchObject({
      result: 'invalid',
      codes: ['content_differs'],
    })
    const evidence = { ocsp: [], crls: [await sample.listOfClient('keyCompromise')] }
    expect(await asked({ evidence })).toMatchObject({ result: 'invalid', codes: ['revoked'] })
  })

  test('what is dated ahead of the clock is none; a good seal is of its own day, whatever the clock says', async () => {
    const behind = Date.parse('2025-12-01T00:00:00Z')
    expect(await asked({ now: behind })).toMatchObject({ result: 'valid', codes: [] })
    const parts = await sample.unsealed(files)
    const unsealed = await verifyEvidence(writeContainer(parts), { anchors: sample.anchors, now: behind })
    expect(unsealed.codes).toContain('revocation_unavailable')
  })

  test('authorities that the package left out', async () => {
    const parts = new Map([...files].filter(([name]) => !name.startsWith(places.chain)))
    const whole = writeContainer(await sample.sealed(parts))
    const alone = await verifyEvidence(whole, { anchors: sample.anchors, now })
    expect(alone).toMatchObject({ result: 'unknown', codes: ['issuer_unconfirmed', 'seal_untrusted'] })
    const { anchors, intermediates } = sample
    expect(await verifyEvidence(whole, { anchors, intermediates, now })).toMatchObject({
      result: 'valid',
      codes: [],
    })
  })
})

describe('roots of others than the package is of', () => {
  let strangers: readonly Uint8Array[]
  beforeAll(async () => {
    strangers = (await EvidenceSample.ofStrangers()).anchors
  })

  test('it is not yet known: whole, its issuer not confirmed, as without roots', async () => {
    const found = await check(files, strangers)
    expect(found).toMatchObject({ result: 'unknown', faults: [] })
    expect(found.codes[0]).toBe('issuer_unconfirmed')
    expect(found).toEqual(await check(files, []))
    expect(await check(files, [...strangers, ...sample.anchors])).toMatchObject({ result: 'valid' })
  })

  test('changed, stripped or forged it is no better by them', async () => {
    const name = nameOf(places.attachments)
    const damaged = changed(name, flipped(files.get(name) ?? new Uint8Array(), 4, 1))
    expect(await check(damaged, strangers)).toMatchObject({ result: 'invalid' })
    expect((await check(await sample.unsealed(files), strangers)).result).toBe('unknown')
  })

  test('a certificate that claims a pinned issuer and is not signed by it is forged, not foreign', async () => {
    const cms = files.get(places.signature) ?? new Uint8Array()
    const [der = cms] = parseCms(cms).certificates
    const forged = flipped(cms, der.byteOffset - cms.byteOffset + der.length - 9, 0)
    const { result, codes } = await check(await sample.sealed(changed(places.signature, forged)))
    expect({ result, codes }).toMatchObject({ result: 'invalid' })
    expect(codes).toContain('chain_unknown')
    expect(codes).not.toContain('issuer_unconfirmed')
  })
})

test('a package of a later format is no fault, and nothing valid', async () => {
  const text = new TextDecoder().decode(files.get(places.receipt))
  const later = changed(places.receipt, utf8(text.replace('"format": 1', '"format": 3')))
  const newer = { result: 'unknown', codes: ['newer_format'], faults: [] }
  expect(await check(later)).toMatchObject(newer)
  expect(await check(await sample.sealed(later))).toMatchObject(newer)
  expect(await check(await sample.unsealed(later))).toMatchObject(newer)
  const zip = new ZipFile()
  zip.addBuffer(Buffer.from('{"format": 7, "letters": []}'), places.receipt)
  zip.end()
  const other = new Uint8Array(await buffer(zip.outputStream))
  expect(await verifyEvidence(other, { anchors: sample.anchors, now })).toMatchObject(newer)
  for (const odd of ['0', '1.5', '"2"', '-3'])
    expect(
      await check(changed(places.receipt, utf8(text.replace('"format": 1', `"format": ${odd}`)))),
    ).toMatchObject({
      result: 'invalid',
    })
})

describe('a package that nobody sealed', () => {
  test('its seal taken away and its number, time or replies written again: never valid', async () => {
    const text = new TextDecoder().decode(files.get(places.receipt))
    const forged = [
      text.replace('3864', '3865'),
      text.replace('2026-01-12T05:41:07.000Z', '2026-01-10T05:41:07.000Z'),
      text.replace('«ҚТК» АҚ', '«Басқа» АҚ'),
    ]
    for (const receipt of forged) {
      expect(receipt).not.toBe(text)
      const { result, codes } = await check(await sample.unsealed(changed(places.receipt, utf8(receipt))))
      expect([result, ...codes]).toEqual(expect.arrayContaining(['not_sealed']))
      expect(result).not.toBe('valid')
    }
    const replies = changed(`${places.replies}01-Жауап.pdf`, utf8('%PDF-1.7 жауап'))
    expect(await check(await sample.unsealed(replies))).toMatchObject({ result: 'unknown' })
    const early = await check(await sample.unsealed(changed(places.receipt, utf8(forged[1] ?? ''))))
    expect(early.codes).toContain('receipt_before_signing')
  })

  test('says so, and is not yet known', async () => {
    expect(await check(await sample.unsealed())).toMatchObject({
      result: 'unknown',
      codes: ['not_sealed'],
      seal: 'none',
    })
  })

  test('any byte of any file: invalid, and the file is named', async () => {
    const plain = await sample.unsealed()
    for (const [name, bytes] of plain) {
      for (const at of [0, Math.floor(bytes.length / 2), bytes.length - 1]) {
        const verdict = await check(new Map([...plain, [name, flipped(bytes, at, 0)] as const]))
        expect(verdict.result, name).toBe('invalid')
        expect(
          verdict.faults.map(({ file }) => file),
          `${name} at ${at}`,
        ).toContain(name)
      }
    }
  })
})

test('with GOST keys a package is as good', async () => {
  const gost = await EvidenceSample.make('gost2015')
  const verdict = await verifyEvidence(writeContainer(gost.files), { anchors: gost.anchors, now })
  expect(verdict).toMatchObject({ result: 'valid', codes: [], seal: 'valid' })
})

test('a letter names its enclosures once and the same in both places', () => {
  const pdf = files.get(places.letter) ?? new Uint8Array()
  const digest = sha256(sample.attachment)
  expect(enclosuresOf(pdf)).toEqual([digest])
  expect(enclosuresOf(new Uint8Array(renderLetter(sampleLetter({ enclosures: [] })).pdf))).toEqual([])
  const text = Buffer.from(pdf).toString('latin1')
  const other = 'f'.repeat(64)
  const bad = (changedText: string) => enclosuresOf(new Uint8Array(Buffer.from(changedText, 'latin1')))
  expect(bad(text.replace(`<pdf:Keywords>sha256:${digest}`, `<pdf:Keywords>sha256:${other}`))).toBeNull()
  expect(bad(text.replace(`/Keywords (sha256:${digest}`, `/Keywords (sha256:${other}`))).toBeNull()
  expect(bad(`${text}<?xpacket begin="" id=""?><pdf:Keywords>sha256:${other}</pdf:Keywords>`)).toBeNull()
  expect(bad(text.replace('/Keywords (', '/Keyw#6frds ('))).toBeNull()
})

test('a manifest is read in one form only', async () => {
  const text = await writeManifest(new Map([['a&b"<c>.pdf', utf8('x')]]))
  expect(readManifest(utf8(text), 1)?.get('a&b"<c>.pdf')).toBe(sha256(utf8('x')))
  for (const other of [
    text.replace('\n', ' \n'),
    `${text}<!-- -->`,
    `\uFEFF${text}`,
    text.replace('UTF-8', 'utf-8'),
    text.replace('2001/04', '2001/05'),
  ])
    expect(readManifest(utf8(other), 1)).toBeNull()
})

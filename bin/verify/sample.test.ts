import { spawnSync } from 'node:child_process'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from 'vitest'
import { projectRoot } from '../../db/project-root.ts'
import { readContainer } from '../../eds/evidence/container.ts'
import { writeContainer } from '../../eds/evidence/container-writer.ts'
import { writeDigestList } from '../../eds/evidence/digest-list.ts'
import { places, writeManifest } from '../../eds/evidence/manifest.ts'
import { needs } from '../../test/other-program.ts'
import { run } from '../commands/verify.ts'

const samples = join(projectRoot(), 'docs', 'samples')
const roots = join(samples, 'demo-roots')
const sample = join(samples, 'appeal.asice')

let folder: string
let whole: Uint8Array
let files: ReadonlyMap<string, Uint8Array>
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'otinish-verify-'))
  whole = new Uint8Array(await readFile(sample))
  files = readContainer(whole)
})
afterAll(() => rm(folder, { recursive: true, force: true }))
vi.stubEnv('LC_ALL', 'C')
afterEach(() => void vi.restoreAllMocks())

interface Told {
  readonly result: string
  readonly code: string
  readonly codes: string[]
  readonly faults: { code: string; file: string }[]
}

async function verify(file: string, ...options: string[]): Promise<Told & { exit: number }> {
  const said = vi.spyOn(console, 'log').mockImplementation(() => {})
  const exit = await run([...options, '--json', file])
  return { ...(JSON.parse(String(said.mock.lastCall?.[0])) as Told), exit }
}

async function verifyBytes(bytes: Uint8Array): Promise<Told & { exit: number }> {
  const file = join(folder, 'changed.asice')
  await writeFile(file, bytes)
  return await verify(file, '--trust', roots)
}
const changed = (name: string, bytes: Uint8Array): Uint8Array =>
  writeContainer(new Map([...files, [name, bytes] as const]))
const bytesOf = (name: string): Uint8Array => files.get(name) ?? new Uint8Array()
const flipped = (bytes: Uint8Array, at: number, bit = 0): Uint8Array => {
  const broken = Uint8Array.from(bytes)
  broken[at] = (broken[at] ?? 0) ^ (1 << bit)
  return broken
}

test('a sample of the version before is still valid by its own roots, and by no others', async () => {
  const before = join(projectRoot(), 'test', 'fixtures', 'sample-2026-11')
  const old = join(before, 'appeal.asice')
  expect(await verify(old, '--trust', join(before, 'demo-roots'))).toMatchObject({ exit: 0, codes: [] })
  expect(await verify(old, '--trust', roots)).toMatchObject({ exit: 2, code: 'issuer_unconfirmed' })
})

describe('the sample that is kept with the source', () => {
  test('is valid by its roots, today and in thirty years', async () => {
    expect(await verify(sample, '--trust', roots)).toMatchObject({ exit: 0, result: 'valid', codes: [] })
    vi.spyOn(Date, 'now').mockReturnValue(Date.parse('2056-11-23T00:00:00Z'))
    expect(await verify(sample, '--trust', roots)).toMatchObject({ exit: 0, result: 'valid', codes: [] })
  })

  test('without them it is not yet known: whole, its issuer not confirmed; a changed one is invalid all the same', async () => {
    expect(await verify(sample)).toMatchObject({ exit: 2, code: 'issuer_unconfirmed' })
  })

  test('holds everything that docs/decisions/0015 promises', () => {
    const kinds = [places.letter, places.signature, places.timestamp, places.receipt, places.receiptSeal]
    expect([...files.keys()]).toEqual(expect.arrayContaining([...kinds, places.manifest, places.seal]))
    for (const place of [places.attachments, places.replies, places.chain, places.answers]) {
      expect([...files.keys()].some((name) => name.startsWith(place))).toBe(true)
    }
  })

  test('is held against what is asked for: another person, another letter', async () => {
    const { client } = JSON.parse(new TextDecoder().decode(bytesOf(places.receipt))) as {
      client: { iin: string }
    }
    expect(await verify(sample, '--trust', roots, '--expect-iin', client.iin)).toMatchObject({ exit: 0 })
    const stranger = await verify(sample, '--trust', roots, '--expect-iin', '850505300010')
    expect(stranger).toMatchObject({ exit: 1, code: 'iin_mismatch' })
    const letter = join(folder, 'letter.pdf')
    await writeFile(letter, bytesOf(places.letter))
    expect(await verify(sample, '--trust', roots, '--content', letter)).toMatchObject({ exit: 0 })
    await writeFile(letter, 'another')
    const other = await verify(sample, '--trust', roots, '--content', letter)
    expect(other).toMatchObject({ exit: 1, code: 'content_differs' })
  })

  test('stripped of its seal, or of a later format: 2, never 0', async () => {
    const ofSeal: readonly string[] = [places.mimetype, places.manifest, places.seal, places.receiptSeal]
    const rest = new Map([...files].filter(([name]) => !ofSeal.includes(name)))
    const sums = new TextEncoder().encode(await writeDigestList(rest))
    const stripped = await verifyBytes(writeContainer(new Map([...rest, [places.sums, sums] as const])))
    expect(stripped).toMatchObject({ exit: 2, codes: ['not_sealed'] })
    const text = new TextDecoder().decode(bytesOf(places.receipt)).replace('"format": 1', '"format": 3')
    const later = await verifyBytes(changed(places.receipt, new TextEncoder().encode(text)))
    expect(later).toMatchObject({ exit: 2, code: 'newer_format' })
  })

  test('--help says how it is used', async () => {
    const said = vi.spyOn(console, 'log').mockImplementation(() => {})
    expect(await run(['--help'])).toBe(0)
    expect(said.mock.lastCall?.[0]).toContain('--intermediate FILE')
  })

  test('holds whole PDFs only, as a strict reader finds', async () => {
    needs('qpdf')
    const pdfs = [...files].filter(([name]) => name.endsWith('.pdf'))
    expect(pdfs.length).toBeGreaterThan(3)
    for (const [name, bytes] of pdfs) {
      const file = join(folder, 'one.pdf')
      await writeFile(file, bytes)
      const { status, stdout, stderr } = spawnSync('qpdf', ['--check', file], { encoding: 'utf8' })
      expect(`${status}${stdout}${stderr}`, name).toMatch(/^0(?![\s\S]*WARNING)/)
    }
  })

  test('any byte of the whole package flipped is noticed', async () => {
    const some = fc.sample(fc.tuple(fc.nat(whole.length - 1), fc.nat(7)), { numRuns: 200, seed: 3864 })
    for (const [at, bit] of some) {
      expect((await verifyBytes(flipped(whole, at, bit))).exit, `at ${at}, bit ${bit}`).toBe(1)
    }
  })

  test('a byte of any file flipped, its checksum as it is or made right: 1, and the file is named', async () => {
    for (const [name, bytes] of files) {
      const [at = 0] = fc.sample(fc.nat(bytes.length - 1), { numRuns: 1, seed: bytes.length })
      const start = bytes.byteOffset - whole.byteOffset
      for (const broken of [flipped(whole, start + at), changed(name, flipped(bytes, at))]) {
        const { exit, faults } = await verifyBytes(broken)
        expect(exit, `${name} at ${at}`).toBe(1)
        expect(
          faults.map(({ file }) => file),
          `${name} at ${at}`,
        ).toContain(name)
      }
    }
  })

  test('an attachment and the manifest changed together: 1, and the attachment is named', async () => {
    const name = [...files.keys()].find((each) => each.startsWith(places.attachments)) ?? ''
    const parts = new Map([...files, [name, flipped(bytesOf(name), 10)] as const])
    const manifest = new TextEncoder().encode(await writeManifest(parts))
    const told = await verifyBytes(writeContainer(new Map([...parts, [places.manifest, manifest] as const])))
    expect(told.exit).toBe(1)
    expect(told.faults).toContainEqual({ code: 'enclosure_differs', file: name })
  })

  test('the time edited: 1', async () => {
    const text = new TextDecoder().decode(bytesOf(places.receipt))
    const edited = text.replace(/"receivedAt": "\d{4}/, '"receivedAt": "2025')
    expect(edited).not.toBe(text)
    expect(await verifyBytes(changed(places.receipt, new TextEncoder().encode(edited)))).toMatchObject({
      exit: 1,
      faults: expect.arrayContaining([{ code: 'file_damaged', file: places.receipt }]),
    })
  })
})

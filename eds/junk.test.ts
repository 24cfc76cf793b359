import { createHash } from 'node:crypto'
import { beforeAll, describe, expect, test, vi } from 'vitest'
import { type Authority, createAuthority } from '../pretend/certification-authority/authority.ts'
import { encode, explicit, integer, nullValue, oid, sequence, setOf, time } from './der-writer.ts'
import { findingOn, type Measures } from './file/finding.ts'
import { kindOf } from './file/kind-of.ts'
import { oids } from './oids.ts'

vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 })

const size = 64 * 1024 * 1024
/** Where nothing is held up the clock still ticks. */
const slackMs = 60
let authority: Authority
let measures: Measures
beforeAll(async () => {
  authority = await createAuthority({ now: new Date('2026-09-01T05:00:00Z') })
  measures = {
    trust: [...authority.anchors, ...authority.intermediates],
    at: Date.parse('2026-09-01T05:00:00Z'),
    now: Date.parse('2026-09-01T05:00:00Z'),
    given: null,
    content: null,
    evidence: { ocsp: [], crls: [] },
    expectIin: null,
    intermediates: [],
  }
})

/** As many copies of an element as fit. */
function filled(element: Uint8Array, left = 4096): Uint8Array {
  const bytes = new Uint8Array(size - left)
  for (let at = 0; at + element.length <= bytes.length; at += element.length) bytes.set(element, at)
  return bytes.subarray(0, bytes.length - (bytes.length % element.length))
}
const utf8 = (text: string) => new TextEncoder().encode(text)
/** Base64 in lines of 64 letters, with such a beginning. */
function asText(length: number, head: string): Uint8Array {
  const bytes = new Uint8Array(Math.floor(length)).fill(0x42)
  for (let at = 64; at < bytes.length; at += 65) bytes[at] = 10
  bytes.set(utf8(head))
  return bytes
}
const asPem = (label: string, length: number, head = 'MIQD////MIQD///v') => {
  const bytes = asText(length, `-----BEGIN ${label}-----\n${head}`)
  bytes.set(utf8(`\n-----END ${label}-----\n`), bytes.length - label.length - 17)
  return bytes
}
const empty = Uint8Array.of(0x30, 0x00)
const nothing = nullValue()
const algorithm = () => sequence(oid(oids.sha256WithRsa), nullValue())
const signature = () => encode(0x03, Uint8Array.of(0), new Uint8Array(256))
const issuer = () => authority.issuing('rsa').certificate.subjectName
const list = (entries: Uint8Array, ...more: Uint8Array[]) =>
  sequence(
    sequence(integer(1), algorithm(), issuer(), time(0), time(1000), encode(0x30, entries), ...more),
    algorithm(),
    signature(),
  )

/** Milliseconds of this process, and how much more memory it holds. */
async function spent(work: () => unknown): Promise<{ ms: number; mb: number }> {
  const memory = process.memoryUsage()
  const before = process.cpuUsage()
  await work()
  const { user, system } = process.cpuUsage(before)
  const after = process.memoryUsage()
  return { ms: (user + system) / 1000, mb: (after.heapUsed - memory.heapUsed) / 2 ** 20 }
}
const least = (all: readonly number[]) => Math.min(...all)

describe('64 MiB of junk is refused within twice the time of hashing it', () => {
  test.each<[string, () => Uint8Array]>([
    ['empty elements in one', () => encode(0x30, filled(empty))],
    ['nulls in one', () => encode(0x30, filled(nothing))],
    ['a list with empty entries', () => list(filled(empty))],
    ['a list with junk after its entries', () => list(new Uint8Array(), filled(nothing))],
    [
      'a list with junk beside its signature',
      () => sequence(sequence(), algorithm(), signature(), filled(nothing)),
    ],
    [
      'a certificate',
      () => sequence(sequence(explicit(0, integer(2)), filled(empty)), algorithm(), signature()),
    ],
    [
      'an answer',
      () =>
        sequence(
          encode(0x0a, Uint8Array.of(0)),
          explicit(0, sequence(oid(oids.ocspBasic), encode(0x04, filled(empty)))),
        ),
    ],
    [
      'a message',
      () =>
        sequence(
          oid(oids.signedData),
          explicit(
            0,
            sequence(integer(1), setOf(), sequence(oid(oids.data)), encode(0xa0, filled(empty)), setOf()),
          ),
        ),
    ],
    [
      'a token',
      () =>
        sequence(
          oid(oids.signedData),
          explicit(
            0,
            sequence(
              integer(3),
              setOf(),
              sequence(oid(oids.timestampInfo), explicit(0, encode(0x04, encode(0x30, filled(empty))))),
              setOf(),
            ),
          ),
        ),
    ],
    ['a timestamp response', () => sequence(sequence(integer(0)), sequence(filled(nothing)))],
    ['one value that ends too early', () => encode(0x30, filled(nothing)).subarray(0, size / 2)],
    ['nested as deep as it goes', () => filled(Uint8Array.of(0x30, 0x84, 0x03, 0xff, 0xff, 0xff))],
    ['zeros', () => new Uint8Array(size)],
    ['a certificate in PEM', () => asPem('CERTIFICATE', size)],
    ['a list in PEM', () => asPem('X509 CRL', size)],
    ['a message in PEM', () => asPem('CMS', size)],
    ['a list in PEM, of another length than it says', () => asPem('X509 CRL', size * 0.7, 'MIICAA')],
    ['a message in base64, of another length', () => asText(size * 0.7, 'MIICAAYJKoZIhvcNAQcC')],
    ['an answer in base64', () => asText(size, 'MIQD////CgEAoA')],
    ['a token in base64', () => asText(size, 'MIQD////BgkqhkiG9w0BBwKg')],
    ['a certificate in base64', () => asText(size, 'MIQD////MIQD///v')],
    ['letters A', () => asText(size, 'A')],
    ['blank lines', () => new Uint8Array(size).fill(10)],
    ['PEM that begins and never ends', () => filled(utf8('-----BEGIN X509 CRL-----\n'))],
    ['PEM that begins and ends', () => filled(utf8('-----BEGIN CMS-----\nMAA=\n-----END CMS-----\n'))],
    [
      'PEM that begins and ends, 45 MiB',
      () => filled(utf8('-----BEGIN CMS-----\nMAA=\n-----END CMS-----\n')).subarray(0, size * 0.7),
    ],
    ['dashes', () => new Uint8Array(size).fill(0x2d)],
    ['dashes, 45 MiB', () => new Uint8Array(size * 0.7).fill(0x2d)],
  ])('%s', async (_, make) => {
    const junk = make()
    const hashing: number[] = []
    const checking: { ms: number; mb: number }[] = []
    let found = ''
    const isQuick = () => least(checking.map(({ ms }) => ms)) < 2 * least(hashing) + slackMs
    // The least of each tells what it costs: on a machine with much other work it is seen later.
    for (let round = 0; round < 3 || (round < 12 && !isQuick()); round += 1) {
      hashing.push((await spent(() => createHash('sha256').update(junk).digest())).ms)
      checking.push(
        await spent(async () => {
          found = (await findingOn(kindOf(junk), junk, measures)).result
        }),
      )
    }
    expect(found).not.toBe('valid')
    expect([isQuick(), least(checking.map(({ ms }) => ms)), least(hashing)]).toEqual([
      true,
      expect.anything(),
      expect.anything(),
    ])
    expect(least(checking.map(({ mb }) => mb)), 'MB of objects').toBeLessThan(32)
  })
})

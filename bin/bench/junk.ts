import { createHash } from 'node:crypto'
import { concatBytes } from '../../eds/bytes.ts'
import { encode, integer, nullValue, oid, sequence, time } from '../../eds/der-writer.ts'
import { findingOn } from '../../eds/file/finding.ts'
import { kindOf } from '../../eds/file/kind-of.ts'
import { oids } from '../../eds/oids.ts'
import { createAuthority } from '../../pretend/certification-authority/authority.ts'
import { type Figure, quantile, round } from './figures.ts'

const size = 64 * 1024 * 1024
const at = Date.parse('2026-11-23T06:00:00Z')
const rounds = 7

/**
 * From the bytes of a list that is none to the refusal of `otinish verify`, against hashing the same bytes, in turn: a
 * list of empty entries, one with junk after its entries, and a PEM. The figure is the worst of them.
 */
export async function junkFigures(): Promise<Figure[]> {
  const authority = await createAuthority({ now: new Date(at) })
  const issuer = authority.issuing('rsa').certificate.subjectName
  const measures = {
    trust: [...authority.anchors, ...authority.intermediates],
    at,
    now: at,
    given: null,
    content: null,
    evidence: { ocsp: [], crls: [] },
    expectIin: null,
    intermediates: [],
  }
  const junk = {
    entries: listOf(issuer, filled(Uint8Array.of(0x30, 0))),
    after: listOf(issuer, new Uint8Array(), filled(nullValue())),
    pem: pemOf(),
  }
  const worst = { ratio: 0, refusalMs: 0, hashingMs: 0 }
  for (const bytes of Object.values(junk)) {
    const [refusals, hashings]: [number[], number[]] = [[], []]
    for (let n = 0; n < rounds; n += 1) {
      const start = process.cpuUsage()
      const { result } = await findingOn(kindOf(bytes), bytes, measures)
      refusals.push(processorMs(start))
      const between = process.cpuUsage()
      createHash('sha256').update(bytes).digest()
      hashings.push(processorMs(between))
      if (result === 'valid') throw new Error('junk is valid')
    }
    const [refusalMs, hashingMs] = [quantile(refusals, 0.5), quantile(hashings, 0.5)]
    const ratio = refusalMs / hashingMs
    if (ratio >= worst.ratio) Object.assign(worst, { ratio, refusalMs, hashingMs })
  }
  return [
    {
      name: 'a junk list of 64 MiB is refused within twice the time of hashing it',
      value: round(worst.ratio),
      unit: 'ratio of medians of processor time, the worst of three lists',
      against: 'SHA-256 of the same bytes',
      budget: 2,
      from: { refusalMs: round(worst.refusalMs), hashingMs: round(worst.hashingMs), bytes: size },
    },
  ]
}

const processorMs = (since: NodeJS.CpuUsage): number => {
  const { user, system } = process.cpuUsage(since)
  return (user + system) / 1000
}

function filled(element: Uint8Array): Uint8Array {
  const bytes = new Uint8Array(size - (size % element.length) - 4096 * element.length)
  for (let offset = 0; offset < bytes.length; offset += element.length) bytes.set(element, offset)
  return bytes
}

function listOf(issuer: Uint8Array, entries: Uint8Array, ...more: Uint8Array[]): Uint8Array {
  const algorithm = sequence(oid(oids.sha256WithRsa), nullValue())
  const list = encode(0x30, entries)
  const signedPart = sequence(integer(1), algorithm, issuer, time(at), time(at + 1000), list, ...more)
  return sequence(signedPart, algorithm, encode(0x03, new Uint8Array(257)))
}

function pemOf(): Uint8Array {
  const text = (said: string) => new TextEncoder().encode(said)
  const lines = new Uint8Array(size).fill(0x42)
  for (let offset = 64; offset < lines.length; offset += 65) lines[offset] = 10
  lines.set(text('MIQD////'))
  return concatBytes(text('-----BEGIN X509 CRL-----\n'), lines, text('\n-----END X509 CRL-----\n'))
}

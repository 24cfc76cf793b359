import { concatBytes, fromHex } from './bytes.ts'
import { contextTag, tag } from './der.ts'

type Der = Uint8Array<ArrayBuffer>

/** One DER value: identifier octet, shortest length, content. */
export function encode(identifier: number, ...content: readonly Uint8Array[]): Der {
  const body = concatBytes(...content)
  return concatBytes(Uint8Array.of(identifier), lengthOctets(body.length), body)
}

function lengthOctets(length: number): Der {
  if (length < 0x80) return Uint8Array.of(length)
  const hex = length.toString(16)
  const octets = fromHex(hex.padStart(hex.length + (hex.length % 2), '0'))
  return concatBytes(Uint8Array.of(0x80 | octets.length), octets)
}

export const sequence = (...parts: readonly Uint8Array[]): Der => encode(tag.sequence, ...parts)

/** SET OF: the parts in ascending order of their encoding (X.690, section 11.6). */
export function setOf(...parts: readonly Uint8Array[]): Der {
  return encode(tag.set, ...sortedByEncoding(parts))
}

/** The parts in the order DER wants them inside a SET OF. */
export function sortedByEncoding(parts: readonly Uint8Array[]): Uint8Array[] {
  return [...parts].sort((a, b) => {
    const length = Math.min(a.length, b.length)
    for (let i = 0; i < length; i++) if (a[i] !== b[i]) return (a[i] ?? 0) - (b[i] ?? 0)
    return a.length - b.length
  })
}

/** [n] around whole values. */
export const explicit = (n: number, ...parts: readonly Uint8Array[]): Der => encode(contextTag(n), ...parts)

/** [n] in place of a primitive's own tag. */
export const implicit = (n: number, content: Uint8Array): Der => encode(contextTag(n, 'primitive'), content)

export const nullValue = (): Der => encode(tag.null)
export const boolean = (value: boolean): Der => encode(tag.boolean, Uint8Array.of(value ? 0xff : 0))
export const octetString = (content: Uint8Array): Der => encode(tag.octetString, content)
export const bitString = (content: Uint8Array): Der => encode(tag.bitString, Uint8Array.of(0), content)
export const utf8String = (text: string): Der => encode(tag.utf8String, new TextEncoder().encode(text))
export const printableString = (text: string): Der =>
  encode(tag.printableString, new TextEncoder().encode(text))

/** BIT STRING with the given bits set, without trailing zero bits, as KeyUsage wants it. */
export function namedBitString(bits: readonly number[]): Der {
  const last = Math.max(-1, ...bits)
  const bytes = new Uint8Array(Math.floor(last / 8) + 1)
  for (const bit of bits) bytes[bit >> 3] = (bytes[bit >> 3] ?? 0) | (0x80 >> (bit & 7))
  return encode(tag.bitString, Uint8Array.of(last < 0 ? 0 : 7 - (last & 7)), bytes)
}

/** INTEGER from a non-negative number. */
export function integer(value: number | bigint): Der {
  const hex = value.toString(16)
  return positiveInteger(fromHex(hex.padStart(hex.length + (hex.length % 2), '0')))
}

/** INTEGER from the big-endian bytes of a non-negative number. */
export function positiveInteger(bytes: Uint8Array): Der {
  const firstSet = bytes.findIndex((byte) => byte !== 0)
  const trimmed = firstSet < 0 ? Uint8Array.of(0) : bytes.subarray(firstSet)
  return (trimmed[0] ?? 0) >= 0x80
    ? encode(tag.integer, Uint8Array.of(0), trimmed)
    : encode(tag.integer, trimmed)
}

/** OBJECT IDENTIFIER from its dotted form. Throws RangeError on anything else. */
export function oid(dotted: string): Der {
  const [first, second, ...rest] = dotted.split('.').map(Number)
  if (
    first === undefined ||
    second === undefined ||
    [first, second, ...rest].some((arc) => !Number.isSafeInteger(arc) || arc < 0)
  ) {
    throw new RangeError('not an object identifier')
  }
  return encode(tag.oid, ...[40 * first + second, ...rest].map(arcOctets))
}

function arcOctets(arc: number): Der {
  const octets = [arc % 128]
  for (let rest = Math.floor(arc / 128); rest > 0; rest = Math.floor(rest / 128))
    octets.unshift(0x80 | (rest % 128))
  return Uint8Array.from(octets)
}

/** GeneralizedTime, as OCSP and timestamps write theirs (RFC 6960, RFC 3161). Whole seconds, rounded down. */
export function generalizedTime(epochMs: number): Der {
  return encode(tag.generalizedTime, new TextEncoder().encode(digitsOfTime(epochMs)))
}

export const enumerated = (value: number): Der => encode(tag.enumerated, Uint8Array.of(value))

const digitsOfTime = (epochMs: number): string =>
  `${new Date(epochMs).toISOString().slice(0, 19).replace(/[-T:]/g, '')}Z`

/** UTCTime until 2049, GeneralizedTime after (RFC 5280, section 4.1.2.5). Whole seconds, rounded down. */
export function time(epochMs: number): Der {
  const text = digitsOfTime(epochMs)
  const year = Number(text.slice(0, 4))
  const short = year >= 1950 && year < 2050
  return encode(
    short ? tag.utcTime : tag.generalizedTime,
    new TextEncoder().encode(short ? text.slice(2) : text),
  )
}

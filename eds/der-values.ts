import { toHex } from './bytes.ts'
import { DerError, type DerNode, tag } from './der.ts'

/** The node itself when its tag is the expected one. Throws DerError. */
export function expectTag(node: DerNode | undefined, expected: number): DerNode {
  if (node === undefined) throw new DerError('value missing')
  if (node.tag !== expected) throw new DerError('another type expected')
  return node
}

/** Children of a SEQUENCE (or of the given constructed tag). Throws DerError. */
export function items(node: DerNode | undefined, expected: number = tag.sequence): readonly DerNode[] {
  return expectTag(node, expected).children
}

/** The one value inside an explicit tag. Throws DerError. */
export function onlyChild(node: DerNode | undefined): DerNode {
  const [child, ...others] = node?.children ?? []
  if (child === undefined || others.length > 0) throw new DerError('one value expected')
  return child
}

/** Dotted decimal form of an OBJECT IDENTIFIER. Throws DerError. */
export function oidOf(node: DerNode | undefined): string {
  const { content } = expectTag(node, tag.oid)
  const arcs: number[] = []
  let value = 0
  for (const byte of content) {
    value = value * 128 + (byte & 0x7f)
    if (!Number.isSafeInteger(value)) throw new DerError('object identifier too large')
    if (byte < 0x80) {
      if (arcs.length === 0) {
        const first = Math.min(2, Math.floor(value / 40))
        arcs.push(first, value - 40 * first)
      } else arcs.push(value)
      value = 0
    }
  }
  return arcs.join('.')
}

/** A whole number that fits JavaScript's exact range. Throws DerError. */
export function smallIntegerOf(node: DerNode | undefined): number {
  const { content } = expectTag(node, tag.integer)
  if (content.length === 0 || content.length > 6 || (content[0] ?? 0) >= 0x80)
    throw new DerError('integer out of range')
  return content.reduce((value, byte) => value * 256 + byte, 0)
}

/** TRUE or FALSE. Throws DerError. */
export function booleanOf(node: DerNode | undefined): boolean {
  return expectTag(node, tag.boolean).content[0] !== 0
}

/** Bytes of a BIT STRING that ends on a byte border. Throws DerError. */
export function bitStringBytes(node: DerNode | undefined): Uint8Array {
  const { content } = expectTag(node, tag.bitString)
  if (content[0] !== 0) throw new DerError('bit string with a part of a byte')
  return content.subarray(1)
}

/** Numbers of the bits that are set in a named-bit BIT STRING, 0 being the first. Throws DerError. */
export function namedBits(node: DerNode | undefined): readonly number[] {
  const bytes = expectTag(node, tag.bitString).content.subarray(1)
  const bits: number[] = []
  bytes.forEach((byte, i) => {
    for (let bit = 0; bit < 8; bit++) if (byte & (0x80 >> bit)) bits.push(8 * i + bit)
  })
  return bits
}

/** Text of any of the string types that names in certificates use. Throws DerError on bad UTF-8. */
export function textOf(node: DerNode | undefined): string {
  if (node === undefined) throw new DerError('value missing')
  const { content } = node
  switch (node.tag) {
    case tag.utf8String:
      return decode('utf-8', content)
    case tag.printableString:
    case tag.ia5String:
      if (content.some((byte) => byte > 0x7f)) throw new DerError('text out of its alphabet')
      return decode('utf-8', content)
    case tag.teletexString:
      return decode('windows-1252', content)
    case tag.bmpString:
      return decode('utf-16be', content)
    default:
      throw new DerError('text expected')
  }
}

function decode(encoding: string, content: Uint8Array): string {
  try {
    return new TextDecoder(encoding, { fatal: true, ignoreBOM: true }).decode(content)
  } catch {
    throw new DerError('text not in its encoding')
  }
}

/**
 * Epoch milliseconds of a UTCTime or GeneralizedTime in the form RFC 5280 section 4.1.2.5 asks for:
 * seconds given, `Z`, no fractions. Throws DerError.
 */
export function timeOf(node: DerNode | undefined): number {
  if (node === undefined) throw new DerError('value missing')
  const text = decode('utf-8', node.content)
  let full: string
  if (node.tag === tag.utcTime && /^\d{12}Z$/.test(text)) full = (text < '5' ? '20' : '19') + text
  else if (node.tag === tag.generalizedTime && /^\d{14}Z$/.test(text)) full = text
  else throw new DerError('time')
  const [year, month, day, hour, minute, second] = [
    full.slice(0, 4),
    full.slice(4, 6),
    full.slice(6, 8),
    full.slice(8, 10),
    full.slice(10, 12),
    full.slice(12, 14),
  ]
  const iso = `${year}-${month}-${day}T${hour}:${minute}:${second}.000Z`
  const instant = Date.parse(iso)
  if (Number.isNaN(instant) || new Date(instant).toISOString() !== iso) throw new DerError('time')
  return instant
}

/**
 * Epoch milliseconds of a GeneralizedTime that may carry fractions of a second (RFC 3161, section 2.4.2). Throws
 * DerError.
 */
export function preciseTimeOf(node: DerNode | undefined): number {
  if (node === undefined) throw new DerError('value missing')
  const text = decode('utf-8', node.content)
  const parts = /^(\d{14})(?:\.(\d{0,8}[1-9]))?Z$/.exec(text)
  if (node.tag !== tag.generalizedTime || parts === null) throw new DerError('time')
  const whole = new TextEncoder().encode(`${parts[1]}Z`)
  return timeOf({ ...node, content: whole }) + Math.floor(Number(`0.${parts[2] ?? 0}`) * 1000)
}

/** A number of an ENUMERATED type. Throws DerError. */
export function enumeratedOf(node: DerNode | undefined): number {
  const { content } = expectTag(node, tag.enumerated)
  if (content.length !== 1 || (content[0] ?? 0x80) >= 0x80) throw new DerError('enumerated')
  return content[0] ?? 0
}

/** Hexadecimal of an INTEGER's content, as serial numbers are written. Throws DerError. */
export function integerHex(node: DerNode | undefined): string {
  return toHex(expectTag(node, tag.integer).content)
}

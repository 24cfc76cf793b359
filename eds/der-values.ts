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
  let text = ''
  let value = 0
  for (let at = 0; at < content.length; at++) {
    const byte = content[at] ?? 0
    value = value * 128 + (byte & 0x7f)
    if (!Number.isSafeInteger(value)) throw new DerError('object identifier too large')
    if (byte >= 0x80) continue
    if (text === '') {
      const first = Math.min(2, Math.floor(value / 40))
      text = `${first}.${value - 40 * first}`
    } else text += `.${value}`
    value = 0
  }
  return text
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
  return bitsIn(expectTag(node, tag.bitString).content)
}

/** The same of the content alone, where its tag is an implicit one. */
export function bitsIn(content: Uint8Array): readonly number[] {
  const bytes = content.subarray(1)
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
  const { content } = node
  if (content.at(-1) !== endOfTime) throw new DerError('time')
  const digits = content.subarray(0, -1)
  if (node.tag === tag.utcTime && digits.length === 12) {
    const year = twoDigits(digits, 0)
    return instantOf(year < 50 ? 2000 + year : 1900 + year, digits.subarray(2))
  }
  if (node.tag !== tag.generalizedTime || digits.length !== 14) throw new DerError('time')
  return wholeInstant(digits)
}

/**
 * Epoch milliseconds of a GeneralizedTime that may carry fractions of a second (RFC 3161, section 2.4.2). Throws
 * DerError.
 */
export function preciseTimeOf(node: DerNode | undefined): number {
  if (node === undefined) throw new DerError('value missing')
  const { content } = node
  if (node.tag !== tag.generalizedTime || content.at(-1) !== endOfTime) throw new DerError('time')
  const whole = wholeInstant(content.subarray(0, 14))
  if (content.length === 15) return whole
  const fraction = /^\.(\d{0,8}[1-9])Z$/.exec(decode('utf-8', content.subarray(14)))
  if (fraction === null) throw new DerError('time')
  return whole + Math.floor(Number(`0.${fraction[1]}`) * 1000)
}

const endOfTime = 0x5a // Z

const wholeInstant = (digits: Uint8Array): number =>
  instantOf(100 * twoDigits(digits, 0) + twoDigits(digits, 2), digits.subarray(4))

/** The year, and month, day, hour, minute and second by two digits each: a moment that there is. Throws DerError. */
function instantOf(year: number, digits: Uint8Array): number {
  const [month, day] = [twoDigits(digits, 0), twoDigits(digits, 2)]
  const [hour, minute, second] = [twoDigits(digits, 4), twoDigits(digits, 6), twoDigits(digits, 8)]
  const date = new Date(0)
  date.setUTCFullYear(year, month - 1, day)
  // A day or hour too many would be counted on into the next.
  const isDay = date.getUTCMonth() === month - 1 && date.getUTCDate() === day
  if (!isDay || hour > 23 || minute > 59 || second > 59) throw new DerError('time')
  return date.getTime() + ((hour * 60 + minute) * 60 + second) * 1000
}

function twoDigits(text: Uint8Array, at: number): number {
  const [tens, ones] = [(text[at] ?? 0) - 0x30, (text[at + 1] ?? 0) - 0x30]
  if (tens < 0 || tens > 9 || ones < 0 || ones > 9) throw new DerError('time')
  return 10 * tens + ones
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

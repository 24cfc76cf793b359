import { fromBase64 } from './bytes.ts'
import { DerError, tag, valuesIn } from './der.ts'

/** What the blocks may be called (RFC 7468, sections 5–9), and as older programs write it. */
export const pemLabels = {
  certificate: ['CERTIFICATE', 'X509 CERTIFICATE', 'TRUSTED CERTIFICATE'],
  list: ['X509 CRL'],
  signedMessage: ['CMS', 'PKCS7', 'PKCS #7 SIGNED DATA'],
} as const
export type PemKind = keyof typeof pemLabels
/** `any` takes whatever the label says; what it is shows when it is read. */
type Wanted = PemKind | 'any'

const begin = '-----BEGIN '
/** Longer text is refused unread; the production lists of 2026 take 28 MiB as text. */
const longestText = 48 * 1024 * 1024
/** So far the one block of a file may be from its beginning, after what programs say of it in words. */
const longestPreface = 256 * 1024
const longestLabel = 64

interface Block {
  readonly label: string
  readonly base64: string
}

/** The label that follows `at`, where a block begins; null where it is no label. */
function labelAt(text: string, at: number): string | null {
  const from = at + begin.length
  const end = text.slice(from, from + longestLabel + 5).indexOf('-----')
  const label = text.slice(from, from + Math.max(end, 0))
  return /^[A-Z0-9 #]+$/.test(label) ? label : null
}

/** The blocks of a text, found by their first and last lines: what is between is not looked at here. */
function* blocksIn(text: string): Generator<Block> {
  let at = text.indexOf(begin)
  while (at >= 0) {
    const label = labelAt(text, at)
    const from = at + begin.length + (label === null ? 0 : label.length + 5)
    const end = label === null ? -1 : text.indexOf('-----', from)
    if (label !== null && end >= 0 && text.startsWith(`-----END ${label}-----`, end))
      yield { label, base64: text.slice(from, end) }
    at = text.indexOf(begin, from)
  }
}

/** What the first block of a PEM calls itself; null where there is none or its name is not ours. */
export function pemKind(text: string): PemKind | null {
  const at = text.indexOf(begin)
  const label = at < 0 ? null : labelAt(text, at)
  const kinds = Object.keys(pemLabels) as PemKind[]
  return kinds.find((kind) => pemLabels[kind].some((known) => known === label)) ?? null
}

/** The values in the blocks of a PEM, in their order; text around them is passed over. Throws DerError. */
export function pemValues(text: string, kind: Wanted): Uint8Array<ArrayBuffer>[] {
  return valuesOf(text, kind, Number.POSITIVE_INFINITY)
}

function valuesOf(text: string, kind: Wanted, most: number): Uint8Array<ArrayBuffer>[] {
  if (text.length > longestText) throw new DerError('too long')
  const found: Uint8Array<ArrayBuffer>[] = []
  for (const { label, base64 } of blocksIn(text)) {
    if (kind !== 'any' && !pemLabels[kind].some((known) => known === label))
      throw new DerError(`a ${label} is no ${kind}`)
    if (found.length === most) throw new DerError('more PEM blocks than asked for')
    found.push(label === openssl ? firstValue(decoded(base64, 'more')) : decoded(base64))
  }
  return found
}

/** Looked at before a long file is taken for text and decoded. */
const beginsAsText = (bytes: Uint8Array): boolean =>
  bytes.subarray(0, 64).every((byte) => byte >= 0x20 || (byte >= 0x09 && byte <= 0x0d))

/**
 * The one value in a file, a message or a field, which may be DER (or BER), PEM or bare base64, as programs hand them
 * over. Throws DerError for anything else, and for a PEM of another kind or with several blocks.
 */
export function derOf(received: Uint8Array | string, kind: Wanted): Uint8Array {
  if (typeof received !== 'string' && received[0] === tag.sequence) return received
  if (typeof received !== 'string' && !beginsAsText(received)) throw new DerError('neither DER nor text')
  if (received.length > longestText) throw new DerError('too long')
  const head = textOf(received, longestPreface)
  if (!head.includes(begin)) {
    measure(head, received.length)
    return bytesOf(textOf(received))
  }
  const [value] = valuesOf(textOf(received), kind, 1)
  if (value === undefined) throw new DerError('not one PEM block')
  return value
}

/** As UTF-8, which some versions of Node read four times sooner than Latin-1: the letters of a block are ASCII. */
const textOf = (received: Uint8Array | string, most?: number): string =>
  typeof received === 'string'
    ? received.slice(0, most)
    : new TextDecoder().decode(received.subarray(0, most))

/** OpenSSL's own: a certificate, and after it what its owner trusts it for. That is theirs, and left out. */
const openssl = 'TRUSTED CERTIFICATE'

function firstValue(bytes: Uint8Array<ArrayBuffer>): Uint8Array<ArrayBuffer> {
  for (const { bytes: value } of valuesIn(bytes)) return Uint8Array.from(value)
  throw new DerError('no value')
}

/** `more`: something may follow the value. */
function decoded(base64: string, after?: 'more'): Uint8Array<ArrayBuffer> {
  measure(base64, base64.length, after)
  return bytesOf(base64)
}

/**
 * Holds the length that a value claims in its first bytes against that of the text, before anything long is decoded:
 * there must be enough of it, and not twice as much, as line ends never make it.
 */
function measure(start: string, available: number, after?: 'more'): void {
  const head = bytesOf(start.slice(0, 512).replace(/\s+/g, '').slice(0, 12))
  if (head[0] !== tag.sequence) throw new DerError('not a value')
  const first = head[1] ?? 0
  // BER that leaves its end unsaid can't be measured.
  if (first === 0x80) return
  const counted = first > 0x80 ? first - 0x80 : 0
  if (counted > 6) throw new DerError('too long')
  const length =
    counted === 0 ? first : head.subarray(2, 2 + counted).reduce((sum, byte) => sum * 256 + byte, 0)
  const letters = Math.ceil((2 + counted + length) / 3) * 4
  if (available < letters) throw new DerError('shorter than it says')
  if (after === undefined && available > 2 * letters + 512) throw new DerError('longer than it says')
}

function bytesOf(base64: string): Uint8Array<ArrayBuffer> {
  try {
    return fromBase64(base64)
  } catch {
    throw new DerError('neither DER nor PEM nor base64')
  }
}

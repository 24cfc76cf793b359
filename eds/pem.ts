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

const labelOf = /-----BEGIN ([A-Z0-9 #]+)-----/
const block = /-----BEGIN ([A-Z0-9 #]+)-----([A-Za-z0-9+/=\s]*)-----END \1-----/g

/** What the first block of a PEM calls itself; null where there is none or its name is not ours. */
export function pemKind(text: string): PemKind | null {
  const label = labelOf.exec(text)?.[1]
  const kinds = Object.keys(pemLabels) as PemKind[]
  return kinds.find((kind) => pemLabels[kind].some((known) => known === label)) ?? null
}

/** The values in the blocks of a PEM, in their order; text around them is passed over. Throws DerError. */
export function pemValues(text: string, kind: Wanted): Uint8Array<ArrayBuffer>[] {
  return [...text.matchAll(block)].map(([, label = '', base64 = '']) => {
    if (kind !== 'any' && !pemLabels[kind].some((known) => known === label))
      throw new DerError(`a ${label} is no ${kind}`)
    return label === openssl ? firstValue(decoded(base64)) : decoded(base64)
  })
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
  const text = typeof received === 'string' ? received : new TextDecoder('latin1').decode(received)
  if (!labelOf.test(text)) return decoded(text)
  const [value, ...others] = pemValues(text, kind)
  if (value === undefined || others.length > 0) throw new DerError('not one PEM block')
  return value
}

/** OpenSSL's own: a certificate, and after it what its owner trusts it for. That is theirs, and left out. */
const openssl = 'TRUSTED CERTIFICATE'

function firstValue(bytes: Uint8Array<ArrayBuffer>): Uint8Array<ArrayBuffer> {
  for (const { bytes: value } of valuesIn(bytes)) return Uint8Array.from(value)
  throw new DerError('no value')
}

function decoded(base64: string): Uint8Array<ArrayBuffer> {
  try {
    return fromBase64(base64)
  } catch {
    throw new DerError('neither DER nor PEM nor base64')
  }
}

import { type fieldsIn, readBer, readDer, tag, valuesIn } from '../der.ts'
import { oidOf } from '../der-values.ts'
import { oids } from '../oids.ts'
import { derOf, type PemKind, pemKind } from '../pem.ts'
import { readOrNull } from '../signer-check.ts'

/** What a file can be, as `otinish verify` names it. */
export type FileKind =
  | 'cms'
  | 'certificate'
  | 'crl'
  | 'ocsp'
  | 'timestamp'
  | 'keyFile'
  | 'evidence'
  | 'letter'
  | 'xml'
  | 'unknown'

const ofPem: Record<PemKind, FileKind> = { certificate: 'certificate', list: 'crl', signedMessage: 'cms' }

/** Tells what a file is by what it contains, never by its name. */
export function kindOf(file: Uint8Array): FileKind {
  const text = new TextDecoder('latin1').decode(file.subarray(0, 4096))
  if (text.startsWith('PK\u0003\u0004')) return 'evidence'
  if (text.startsWith('%PDF-')) return 'letter'
  if (/^(\xef\xbb\xbf)?\s*<(\?xml|[A-Za-z])/.test(text)) return 'xml'
  const labelled = pemKind(text)
  if (labelled !== null) return ofPem[labelled]
  const der = readOrNull(() => derOf(file, 'any'))
  if (der === null) return 'unknown'
  try {
    return kindOfDer(der)
  } catch {
    return 'unknown'
  }
}

function kindOfDer(der: Uint8Array): FileKind {
  const limits = { maxBytes: 200, maxDepth: 4, maxNodes: 20 }
  const head = outerParts(der)
  const [first, second] = head
  if (first?.tag === tag.oid)
    return oidOf(readDer(first.bytes, limits)) === oids.signedData ? signedKind(der) : 'unknown'
  if (first?.tag === tag.integer && second?.tag === tag.sequence) return 'keyFile'
  if (first?.tag === tag.enumerated) return 'ocsp'
  if (first?.tag !== tag.sequence) return 'unknown'
  if (second?.tag === tag.sequence && head.length === 2) return 'timestamp'
  const [inner] = valuesIn(first.content)
  const fields = firstOf(first.content, 8)
  // A certificate's third field is an algorithm after a serial number; a list has its issuer's name there.
  const isCertificate =
    inner?.tag === 0xa0 ||
    (fields[2]?.tag === tag.sequence && fields[4]?.tag === tag.sequence && fields.length >= 6)
  return isCertificate ? 'certificate' : 'crl'
}

/** A token is signed data too: its content says so. */
function signedKind(der: Uint8Array): FileKind {
  const whole = readBer(der, { maxBytes: 100 * 1024 * 1024, maxDepth: 32, maxNodes: 20_000 })
  const content = whole.children[1]?.children[0]?.children[2]?.children[0]
  return content !== undefined && oidOf(content) === oids.timestampInfo ? 'timestamp' : 'cms'
}

/** The first values in a content, `most` at most: what a file is shows in its head. */
function firstOf(content: Uint8Array, most: number): ReturnType<typeof fieldsIn> {
  const found: ReturnType<typeof fieldsIn> = []
  for (const value of valuesIn(content)) {
    if (found.length === most) break
    found.push(value)
  }
  return found
}

/** The parts of the outermost value; BER with its end unsaid is read too, as key files are. */
function outerParts(der: Uint8Array) {
  if (der[1] === 0x80)
    return readBer(der, { maxBytes: 100 * 1024 * 1024, maxDepth: 32, maxNodes: 20_000 }).children
  const [whole] = valuesIn(der)
  return whole === undefined ? [] : firstOf(whole.content, 4)
}

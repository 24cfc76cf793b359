import { equalBytes, toHex } from './bytes.ts'
import type { Certificate } from './certificate.ts'
import { type ListScope, readScope } from './crl-scope.ts'
import { contextTag, DerError, type DerNode, fieldsIn, readDer, tag } from './der.ts'
import { bitStringBytes, expectTag, items, oidOf, onlyChild, smallIntegerOf, timeOf } from './der-values.ts'
import { readExtensionList } from './extension-list.ts'
import { oids } from './oids.ts'
import { derOf } from './pem.ts'
import { certificateScheme } from './public-key.ts'
import { verifyRemembered } from './remembered-check.ts'

/** A list of revoked certificates (RFC 5280, section 5), its entries left unread. Nothing here has been verified. */
export interface RevocationList {
  /** DER */
  readonly issuerName: Uint8Array
  /** Epoch milliseconds. */
  readonly thisUpdate: number
  readonly nextUpdate: number | null
  /** cRLNumber, hexadecimal. */
  readonly number: string | null
  /** BaseCRLNumber: the earliest base that a delta continues; null for a whole list. */
  readonly deltaOf: string | null
  /** What the list is about; null where it is about everything that its issuer issued. */
  readonly scope: ListScope | null
  /** Critical extensions that nobody here understands. */
  readonly unknownCritical: readonly string[]
  /** Content of revokedCertificates. */
  readonly entries: Uint8Array
  readonly signedPart: Uint8Array
  readonly signatureAlgorithm: string
  readonly signature: Uint8Array
}

export interface RevokedEntry {
  /** Epoch milliseconds. */
  readonly at: number
  /** RFC 5280, section 5.3.1; `unspecified` where none is given. */
  readonly reason: RevocationReason
}

export const revocationReasons = [
  'unspecified',
  'keyCompromise',
  'cACompromise',
  'affiliationChanged',
  'superseded',
  'cessationOfOperation',
  'certificateHold',
  'unused',
  'removeFromCRL',
  'privilegeWithdrawn',
  'aACompromise',
] as const
export type RevocationReason = (typeof revocationReasons)[number]

/** The production lists of 2026 take 21 MB. */
const longestList = 64 * 1024 * 1024

/**
 * Reads a list, DER or PEM, without building a tree of its entries. Nothing may come where the grammar has nothing, so
 * that a long list of junk is refused at its first extra field. Throws DerError.
 */
export function parseCrl(received: Uint8Array): RevocationList {
  const bytes = derOf(received, 'list')
  if (bytes.length > longestList) throw new DerError('too long')
  const [whole] = fieldsIn(bytes, 1)
  if (whole?.tag !== tag.sequence) throw new DerError('not a list')
  const [signedPart, algorithm, signature] = fieldsIn(whole.content, 3)
  if (signedPart?.tag !== tag.sequence || algorithm === undefined || signature === undefined)
    throw new DerError('not a list')

  const fields = fieldsIn(signedPart.content, 7)
  const version = fields[0]?.tag === tag.integer ? fields.shift() : undefined
  if (version !== undefined && smallIntegerOf(readDer(version.bytes)) !== 1) throw new DerError('version')
  const [innerAlgorithm, issuer, thisUpdate, ...rest] = fields
  if (innerAlgorithm === undefined || issuer?.tag !== tag.sequence || thisUpdate === undefined)
    throw new DerError('not a list')
  // The authority's lists write the same identifier once with NULL and once without.
  const signatureAlgorithm = algorithmIn(algorithm.bytes)
  if (algorithmIn(innerAlgorithm.bytes) !== signatureAlgorithm) throw new DerError('two signature algorithms')
  const isTime = (node: { tag: number } | undefined): boolean =>
    node?.tag === tag.utcTime || node?.tag === tag.generalizedTime
  const next = isTime(rest[0]) ? rest.shift() : undefined
  const revoked = rest[0]?.tag === tag.sequence ? rest.shift() : undefined
  const extensions = rest[0]?.tag === contextTag(0) ? rest.shift() : undefined
  if (rest.length > 0 || (extensions !== undefined && version === undefined)) throw new DerError('not a list')
  const issuerName = readDer(issuer.bytes).bytes
  const from = timeOf(readDer(thisUpdate.bytes))
  const nextUpdate = next === undefined ? null : timeOf(readDer(next.bytes))
  if (nextUpdate !== null && nextUpdate < from) throw new DerError('ends before it begins')
  return {
    issuerName,
    thisUpdate: from,
    nextUpdate,
    ...listExtensions(extensions === undefined ? undefined : readDer(extensions.bytes), issuerName),
    entries: revoked?.content ?? new Uint8Array(),
    signedPart: signedPart.bytes,
    signatureAlgorithm,
    signature: bitStringBytes(readDer(signature.bytes)),
  }
}

const algorithmIn = (der: Uint8Array): string => oidOf(items(readDer(der))[0])

function listExtensions(node: DerNode | undefined, issuerName: Uint8Array) {
  const found = node === undefined ? new Map() : readExtensionList(onlyChild(node))
  const number = found.get(oids.crlNumber)
  const base = found.get(oids.deltaCrlIndicator)
  const scope = found.get(oids.issuingDistributionPoint)
  return {
    number: number === undefined ? null : listNumber(number.value),
    deltaOf: base === undefined ? null : listNumber(base.value),
    scope: scope === undefined ? null : readScope(scope.value, issuerName),
    unknownCritical: [...found]
      .filter(([id, { critical }]) => critical && !understood.has(id))
      .map(([id]) => id),
  }
}

const understood: ReadonlySet<string> = new Set([
  oids.crlNumber,
  oids.deltaCrlIndicator,
  oids.issuingDistributionPoint,
])

/** Numbers of lists are not negative and take 20 bytes at most (RFC 5280, section 5.2.3). */
function listNumber(value: Uint8Array): string {
  const { content } = expectTag(readDer(value), tag.integer)
  if (content.length > 20 || (content[0] ?? 0x80) >= 0x80) throw new DerError('number of a list')
  return toHex(content)
}

/** Whether the list is signed by this authority, which may sign lists, and says nothing critical that we don't know. */
export async function isListOf(list: RevocationList, issuer: Certificate): Promise<boolean> {
  const scheme = certificateScheme(list.signatureAlgorithm)
  return (
    scheme !== null &&
    list.unknownCritical.length === 0 &&
    equalBytes(list.issuerName, issuer.subjectName) &&
    issuer.facts.keyUsage.includes('cRLSign') &&
    (await verifyRemembered(issuer, scheme, list.signedPart, list.signature))
  )
}

/** Is the first number (hexadecimal, as cRLNumber is read) not greater than the second? */
export function numberUpTo(first: string, second: string): boolean {
  return BigInt(`0x${first || '0'}`) <= BigInt(`0x${second || '0'}`)
}

import { equalBytes, fromHex } from './bytes.ts'
import type { Certificate } from './certificate.ts'
import { contextTag, DerError, type DerNode, readDer, tag, valuesIn } from './der.ts'
import {
  bitStringBytes,
  booleanOf,
  enumeratedOf,
  expectTag,
  integerHex,
  items,
  oidOf,
  timeOf,
} from './der-values.ts'
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
  /** issuingDistributionPoint, DER, which says what the list is about; null where it is about everything. */
  readonly scope: Uint8Array | null
  /** Critical extensions that nobody here understands, or that make the list a partial one. */
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

/** Reads a list, DER or PEM, without building a tree of its entries. Throws DerError. */
export function parseCrl(received: Uint8Array): RevocationList {
  const bytes = derOf(received, 'list')
  if (bytes.length > longestList) throw new DerError('too long')
  const [whole, after] = valuesIn(bytes)
  if (whole?.tag !== tag.sequence || after !== undefined) throw new DerError('not a list')
  const [signedPart, algorithm, signature] = valuesIn(whole.content)
  if (signedPart?.tag !== tag.sequence || algorithm === undefined || signature === undefined)
    throw new DerError('not a list')

  const fields = [...valuesIn(signedPart.content)]
  if (fields[0]?.tag === tag.integer) fields.shift()
  const [innerAlgorithm, issuer, thisUpdate, ...rest] = fields
  if (innerAlgorithm === undefined || issuer?.tag !== tag.sequence || thisUpdate === undefined)
    throw new DerError('not a list')
  // The authority's lists write the same identifier once with NULL and once without.
  const signatureAlgorithm = algorithmIn(algorithm.bytes)
  if (algorithmIn(innerAlgorithm.bytes) !== signatureAlgorithm) throw new DerError('two signature algorithms')
  const isTime = (node: { tag: number } | undefined): boolean =>
    node?.tag === tag.utcTime || node?.tag === tag.generalizedTime
  const nextUpdate = isTime(rest[0]) ? rest.shift() : undefined
  const revoked = rest[0]?.tag === tag.sequence ? rest.shift() : undefined
  const extensions = rest.find((node) => node.tag === contextTag(0))
  return {
    issuerName: readDer(issuer.bytes).bytes,
    thisUpdate: timeOf(readDer(thisUpdate.bytes)),
    nextUpdate: nextUpdate === undefined ? null : timeOf(readDer(nextUpdate.bytes)),
    ...listExtensions(extensions === undefined ? undefined : readDer(extensions.bytes)),
    entries: revoked?.content ?? new Uint8Array(),
    signedPart: signedPart.bytes,
    signatureAlgorithm,
    signature: bitStringBytes(readDer(signature.bytes)),
  }
}

const algorithmIn = (der: Uint8Array): string => oidOf(items(readDer(der))[0])

function listExtensions(node: DerNode | undefined) {
  const unknownCritical: string[] = []
  let number: string | null = null
  let deltaOf: string | null = null
  let scope: Uint8Array | null = null
  for (const extension of node === undefined ? [] : items(node.children[0])) {
    const parts = items(extension)
    const id = oidOf(parts[0])
    const critical = parts.length === 3 && booleanOf(parts[1])
    const value = expectTag(parts.at(-1), tag.octetString).content
    if (id === oids.issuingDistributionPoint) scope = value
    if (id === oids.crlNumber) number = integerHex(readDer(value))
    else if (id === oids.deltaCrlIndicator) deltaOf = integerHex(readDer(value))
    else if (critical && !(id === oids.issuingDistributionPoint && isWhole(readDer(value))))
      unknownCritical.push(id)
  }
  return { number, deltaOf, scope, unknownCritical }
}

/** An issuing distribution point that only says where the list lies, or that it is of people's certificates. */
function isWhole(point: DerNode): boolean {
  return point.children.every((part) => part.tag === contextTag(0) || part.tag === contextTag(1, 'primitive'))
}

/**
 * The entry of a certificate by its serial number (hexadecimal, as `CertificateFacts` has it), or null. Throws
 * DerError.
 */
export function findRevoked(list: RevocationList, serial: string): RevokedEntry | null {
  const wanted = fromHex(serial)
  for (const entry of valuesIn(list.entries)) {
    const [number] = valuesIn(entry.content)
    if (number?.tag !== tag.integer) throw new DerError('entry')
    if (!equalBytes(number.content, wanted)) continue
    const [, date, extensions] = items(readDer(entry.bytes))
    return { at: timeOf(date), reason: reasonIn(extensions) }
  }
  return null
}

function reasonIn(extensions: DerNode | undefined): RevocationReason {
  for (const extension of extensions === undefined ? [] : items(extensions)) {
    const parts = items(extension)
    if (oidOf(parts[0]) !== oids.reasonCode) continue
    const value = readDer(expectTag(parts.at(-1), tag.octetString).content)
    return revocationReasons[enumeratedOf(value)] ?? 'unspecified'
  }
  return 'unspecified'
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

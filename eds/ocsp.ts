import { concatBytes, equalBytes, toHex } from './bytes.ts'
import { type Certificate, datesAt, parseCertificate } from './certificate.ts'
import { type RevocationReason, revocationReasons } from './crl.ts'
import { contextTag, DerError, type DerNode, readDer, tag } from './der.ts'
import {
  bitStringBytes,
  enumeratedOf,
  expectTag,
  integerHex,
  items,
  oidOf,
  onlyChild,
  preciseTimeOf,
  smallIntegerOf,
} from './der-values.ts'
import { explicit, nullValue, octetString, oid, positiveInteger, sequence } from './der-writer.ts'
import { namingDigest } from './digest.ts'
import { readExtensionList } from './extension-list.ts'
import { isSignedBy } from './issued-by.ts'
import { oids } from './oids.ts'
import { certificateScheme, verifySignature } from './public-key.ts'
import { maySign } from './purpose.ts'

/** What a responder says of one certificate (RFC 6960, section 4.2.1). Times are epoch milliseconds. */
export interface OcspStatement {
  readonly hashAlgorithm: string
  readonly issuerNameHash: Uint8Array
  readonly issuerKeyHash: Uint8Array
  /** Hexadecimal. */
  readonly serial: string
  readonly status: 'good' | 'revoked' | 'unknown'
  readonly revokedAt: number | null
  readonly reason: RevocationReason
  readonly thisUpdate: number
  readonly nextUpdate: number | null
}

/** A responder's answer taken apart. Nothing here has been verified. */
export interface OcspAnswer {
  /** DER of the responder's name, or its key's SHA-1. */
  readonly responder: { readonly by: 'name' | 'key'; readonly bytes: Uint8Array }
  readonly producedAt: number
  readonly statements: readonly OcspStatement[]
  readonly nonce: Uint8Array | null
  /** The responder answers `revoked` for numbers it does not know (RFC 6960, section 4.4.8). */
  readonly extendedRevoke: boolean
  /** DER */
  readonly certificates: readonly Uint8Array[]
  readonly signedPart: Uint8Array
  readonly signatureAlgorithm: string
  readonly signature: Uint8Array
}

const answerLimits = { maxBytes: 256 * 1024, maxDepth: 32, maxNodes: 20_000 }

/** Reads an OCSPResponse. Throws DerError, also when the responder answered that it can't answer. */
export function parseOcsp(bytes: Uint8Array): OcspAnswer {
  const [status, wrapped] = atMost(2, items(readDer(bytes, answerLimits)))
  if (enumeratedOf(status) !== 0) throw new DerError('the responder refused')
  const [type, content] = atMost(2, items(atMost(1, expectTag(wrapped, contextTag(0)).children)[0]))
  if (oidOf(type) !== oids.ocspBasic) throw new DerError('another kind of answer')
  const basic = readDer(expectTag(content, tag.octetString).content, answerLimits)
  const [signedPart, algorithm, signature, certificates] = atMost(4, items(basic))
  if (certificates !== undefined) expectTag(certificates, contextTag(0))
  const fields = [...items(signedPart)]
  const version = fields[0]?.tag === contextTag(0) ? fields.shift() : undefined
  if (version !== undefined && smallIntegerOf(onlyChild(version)) !== 0) throw new DerError('version')
  const [responder, producedAt, statements, extensions] = atMost(4, fields)
  const named = responder?.tag === contextTag(1)
  if (responder === undefined || (!named && responder.tag !== contextTag(2))) throw new DerError('responder')
  const found =
    extensions === undefined ? new Map() : readExtensionList(onlyChild(expectTag(extensions, contextTag(1))))
  const nonce = found.get(oids.ocspNonce)?.value
  return {
    responder: named
      ? { by: 'name', bytes: expectTag(responder.children[0], tag.sequence).bytes }
      : { by: 'key', bytes: expectTag(responder.children[0], tag.octetString).content },
    producedAt: preciseTimeOf(producedAt),
    statements: items(statements).map(readStatement),
    nonce: nonce === undefined ? null : expectTag(readDer(nonce), tag.octetString).content,
    extendedRevoke: found.has(oids.ocspExtendedRevoke),
    certificates: certificates === undefined ? [] : items(certificates.children[0]).map((one) => one.bytes),
    signedPart: expectTag(signedPart, tag.sequence).bytes,
    signatureAlgorithm: oidOf(items(algorithm)[0]),
    signature: bitStringBytes(signature),
  }
}

/** Nothing signed holds the outer values together: anything else there is no part of an answer. */
function atMost(count: number, values: readonly DerNode[]): readonly DerNode[] {
  if (values.length > count) throw new DerError('more than an answer')
  return values
}

function readStatement(node: DerNode): OcspStatement {
  const [id, status, thisUpdate, ...rest] = atMost(5, items(node))
  const [algorithm, nameHash, keyHash, serial] = atMost(4, items(id))
  const next = rest[0]?.tag === contextTag(0) ? rest.shift() : undefined
  const extensions = rest.shift()
  if (rest.length > 0 || (extensions !== undefined && extensions.tag !== contextTag(1)))
    throw new DerError('more than a statement')
  if (extensions !== undefined) readExtensionList(onlyChild(extensions))
  const from = preciseTimeOf(thisUpdate)
  const nextUpdate = next === undefined ? null : preciseTimeOf(onlyChild(next))
  if (nextUpdate !== null && nextUpdate < from) throw new DerError('ends before it begins')
  const revoked = status?.tag === contextTag(1) ? status : null
  const reason = revoked?.children[1]?.children[0]
  return {
    hashAlgorithm: oidOf(items(algorithm)[0]),
    issuerNameHash: expectTag(nameHash, tag.octetString).content,
    issuerKeyHash: expectTag(keyHash, tag.octetString).content,
    serial: integerHex(serial),
    status: statusOf(status),
    revokedAt: revoked === null ? null : preciseTimeOf(revoked.children[0]),
    reason: reason === undefined ? 'unspecified' : (revocationReasons[enumeratedOf(reason)] ?? 'unspecified'),
    thisUpdate: from,
    nextUpdate,
  }
}

function statusOf(node: DerNode | undefined): OcspStatement['status'] {
  if (node?.tag === contextTag(0, 'primitive')) return 'good'
  if (node?.tag === contextTag(1)) return 'revoked'
  if (node?.tag === contextTag(2, 'primitive')) return 'unknown'
  throw new DerError('status')
}

/** A request about one certificate, by SHA-256 and with a nonce (docs/signature-facts.md 1.8). */
export async function ocspRequest(
  certificate: Certificate,
  issuer: Certificate,
  nonce: Uint8Array,
): Promise<Uint8Array<ArrayBuffer>> {
  const { nameHash, keyHash } = await issuerHashes(issuer, oids.sha256)
  const id = sequence(
    sequence(oid(oids.sha256), nullValue()),
    octetString(nameHash ?? new Uint8Array()),
    octetString(keyHash ?? new Uint8Array()),
    positiveInteger(certificate.facts.serial === '' ? Uint8Array.of(0) : serialBytes(certificate)),
  )
  const extension = sequence(oid(oids.ocspNonce), octetString(octetString(nonce)))
  return sequence(sequence(sequence(sequence(id)), explicit(2, sequence(extension))))
}

const serialBytes = ({ facts }: Certificate): Uint8Array =>
  Uint8Array.from(facts.serial.match(/../g) ?? [], (pair) => Number.parseInt(pair, 16))

async function issuerHashes(issuer: Certificate, algorithm: string) {
  return {
    nameHash: await namingDigest(algorithm, issuer.subjectName),
    keyHash: await namingDigest(algorithm, issuer.publicKey),
  }
}

/** All that the answer says of this certificate of this issuer; nothing when it speaks of others only. */
export async function statementsAbout(
  answer: OcspAnswer,
  certificate: Certificate,
  issuer: Certificate,
): Promise<OcspStatement[]> {
  const found: OcspStatement[] = []
  for (const statement of answer.statements) {
    if (statement.serial !== certificate.facts.serial) continue
    const { nameHash, keyHash } = await issuerHashes(issuer, statement.hashAlgorithm)
    if (nameHash === null || keyHash === null) continue
    if (equalBytes(nameHash, statement.issuerNameHash) && equalBytes(keyHash, statement.issuerKeyHash))
      found.push(statement)
  }
  return found
}

/**
 * The certificate that signed the answer, when it may: the issuer itself, or one it issued for OCSP signing that was
 * valid when the answer was made (RFC 6960, section 4.2.2.2). Null when nobody authorised signed it.
 */
export async function authorisedResponder(
  answer: OcspAnswer,
  issuer: Certificate,
): Promise<Certificate | null> {
  const scheme = certificateScheme(answer.signatureAlgorithm)
  if (scheme === null) return null
  for (const candidate of [issuer, ...readable(answer.certificates)]) {
    if (!maySign(candidate) || !(await isMeantBy(answer.responder, candidate))) continue
    if (candidate !== issuer && !(await isDelegated(candidate, issuer, answer.producedAt))) continue
    if (await verifySignature(candidate, scheme, answer.signedPart, answer.signature)) return candidate
  }
  return null
}

async function isMeantBy(responder: OcspAnswer['responder'], certificate: Certificate): Promise<boolean> {
  if (responder.by === 'name') return equalBytes(responder.bytes, certificate.subjectName)
  const digest = await crypto.subtle.digest('SHA-1', concatBytes(certificate.publicKey))
  return toHex(new Uint8Array(digest)) === toHex(responder.bytes)
}

async function isDelegated(candidate: Certificate, issuer: Certificate, at: number): Promise<boolean> {
  const { facts } = candidate
  return (
    facts.extendedKeyUsage.includes(oids.ocspSigning) &&
    facts.unknownCritical.length === 0 &&
    datesAt(candidate, at) === 'within' &&
    (await isSignedBy(candidate, issuer))
  )
}

function readable(certificates: readonly Uint8Array[]): Certificate[] {
  return certificates.slice(0, 8).flatMap((der) => {
    try {
      return [parseCertificate(der)]
    } catch {
      return []
    }
  })
}

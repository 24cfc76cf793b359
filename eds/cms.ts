import { concatBytes, toHex } from './bytes.ts'
import { readRevocations, readRevocationValues } from './cms-revocations.ts'
import { contextTag, DerError, type DerLimits, type DerNode, octets, readBer, readDer, tag } from './der.ts'
import { expectTag, integerHex, items, oidOf, onlyChild, smallIntegerOf, timeOf } from './der-values.ts'
import { oids } from './oids.ts'
import type { RevocationEvidence } from './revocation.ts'

/** A signed message taken apart (RFC 5652, section 5). Nothing here has been verified. */
export interface SignedMessage {
  readonly contentType: string
  /** Null when detached. */
  readonly content: Uint8Array | null
  /** Embedded X.509 certificates, DER. */
  readonly certificates: readonly Uint8Array[]
  readonly signers: readonly SignerInfo[]
  /** Lists beside the certificates (RFC 5652, section 10.2.1), and answers (RFC 5940), DER. */
  readonly revocations: RevocationEvidence
}

export interface SignerInfo {
  readonly id:
    | { readonly by: 'issuerAndSerial'; readonly issuerName: Uint8Array; readonly serial: string }
    | { readonly by: 'keyIdentifier'; readonly ski: string }
  readonly digestAlgorithm: string
  readonly signatureAlgorithm: string
  readonly signature: Uint8Array
  /** Null when there are none. */
  readonly signed: SignedAttributes | null
  /** CAdES-T tokens (ContentInfo, DER) as received, in their order. */
  readonly timestampTokens: readonly Uint8Array[]
  /** Lists and answers in the attribute that no signature covers (CAdES, revocationValues), DER. */
  readonly revocations: RevocationEvidence
}

export interface SignedAttributes {
  /** What the signature is over: the attributes as received under the tag of SET (RFC 5652, section 5.4). */
  readonly bytes: Uint8Array
  readonly contentType: string
  readonly messageDigest: Uint8Array
  /** Epoch milliseconds; only a claim of the signer. */
  readonly signingTime: number | null
  /** First ESSCertIDv2 of signingCertificateV2 (RFC 5035). */
  readonly certificateHash: CertificateHash | null
}

/** What names the signer's certificate; `issuer` and `serial` where they are given too. */
export interface CertificateHash {
  readonly algorithm: string
  readonly hash: Uint8Array
  /** GeneralNames, DER of each. */
  readonly issuer: readonly Uint8Array[] | null
  /** Hexadecimal. */
  readonly serial: string | null
}

/** 100 MiB of content at most, so that an attached message can't exhaust memory by its lengths. */
const envelopeLimits: DerLimits = { maxBytes: 100 * 1024 * 1024, maxDepth: 32, maxNodes: 20_000 }
const attributeLimits: DerLimits = { maxBytes: 256 * 1024, maxDepth: 32, maxNodes: 20_000 }

/** Reads a signedData message; the envelope may be BER. Throws DerError. */
export function parseCms(bytes: Uint8Array): SignedMessage {
  const [type, wrapped, ...more] = items(readBer(bytes, envelopeLimits))
  if (oidOf(type) !== oids.signedData) throw new DerError('not signed data')
  const [version, , encapsulated, ...rest] = items(onlyChild(expectTag(wrapped, contextTag(0))))
  smallIntegerOf(version)
  const [contentType, content, ...noMore] = items(encapsulated)
  const order = rest.map((node) => node.tag).join()
  if (more.length > 0 || noMore.length > 0 || !orders.has(order)) throw new DerError('more than signed data')
  const certificates = rest.find((node) => node.tag === contextTag(0))
  return {
    contentType: oidOf(contentType),
    content: content === undefined ? null : contentOf(expectTag(content, contextTag(0))),
    certificates: (certificates?.children ?? [])
      .filter((node) => node.tag === tag.sequence)
      .map((node) => node.bytes),
    signers: expectTag(rest.at(-1), tag.set).children.map(readSigner),
    revocations: readRevocations(rest.find((node) => node.tag === contextTag(1))),
  }
}

/** What may come after the content: certificates, lists, the signers. */
const orders: ReadonlySet<string> = new Set(
  [[tag.set], [0xa0, tag.set], [0xa1, tag.set], [0xa0, 0xa1, tag.set]].map(String),
)

function contentOf(node: DerNode): Uint8Array {
  const [string] = node.children
  if (string === undefined || (string.tag & ~0x20) !== tag.octetString) throw new DerError('content')
  return octets(string)
}

function readSigner(node: DerNode): SignerInfo {
  const [version, id, digestAlgorithm, ...rest] = items(node)
  smallIntegerOf(version)
  const signed = rest[0]?.tag === contextTag(0) ? rest[0] : undefined
  const [signatureAlgorithm, signature, unsigned, ...more] = signed === undefined ? rest : rest.slice(1)
  if (more.length > 0) throw new DerError('more than a signer')
  return {
    id: readSignerId(id),
    digestAlgorithm: oidOf(items(digestAlgorithm)[0]),
    signatureAlgorithm: oidOf(items(signatureAlgorithm)[0]),
    signature: octets(stringNode(signature)),
    signed: signed === undefined ? null : readSigned(signed),
    timestampTokens:
      unsigned === undefined ? [] : allValues(expectTag(unsigned, contextTag(1)), oids.timestampToken),
    revocations: readRevocationValues(unsigned),
  }
}

function stringNode(node: DerNode | undefined): DerNode {
  if (node === undefined || (node.tag & ~0x20) !== tag.octetString) throw new DerError('signature')
  return node
}

function readSignerId(node: DerNode | undefined): SignerInfo['id'] {
  if (node?.tag === contextTag(0, 'primitive')) return { by: 'keyIdentifier', ski: toHex(node.content) }
  const [issuer, serial] = items(node)
  return {
    by: 'issuerAndSerial',
    issuerName: expectTag(issuer, tag.sequence).bytes,
    serial: integerHex(serial),
  }
}

/** Signed attributes must be DER whatever the envelope is; the tag of SET replaces [0], the rest stays as received. */
function readSigned(node: DerNode): SignedAttributes {
  const bytes = concatBytes(Uint8Array.of(tag.set), node.bytes.subarray(1))
  const attributes = readDer(bytes, attributeLimits)
  const signingTime = onlyValue(attributes, oids.signingTime)
  const certificate = onlyValue(attributes, oids.signingCertificateV2)
  return {
    bytes,
    contentType: oidOf(onlyValue(attributes, oids.contentType)),
    messageDigest: expectTag(onlyValue(attributes, oids.messageDigest), tag.octetString).content,
    signingTime: signingTime === undefined ? null : timeOf(signingTime),
    certificateHash: certificate === undefined ? null : readCertificateHash(certificate),
  }
}

/** The one value of an attribute that may be there at most once. */
function onlyValue(attributes: DerNode, type: string): DerNode | undefined {
  const found = attributes.children.filter((attribute) => oidOf(items(attribute)[0]) === type)
  if (found.length > 1) throw new DerError('attribute twice')
  if (found[0] === undefined) return undefined
  const values = items(items(found[0])[1], tag.set)
  if (values.length !== 1) throw new DerError('attribute with several values')
  return values[0]
}

/** ESSCertIDv2 (RFC 5035, section 4): SHA-256 where no algorithm is named. */
function readCertificateHash(value: DerNode): SignedAttributes['certificateHash'] {
  const [list] = items(value)
  const [first] = items(list)
  const parts = [...items(first)]
  const algorithm = parts[0]?.tag === tag.octetString ? undefined : parts.shift()
  const [hash, issuerSerial, ...more] = parts
  if (more.length > 0) throw new DerError('certificate identifier')
  const [issuer, serial] = issuerSerial === undefined ? [] : items(issuerSerial)
  return {
    algorithm: algorithm === undefined ? oids.sha256 : oidOf(items(algorithm)[0]),
    hash: expectTag(hash, tag.octetString).content,
    issuer: issuer === undefined ? null : items(issuer).map(({ bytes }) => bytes),
    serial: serial === undefined ? null : integerHex(serial),
  }
}

/** The values of an attribute that may be there several times, with several values each. */
function allValues(attributes: DerNode, type: string): Uint8Array[] {
  const found = attributes.children.filter((attribute) => oidOf(items(attribute)[0]) === type)
  return found.flatMap((attribute) => items(items(attribute)[1], tag.set)).map(({ bytes }) => bytes)
}

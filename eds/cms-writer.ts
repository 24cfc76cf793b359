import { concatBytes } from './bytes.ts'
import type { Certificate } from './certificate.ts'
import { contextTag, readDer, tag } from './der.ts'
import { items } from './der-values.ts'
import {
  encode,
  explicit,
  integer,
  nullValue,
  octetString,
  oid,
  sequence,
  setOf,
  sortedByEncoding,
  time,
} from './der-writer.ts'
import { digestBytes } from './digest.ts'
import { oids } from './oids.ts'
import { type PrivateKey, signWith } from './private-key.ts'

export interface Signing {
  readonly content: Uint8Array
  readonly certificate: Certificate
  readonly privateKey: PrivateKey
  /** Epoch milliseconds, written as the signer's claim. */
  readonly signingTime: number
  /** True leaves the content out of the message. */
  readonly detached: boolean
  /** Object identifier of what is signed; plain data when left out. */
  readonly contentType?: string
}

/**
 * Builds a signed message as the national programs do (docs/signature-facts.md 3): one signer, its certificate,
 * attributes contentType, signingTime, messageDigest and signingCertificateV2 in DER order. The issuer's name
 * is copied from the certificate byte by byte. Rejects when the key can't be read.
 */
export async function buildCms(signing: Signing): Promise<Uint8Array<ArrayBuffer>> {
  const { certificate, privateKey, content } = signing
  const digestOid = privateKey.algorithm === 'rsa' ? oids.sha256 : oids.streebog512
  const signatureOid = privateKey.algorithm === 'rsa' ? oids.sha256WithRsa : oids.gost2015Signature512

  const contentType = signing.contentType ?? oids.data
  const certificateHash = await digestBytes(oids.sha256, certificate.der)
  const attributes = sortedByEncoding([
    attribute(oids.contentType, oid(contentType)),
    attribute(oids.signingTime, time(signing.signingTime)),
    attribute(oids.messageDigest, octetString(await digestBytes(digestOid, content))),
    attribute(oids.signingCertificateV2, sequence(sequence(sequence(octetString(certificateHash))))),
  ])
  const signature = await signWith(privateKey, encode(tag.set, ...attributes))
  return writeMessage({
    contentType,
    digestAlgorithm: digestOid,
    signatureAlgorithm: signatureOid,
    attributes: concatBytes(...attributes),
    certificate,
    signature,
    content: signing.detached ? null : content,
  })
}

/** What a message is put together of. */
export interface MessageParts {
  readonly contentType: string
  readonly digestAlgorithm: string
  readonly signatureAlgorithm: string
  /** One after another, in DER order. */
  readonly attributes: Uint8Array
  readonly certificate: Certificate
  readonly signature: Uint8Array
  readonly content: Uint8Array | null
}

/** Puts a message together: one signer, one certificate. */
export function writeMessage(parts: MessageParts): Uint8Array<ArrayBuffer> {
  const { certificate, contentType, content } = parts
  const digestAlgorithm = sequence(oid(parts.digestAlgorithm), nullValue())
  const signerInfo = sequence(
    integer(1),
    sequence(certificate.issuerName, serialOf(certificate)),
    digestAlgorithm,
    encode(contextTag(0), parts.attributes),
    sequence(oid(parts.signatureAlgorithm), nullValue()),
    octetString(parts.signature),
  )
  return sequence(
    oid(oids.signedData),
    explicit(
      0,
      sequence(
        // RFC 5652, section 5.1: 3 where something other than plain data is signed.
        integer(contentType === oids.data ? 1 : 3),
        setOf(digestAlgorithm),
        content === null
          ? sequence(oid(contentType))
          : sequence(oid(contentType), explicit(0, octetString(content))),
        encode(contextTag(0), certificate.der),
        setOf(signerInfo),
      ),
    ),
  )
}

function attribute(type: string, value: Uint8Array): Uint8Array {
  return sequence(oid(type), setOf(value))
}

function serialOf(certificate: Certificate): Uint8Array {
  const fields = items(readDer(certificate.signedPart))
  return fields[1]?.bytes ?? new Uint8Array()
}

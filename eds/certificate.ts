import { equalBytes, toHex } from './bytes.ts'
import { type CertificateExtensions, readExtensions } from './certificate-extensions.ts'
import { contextTag, DerError, type DerNode, readDer, tag } from './der.ts'
import {
  bitStringBytes,
  expectTag,
  integerHex,
  items,
  oidOf,
  onlyChild,
  smallIntegerOf,
  timeOf,
} from './der-values.ts'
import { type NameFacts, readName } from './distinguished-name.ts'
import { type Extension, readExtensionList } from './extension-list.ts'
import { oids } from './oids.ts'

export type KeyAlgorithm = 'rsa' | 'gost2015-512' | 'gost2015-256' | 'gost2004' | 'other'

/** What a certificate says, as plain data. Nothing here has been verified. */
export interface CertificateFacts extends CertificateExtensions {
  readonly subject: NameFacts
  readonly issuer: NameFacts
  /** Issuer name, DER as the certificate has it, hexadecimal. Names are compared by these bytes. */
  readonly issuerName: string
  /** Content of the serial number INTEGER, lower-case hexadecimal. */
  readonly serial: string
  /** Epoch milliseconds, inclusive. */
  readonly notBefore: number
  readonly notAfter: number
  readonly algorithm: KeyAlgorithm
}

/** A parsed certificate: its facts and the raw pieces that verification needs. */
export interface Certificate {
  readonly facts: CertificateFacts
  readonly der: Uint8Array
  readonly issuerName: Uint8Array
  readonly subjectName: Uint8Array
  /** SubjectPublicKeyInfo, DER. */
  readonly publicKeyInfo: Uint8Array
  /** Content of the subjectPublicKey BIT STRING. */
  readonly publicKey: Uint8Array
  /** Value of cRLDistributionPoints, DER: never asked, but a list that names its own point is held against it. */
  readonly distributionPoints: Uint8Array | null
  /** What the issuer signed, DER. */
  readonly signedPart: Uint8Array
  readonly signatureAlgorithm: string
  readonly signature: Uint8Array
}

/** How a moment (epoch milliseconds) compares with a certificate's dates, which are both inclusive. */
export function datesAt({ facts }: Certificate, at: number): 'notYet' | 'within' | 'over' {
  if (at < facts.notBefore) return 'notYet'
  return at > facts.notAfter ? 'over' : 'within'
}

const keyAlgorithms: ReadonlyMap<string, KeyAlgorithm> = new Map([
  [oids.rsaEncryption, 'rsa'],
  [oids.gost2015Key512, 'gost2015-512'],
  [oids.gost2015Key256, 'gost2015-256'],
  [oids.gost2004Key, 'gost2004'],
])

/** Reads one X.509 v3 certificate (RFC 5280, section 4.1), strict DER. Throws DerError. */
export function parseCertificate(der: Uint8Array): Certificate {
  const [toBeSigned, outerAlgorithm, signature, ...more] = items(readDer(der))
  const fields = [...items(toBeSigned)]
  if (fields[0]?.tag !== contextTag(0) || smallIntegerOf(fields[0].children[0]) !== 2)
    throw new DerError('version')
  const [serial, innerAlgorithm, issuer, validity, subject, keyInfo, ...optional] = fields.slice(1)
  const issuerNode = expectTag(issuer, tag.sequence)
  const subjectNode = expectTag(subject, tag.sequence)
  const keyNode = expectTag(keyInfo, tag.sequence)
  if (
    !equalBytes(expectTag(innerAlgorithm, tag.sequence).bytes, expectTag(outerAlgorithm, tag.sequence).bytes)
  ) {
    throw new DerError('two signature algorithms')
  }
  const [notBefore, notAfter, ...noMore] = items(validity)
  const last = optional.at(-1)?.tag === contextTag(3) ? optional.at(-1) : undefined
  // Between key and extensions two unique identifiers may come, once each (RFC 5280, section 4.1).
  const between = optional.slice(0, last === undefined ? undefined : -1).map((node) => node.tag)
  if (more.length > 0 || noMore.length > 0 || !uniqueIdentifiers.has(between.join()))
    throw new DerError('more than a certificate')
  const extensions = last === undefined ? new Map<string, Extension>() : readExtensionList(onlyChild(last))

  return {
    facts: {
      subject: readName(subjectNode),
      issuer: readName(issuerNode),
      issuerName: toHex(issuerNode.bytes),
      serial: integerHex(serial),
      notBefore: timeOf(notBefore),
      notAfter: timeOf(notAfter),
      algorithm: keyAlgorithmOf(keyNode),
      ...readExtensions(extensions),
    },
    der,
    issuerName: issuerNode.bytes,
    subjectName: subjectNode.bytes,
    publicKeyInfo: keyNode.bytes,
    publicKey: bitStringBytes(keyNode.children[1]),
    distributionPoints: extensions.get(oids.distributionPoints)?.value ?? null,
    signedPart: expectTag(toBeSigned, tag.sequence).bytes,
    signatureAlgorithm: oidOf(items(outerAlgorithm)[0]),
    signature: bitStringBytes(signature),
  }
}

const uniqueIdentifiers: ReadonlySet<string> = new Set(['', '129', '130', '129,130'])

/** A GOST-2015-512 key counts as one only with the parameter set we know (docs/signature-facts.md 4.1). */
function keyAlgorithmOf(keyInfo: DerNode): KeyAlgorithm {
  const [algorithm, parameters] = items(keyInfo.children[0])
  const known = keyAlgorithms.get(oidOf(algorithm)) ?? 'other'
  if (known === 'gost2015-512' && oidOf(items(parameters)[0]) !== oids.gost2015Parameters512) return 'other'
  return known
}

import { randomBytes } from 'node:crypto'
import { contextTag } from '../../eds/der.ts'
import {
  bitString,
  boolean,
  encode,
  explicit,
  integer,
  namedBitString,
  nullValue,
  octetString,
  oid,
  positiveInteger,
  printableString,
  sequence,
  setOf,
  time,
  utf8String,
} from '../../eds/der-writer.ts'
import { oids } from '../../eds/oids.ts'
import { type PrivateKey, signWith } from '../../eds/private-key.ts'
import { implicitOctets, keyIdentifier, signatureAlgorithmOf } from './key-pair.ts'

/** Bits of KeyUsage (RFC 5280, 4.2.1.3). */
export const usage = {
  digitalSignature: 0,
  nonRepudiation: 1,
  keyEncipherment: 2,
  keyAgreement: 4,
  keyCertSign: 5,
  cRLSign: 6,
} as const

/** Where a certificate says it is to be asked about: nobody of ours reads it, and a test proves that. */
const information = {
  access: '1.3.6.1.5.5.7.1.1',
  ocsp: '1.3.6.1.5.5.7.48.1',
  issuers: '1.3.6.1.5.5.7.48.2',
  lists: '2.5.29.31',
} as const

export interface CertificateOrder {
  /** Name, DER. */
  readonly subject: Uint8Array
  readonly publicKeyInfo: Uint8Array
  readonly notBefore: Date
  readonly notAfter: Date
  readonly keyUsage: readonly number[]
  readonly extendedKeyUsage: readonly string[]
  readonly policy: string
  readonly isCa: boolean
  /**
   * A service of the authority: timestamps are its one purpose, critical; an OCSP responder is not asked about
   * itself.
   */
  readonly service?: 'timestamps' | 'ocsp'
  /** Written as where to ask about it (RFC 5280, 4.2.2.1 and 4.2.1.13): OCSP, its issuer's certificate, the list. */
  readonly address?: string
  /** Further extensions, DER, as they are. */
  readonly more?: readonly Uint8Array[]
}

export interface Issuer {
  /** Name, DER. */
  readonly name: Uint8Array
  readonly publicKeyInfo: Uint8Array
  readonly privateKey: PrivateKey
}

/** Issues one X.509 v3 certificate with a random serial number of 20 bytes. DER. */
export async function writeCertificate(order: CertificateOrder, issuer: Issuer): Promise<Uint8Array> {
  const algorithm = signatureAlgorithmOf(issuer.privateKey)
  const toBeSigned = sequence(
    explicit(0, integer(2)),
    newSerial(),
    algorithm,
    issuer.name,
    sequence(time(order.notBefore.getTime()), time(order.notAfter.getTime())),
    order.subject,
    order.publicKeyInfo,
    explicit(3, sequence(...extensions(order, issuer))),
  )
  return sequence(toBeSigned, algorithm, bitString(await signWith(issuer.privateKey, toBeSigned)))
}

/** Positive and always 20 bytes long, as in the national hierarchies. */
function newSerial(): Uint8Array {
  const bytes = new Uint8Array(randomBytes(20))
  bytes[0] = ((bytes[0] ?? 0) & 0x3f) | 0x40
  return positiveInteger(bytes)
}

function extensions(order: CertificateOrder, issuer: Issuer): Uint8Array[] {
  const purposes = order.extendedKeyUsage.map(oid)
  return [
    ...(order.isCa ? [extension(oids.basicConstraints, sequence(boolean(true)), 'critical')] : []),
    extension(oids.keyUsage, namedBitString(order.keyUsage), 'critical'),
    ...(purposes.length > 0
      ? [
          extension(
            oids.extendedKeyUsage,
            sequence(...purposes),
            order.service === 'timestamps' ? 'critical' : undefined,
          ),
        ]
      : []),
    ...(order.service === 'ocsp' ? [extension(oids.ocspNoCheck, nullValue())] : []),
    extension(oids.authorityKeyIdentifier, sequence(implicitOctets(0, keyIdentifier(issuer.publicKeyInfo)))),
    extension(oids.subjectKeyIdentifier, octetString(keyIdentifier(order.publicKeyInfo))),
    extension(oids.certificatePolicies, sequence(sequence(oid(order.policy)))),
    ...(order.address === undefined ? [] : addresses(order.address)),
    ...(order.more ?? []),
  ]
}

function addresses(address: string): Uint8Array[] {
  const uri = implicitOctets(6, new TextEncoder().encode(address))
  const access = [information.ocsp, information.issuers].map((method) => sequence(oid(method), uri))
  return [
    extension(information.access, sequence(...access)),
    extension(information.lists, sequence(sequence(encode(contextTag(0), encode(contextTag(0), uri))))),
  ]
}

/** An Extension, DER. */
export function extension(id: string, value: Uint8Array, critical?: 'critical'): Uint8Array {
  return sequence(oid(id), ...(critical ? [boolean(true)] : []), octetString(value))
}

/** A Name with one attribute in each RDN, in the order given; country and serial number as PrintableString. */
export function writeName(attributes: readonly (readonly [type: string, text: string])[]): Uint8Array {
  const printable: readonly string[] = [oids.country, oids.serialNumber]
  return sequence(
    ...attributes.map(([type, text]) =>
      setOf(sequence(oid(type), printable.includes(type) ? printableString(text) : utf8String(text))),
    ),
  )
}

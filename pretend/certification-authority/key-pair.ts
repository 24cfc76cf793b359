import { createHash } from 'node:crypto'
import { parseCertificate } from '../../eds/certificate.ts'
import { contextTag, readDer } from '../../eds/der.ts'
import { bitString, encode, integer, nullValue, octetString, oid, sequence } from '../../eds/der-writer.ts'
import { gostPublicKey, newGostPrivateKey } from '../../eds/gost3410.ts'
import { oids } from '../../eds/oids.ts'
import { type PrivateKey, parsePrivateKey } from '../../eds/private-key.ts'

export type Algorithm = 'rsa' | 'gost2015'

/** A fresh key with what a certificate and a key file need of it. */
export interface KeyPair {
  readonly privateKey: PrivateKey
  /** PrivateKeyInfo, DER. */
  readonly pkcs8: Uint8Array
  /** SubjectPublicKeyInfo, DER. */
  readonly publicKeyInfo: Uint8Array
}

/** Makes a key: RSA with 2,048 bits, or GOST R 34.10-2015 with 512. */
export async function newKeyPair(algorithm: Algorithm): Promise<KeyPair> {
  return algorithm === 'rsa' ? newRsaPair() : gostPair(newGostPrivateKey())
}

/** Restores a pair from its PrivateKeyInfo and the certificate it belongs to. Throws DerError. */
export function restorePair(pkcs8: Uint8Array, certificate: Uint8Array): KeyPair {
  const privateKey = parsePrivateKey(pkcs8)
  if (privateKey === null) throw new RangeError('a key of an unknown algorithm')
  return { privateKey, pkcs8, publicKeyInfo: parseCertificate(certificate).publicKeyInfo }
}

/** Subject key identifier as the national authority makes it: SHA-1 of the key's bits (RFC 5280, 4.2.1.2). */
export function keyIdentifier(publicKeyInfo: Uint8Array): Uint8Array {
  const [, key] = readDer(publicKeyInfo).children
  return new Uint8Array(
    createHash('sha1')
      .update(key?.content.subarray(1) ?? '')
      .digest(),
  )
}

async function newRsaPair(): Promise<KeyPair> {
  const pair = await crypto.subtle.generateKey(
    {
      name: 'RSASSA-PKCS1-v1_5',
      hash: 'SHA-256',
      modulusLength: 2048,
      publicExponent: Uint8Array.of(1, 0, 1),
    },
    true,
    ['sign', 'verify'],
  )
  const pkcs8 = new Uint8Array(await crypto.subtle.exportKey('pkcs8', pair.privateKey))
  const publicKeyInfo = new Uint8Array(await crypto.subtle.exportKey('spki', pair.publicKey))
  return { privateKey: { algorithm: 'rsa', pkcs8 }, pkcs8, publicKeyInfo }
}

/** Shapes of docs/signature-facts.md 2 and 4.1: an OCTET STRING inside the outer one, little-endian numbers. */
function gostPair(scalar: Uint8Array): KeyPair {
  const algorithm = sequence(
    oid(oids.gost2015Key512),
    sequence(oid(oids.gost2015Parameters512), oid(oids.streebog512)),
  )
  return {
    privateKey: { algorithm: 'gost2015-512', scalar },
    pkcs8: sequence(integer(0), algorithm, octetString(octetString(scalar))),
    publicKeyInfo: sequence(algorithm, bitString(octetString(gostPublicKey(scalar)))),
  }
}

/** AlgorithmIdentifier of signatures made with the key. */
export function signatureAlgorithmOf(privateKey: PrivateKey): Uint8Array {
  const id = privateKey.algorithm === 'rsa' ? oids.sha256WithRsa : oids.gost2015Signature512
  return sequence(oid(id), nullValue())
}

/** [n] IMPLICIT around raw bytes, as authority key identifiers want it. */
export function implicitOctets(n: number, content: Uint8Array): Uint8Array {
  return encode(contextTag(n, 'primitive'), content)
}

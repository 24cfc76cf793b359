import { streebog512 } from '#streebog'
import { equalBytes } from './bytes.ts'
import type { Certificate } from './certificate.ts'
import { readDer, tag } from './der.ts'
import { expectTag, items, oidOf } from './der-values.ts'
import { gostPublicKey, signGost } from './gost3410.ts'
import { oids } from './oids.ts'
import { gostPointOf } from './public-key.ts'
import { signRsa } from './rsa.ts'

/** A key that can sign: PKCS#8 for RSA, the little-endian 64-byte scalar for GOST-2015-512. */
export type PrivateKey =
  | { readonly algorithm: 'rsa'; readonly pkcs8: Uint8Array }
  | { readonly algorithm: 'gost2015-512'; readonly scalar: Uint8Array }

/** Reads a PrivateKeyInfo (RFC 5208); null when its algorithm is not one of ours. Throws DerError. */
export function parsePrivateKey(pkcs8: Uint8Array): PrivateKey | null {
  const [, algorithm, key] = items(readDer(pkcs8))
  const id = oidOf(items(algorithm)[0])
  if (id === oids.rsaEncryption) return { algorithm: 'rsa', pkcs8 }
  if (id !== oids.gost2015Key512) return null
  const inner = expectTag(readDer(expectTag(key, tag.octetString).content), tag.octetString)
  return { algorithm: 'gost2015-512', scalar: inner.content }
}

/** Whether the key belongs to the certificate. False when either can't be read. */
export function matches(key: PrivateKey, certificate: Certificate): boolean {
  if (key.algorithm !== certificate.facts.algorithm) return false
  try {
    if (key.algorithm === 'gost2015-512') {
      const point = gostPointOf(certificate.publicKey)
      return point !== null && equalBytes(gostPublicKey(key.scalar), point)
    }
    const [, , inner] = items(readDer(key.pkcs8))
    const [, modulus] = items(readDer(expectTag(inner, tag.octetString).content))
    const [publicModulus] = items(readDer(certificate.publicKey))
    return equalBytes(expectTag(modulus, tag.integer).content, expectTag(publicModulus, tag.integer).content)
  } catch {
    return false
  }
}

/** Signs `data`: RSA over its SHA-256, GOST over its Streebog-512. Rejects when the key can't be read. */
export async function signWith(key: PrivateKey, data: Uint8Array): Promise<Uint8Array> {
  return key.algorithm === 'rsa' ? signRsa(key.pkcs8, data) : signGost(key.scalar, streebog512(data))
}

/** Overwrites the secret bytes. */
export function wipe(key: PrivateKey): void {
  if (key.algorithm === 'rsa') key.pkcs8.fill(0)
  else key.scalar.fill(0)
}

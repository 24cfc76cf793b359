import { streebog512 } from '#streebog'
import type { Certificate } from './certificate.ts'
import { readDer, tag } from './der.ts'
import { expectTag } from './der-values.ts'
import { verifyGost } from './gost3410.ts'
import { oids } from './oids.ts'
import { verifyRsa } from './rsa.ts'

/** Signature algorithms this room verifies: the digest is part of each. */
export type SignatureScheme = 'rsa-sha256' | 'gost2015-512'

/** The scheme a signatureAlgorithm of a certificate names, or null when it isn't one of ours. */
export function certificateScheme(signatureAlgorithm: string): SignatureScheme | null {
  if (signatureAlgorithm === oids.sha256WithRsa) return 'rsa-sha256'
  if (signatureAlgorithm === oids.gost2015Signature512) return 'gost2015-512'
  return null
}

/**
 * Whether `signature` over `data` verifies under the key of `signer` by `scheme`.
 * False when the key is of another kind.
 */
export async function verifySignature(
  signer: Certificate,
  scheme: SignatureScheme,
  data: Uint8Array,
  signature: Uint8Array,
): Promise<boolean> {
  if (scheme === 'rsa-sha256') {
    return signer.facts.algorithm === 'rsa' && verifyRsa(signer.publicKeyInfo, data, signature)
  }
  if (signer.facts.algorithm !== 'gost2015-512') return false
  const point = gostPointOf(signer.publicKey)
  return point !== null && verifyGost(point, streebog512(data), signature)
}

/** The 128 bytes inside the subjectPublicKey (an OCTET STRING in the BIT STRING), or null. */
export function gostPointOf(publicKey: Uint8Array): Uint8Array | null {
  try {
    return expectTag(readDer(publicKey), tag.octetString).content
  } catch {
    return null
  }
}

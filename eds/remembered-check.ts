import { toHex } from './bytes.ts'
import type { Certificate } from './certificate.ts'
import { digestBytes } from './digest.ts'
import { oids } from './oids.ts'
import { type SignatureScheme, verifySignature } from './public-key.ts'

/** Checks that went well. Authorities are few, and each comes again with every signature. */
const good = new Set<string>()
const mostKept = 200

/**
 * As `verifySignature`, for what authorities sign about themselves: their certificates and lists. A check that went
 * well is not made again in this process. Not for people's certificates, signatures or answers: those are many, and
 * each is rarely seen.
 */
export async function verifyRemembered(
  signer: Certificate,
  scheme: SignatureScheme,
  data: Uint8Array,
  signature: Uint8Array,
): Promise<boolean> {
  const key = [await digestBytes(oids.sha256, data), signature, signer.publicKeyInfo].map(toHex).join(' ')
  if (good.has(key)) return true
  if (!(await verifySignature(signer, scheme, data, signature))) return false
  if (good.size >= mostKept) good.clear()
  good.add(key)
  return true
}

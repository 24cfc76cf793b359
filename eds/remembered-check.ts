import { toHex } from './bytes.ts'
import type { Certificate } from './certificate.ts'
import { digestBytes } from './digest.ts'
import { oids } from './oids.ts'
import { type SignatureScheme, verifySignature } from './public-key.ts'

/** Checks that went well, by signature and key: the digest of what was signed. Authorities are few, and come again. */
const good = new Map<string, string>()
const mostKept = 200

/**
 * As `verifySignature`, for what authorities sign about themselves: their certificates and lists. A check that went
 * well is not made again in this process. Not for people's certificates, signatures or answers: those are many, and
 * each is seen once or twice. What was never seen is hashed once, by the check itself.
 */
export async function verifyRemembered(
  signer: Certificate,
  scheme: SignatureScheme,
  data: Uint8Array,
  signature: Uint8Array,
): Promise<boolean> {
  const key = [signature, signer.publicKeyInfo].map(toHex).join(' ')
  const digest = async () => toHex(await digestBytes(oids.sha256, data))
  const known = good.get(key)
  if (known !== undefined && known === (await digest())) return true
  if (!(await verifySignature(signer, scheme, data, signature))) return false
  if (good.size >= mostKept) good.clear()
  good.set(key, await digest())
  return true
}

import { equalBytes, toHex } from './bytes.ts'
import type { Certificate } from './certificate.ts'
import { digestBytes } from './digest.ts'
import { oids } from './oids.ts'
import { type SignatureScheme, verifySignature } from './public-key.ts'

interface GoodCheck {
  /** SubjectPublicKeyInfo of who signed. */
  readonly key: Uint8Array
  readonly length: number
  /** What was signed where that is short, else its digest. */
  readonly mark: Uint8Array
}

/** Checks that went well, by signature. Authorities are few, and come again. */
const good = new Map<string, GoodCheck>()
const mostKept = 200

/** Up to here what was signed is kept itself: to compare it takes less than to hash it. */
const short = 4096

const markOf = async (data: Uint8Array): Promise<Uint8Array> =>
  data.length <= short ? data : await digestBytes(oids.sha256, data)

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
  const name = toHex(signature)
  const known = good.get(name)
  const same =
    known !== undefined && known.length === data.length && equalBytes(known.key, signer.publicKeyInfo)
  if (same && equalBytes(known.mark, await markOf(data))) return true
  if (!(await verifySignature(signer, scheme, data, signature))) return false
  if (good.size >= mostKept) good.clear()
  // Views would keep the whole of what they are part of.
  const kept = { key: signer.publicKeyInfo.slice(), length: data.length, mark: (await markOf(data)).slice() }
  good.set(name, kept)
  return true
}

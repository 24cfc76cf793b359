import { equalBytes } from '../bytes.ts'
import { type Certificate, parseCertificate } from '../certificate.ts'
import { parseCms } from '../cms.ts'
import { readOrNull } from '../signer-check.ts'
import type { Verdict } from '../verdict.ts'

/**
 * Is the signer's issuer nobody that is pinned here? Then that no chain was found says nothing against the signature:
 * it may be of an authority that was not named. One that claims a pinned issuer, by name and key, and does not bear
 * its signature is forged, and never foreign. `known`: further authorities, DER.
 */
export function isForeign(
  { chain }: Verdict,
  cms: Uint8Array,
  known: readonly Uint8Array[],
  anchors: readonly Uint8Array[],
): boolean {
  const [leaf, ...above] = chain
  if (leaf === undefined || above.length > 0) return false
  const read = (all: readonly Uint8Array[]): Certificate[] =>
    all.flatMap((der) => readOrNull(() => parseCertificate(der)) ?? [])
  const candidates = read([...known, ...(readOrNull(() => parseCms(cms).certificates) ?? [])])
  // Everybody that the certificate leads up to by names and keys, whether they signed or not.
  const led = read([leaf])
  for (const one of led)
    led.push(...candidates.filter((candidate) => !led.includes(candidate) && claims(one, candidate)))
  return !read(anchors).some((anchor) => led.some((one) => claims(one, anchor)))
}

/** Does it say that this is its issuer? Demo authorities share one name, so the key counts where both tell it. */
function claims(certificate: Certificate, issuer: Certificate): boolean {
  const { aki } = certificate.facts
  const { ski } = issuer.facts
  const oneKey = aki === null || ski === null || aki === ski
  return oneKey && equalBytes(certificate.issuerName, issuer.subjectName)
}

import { equalBytes, toHex } from './bytes.ts'
import type { Certificate } from './certificate.ts'
import { oids } from './oids.ts'
import { certificateScheme, verifySignature } from './public-key.ts'

/** Links between authorities that were found good: few, and each comes again with every signature. */
const known = new Map<string, true>()
const mostKnown = 200

/** Whether the certificate names this issuer, byte by byte, and carries its signature. */
export async function isSignedBy(certificate: Certificate, issuer: Certificate): Promise<boolean> {
  const scheme = certificateScheme(certificate.signatureAlgorithm)
  if (scheme === null || !equalBytes(certificate.issuerName, issuer.subjectName)) return false
  // People's certificates are many and each is seen seldom: only authorities and their services are remembered.
  const { isCa, extendedKeyUsage } = certificate.facts
  const remember = isCa || extendedKeyUsage.includes(oids.ocspSigning)
  const key = remember ? `${toHex(certificate.der)} ${toHex(issuer.publicKeyInfo)}` : ''
  if (remember && known.has(key)) return true
  const good = await verifySignature(issuer, scheme, certificate.signedPart, certificate.signature)
  if (good && remember) {
    if (known.size >= mostKnown) known.clear()
    known.set(key, true)
  }
  return good
}

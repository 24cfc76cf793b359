import { equalBytes } from './bytes.ts'
import type { Certificate } from './certificate.ts'
import { oids } from './oids.ts'
import { certificateScheme, verifySignature } from './public-key.ts'
import { verifyRemembered } from './remembered-check.ts'

/** Whether the certificate names this issuer, byte by byte, and carries its signature. */
export async function isSignedBy(certificate: Certificate, issuer: Certificate): Promise<boolean> {
  const scheme = certificateScheme(certificate.signatureAlgorithm)
  if (scheme === null || !equalBytes(certificate.issuerName, issuer.subjectName)) return false
  const { isCa, extendedKeyUsage } = certificate.facts
  const ofAuthority = isCa || extendedKeyUsage.includes(oids.ocspSigning)
  const verify = ofAuthority ? verifyRemembered : verifySignature
  return await verify(issuer, scheme, certificate.signedPart, certificate.signature)
}

import { equalBytes } from './bytes.ts'
import { type Certificate, parseCertificate } from './certificate.ts'
import type { SignedAttributes, SignedMessage, SignerInfo } from './cms.ts'
import { DerError } from './der.ts'
import { explicit } from './der-writer.ts'
import { type DigestOid, digestBytes, namingDigest } from './digest.ts'
import { oids } from './oids.ts'
import { type SignatureScheme, verifySignature } from './public-key.ts'
import type { Defect } from './verdict.ts'

/**
 * The embedded certificate that a signer names, and all that could be read; `unreadable` when one could not.
 */
export function certificatesOf(message: SignedMessage, signer: SignerInfo) {
  const embedded = message.certificates.map((der) => readOrNull(() => parseCertificate(der)))
  const certificates = embedded.filter((one) => one !== null)
  return {
    certificate: certificates.find((one) => isMeantBy(signer.id, one)) ?? null,
    certificates,
    unreadable: embedded.includes(null),
  }
}

/**
 * Steps 4–6 of docs/signature-facts.md 1.10: the content, the digest, the attributes and the signature itself.
 */
export async function signatureDefects(
  message: SignedMessage,
  signer: SignerInfo,
  certificate: Certificate,
  content: Uint8Array,
): Promise<Defect[]> {
  const { signed } = signer
  if (signed === null || signed.contentType !== message.contentType) return ['bad_format']
  const scheme = schemeOf(signer, certificate)
  if (scheme === null) return ['unsupported_algorithm']

  const defects: Defect[] = []
  if (message.content !== null && !equalBytes(message.content, content)) defects.push('content_differs')
  const [digest, verified, bound] = await Promise.all([
    digestBytes(scheme.digest, content),
    verifySignature(certificate, scheme.signature, signed.bytes, signer.signature),
    isBoundTo(signed, certificate),
  ])
  if (!equalBytes(digest, signed.messageDigest)) defects.push('digest_mismatch')
  if (!verified) defects.push('signature_invalid')
  if (bound !== null) defects.push(bound)
  return defects
}

/** Digest, key and signature algorithm must fit each other (step 5). */
function schemeOf(
  signer: SignerInfo,
  certificate: Certificate,
): { digest: DigestOid; signature: SignatureScheme } | null {
  const { algorithm } = certificate.facts
  const { digestAlgorithm, signatureAlgorithm } = signer
  if (algorithm === 'rsa' && digestAlgorithm === oids.sha256) {
    const fits = signatureAlgorithm === oids.sha256WithRsa || signatureAlgorithm === oids.rsaEncryption
    return fits ? { digest: oids.sha256, signature: 'rsa-sha256' } : null
  }
  if (algorithm === 'gost2015-512' && digestAlgorithm === oids.streebog512) {
    const fits =
      signatureAlgorithm === oids.gost2015Signature512 || signatureAlgorithm === oids.gost2015Key512
    return fits ? { digest: oids.streebog512, signature: 'gost2015-512' } : null
  }
  return null
}

/** Step 6: signingCertificateV2, where there is one, names the certificate that was used. */
async function isBoundTo(signed: SignedAttributes, certificate: Certificate): Promise<Defect | null> {
  const named = signed.certificateHash
  if (named === null) return null
  // SHA-1 binds nobody.
  const digest = named.algorithm === oids.sha1 ? null : await namingDigest(named.algorithm, certificate.der)
  if (digest === null) return 'unsupported_algorithm'
  const own = explicit(4, certificate.issuerName)
  const another =
    (named.issuer !== null && !named.issuer.some((name) => equalBytes(name, own))) ||
    (named.serial !== null && named.serial !== certificate.facts.serial)
  return equalBytes(digest, named.hash) && !another ? null : 'cert_hash_mismatch'
}

function isMeantBy(id: SignerInfo['id'], certificate: Certificate): boolean {
  if (id.by === 'keyIdentifier') return certificate.facts.ski === id.ski
  return equalBytes(certificate.issuerName, id.issuerName) && certificate.facts.serial === id.serial
}

/** The value, or null when what was read breaks the encoding. */
export function readOrNull<T>(read: () => T): T | null {
  try {
    return read()
  } catch (error) {
    if (error instanceof DerError) return null
    throw error
  }
}

import { equalBytes } from './bytes.ts'
import { type Certificate, parseCertificate } from './certificate.ts'
import { findChain } from './chain.ts'
import {
  parseCms,
  type SignedAttributes,
  type SignedMessage,
  type SignerInfo,
  signatureBytes,
} from './cms.ts'
import { DerError } from './der.ts'
import { type DigestOid, digestBytes, isDigestOid } from './digest.ts'
import { oids } from './oids.ts'
import { type SignatureScheme, verifySignature } from './public-key.ts'
import { fitsPurpose, identityDefects, type SigningPurpose } from './purpose.ts'
import { type Defect, decide, type Verdict } from './verdict.ts'

export interface Verification {
  /** DER, BER, PEM or base64. */
  readonly cms: Uint8Array | string
  /** The bytes that must have been signed: the server's own, never those that came back. */
  readonly content: Uint8Array
  /** Moment of receipt, epoch milliseconds: the time at which certificates must be valid. */
  readonly at: number
  /** Pinned certificates, DER. An anchor need not be self-signed. */
  readonly anchors: readonly Uint8Array[]
  /** Further authorities to build chains with, DER; trusted only through an anchor. */
  readonly intermediates: readonly Uint8Array[]
  /** IIN of the person who must have signed; null at sign-in, where the certificate says who it is. */
  readonly expectIin: string | null
  readonly purpose: SigningPurpose
}

const nothing = { signer: null, algorithm: null, signingTimeClaim: null, chain: [], timestampToken: null }

/**
 * Checks a signature over `content` (kz-pki notes 1.10, steps 1–6 and 8–10). Never throws for what the
 * caller sent; throws DerError only when a pinned certificate itself can't be read.
 */
export async function verifyCms(verification: Verification): Promise<Verdict> {
  const anchors = verification.anchors.map(parseCertificate)
  const intermediates = verification.intermediates.map(parseCertificate)
  const message = readOrNull(() => parseCms(signatureBytes(verification.cms)))
  if (message === null) return decide(['bad_format'], nothing)
  const [signer, ...others] = message.signers
  if (signer === undefined) return decide(['no_signer'], nothing)
  if (others.length > 0) return decide(['several_signers'], nothing)

  const embedded = message.certificates.map((der) => readOrNull(() => parseCertificate(der)))
  const certificates = embedded.filter((one) => one !== null)
  const certificate = certificates.find((one) => isMeantBy(signer.id, one))
  const claims = {
    signingTimeClaim: signer.signed?.signingTime ?? null,
    timestampToken: signer.timestampToken,
  }
  if (certificate === undefined) {
    const unreadable = embedded.includes(null)
    return decide([unreadable ? 'bad_format' : 'signer_cert_missing'], { ...nothing, ...claims })
  }

  const defects: Defect[] = await signatureDefects(message, signer, certificate, verification.content)
  const candidates = [...intermediates, ...certificates.filter((one) => one !== certificate)]
  const { chain, problems } = await findChain(certificate, candidates, anchors, verification.at)
  defects.push(...problems)
  if (!fitsPurpose(certificate.facts, verification.purpose)) defects.push('wrong_purpose')
  defects.push(...identityDefects(certificate.facts, verification.expectIin))
  return decide(defects, {
    ...claims,
    signer: certificate.facts,
    algorithm: certificate.facts.algorithm,
    chain: chain.map((one) => one.der),
  })
}

/** Steps 4–6: the content, the digest, the attributes and the signature itself. */
async function signatureDefects(
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
  if (!equalBytes(await digestBytes(scheme.digest, content), signed.messageDigest))
    defects.push('digest_mismatch')
  if (!(await verifySignature(certificate, scheme.signature, signed.bytes, signer.signature))) {
    defects.push('signature_invalid')
  }
  const bound = await isBoundTo(signed, certificate)
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
  if (!isDigestOid(named.algorithm)) return 'unsupported_algorithm'
  return equalBytes(await digestBytes(named.algorithm, certificate.der), named.hash)
    ? null
    : 'cert_hash_mismatch'
}

function isMeantBy(id: SignerInfo['id'], certificate: Certificate): boolean {
  if (id.by === 'keyIdentifier') return certificate.facts.ski === id.ski
  return equalBytes(certificate.issuerName, id.issuerName) && certificate.facts.serial === id.serial
}

function readOrNull<T>(read: () => T): T | null {
  try {
    return read()
  } catch (error) {
    if (error instanceof DerError) return null
    throw error
  }
}

import { parseCertificate } from './certificate.ts'
import { parseCms, type SignedMessage, type SignerInfo } from './cms.ts'
import { parseOcsp } from './ocsp.ts'
import { oids } from './oids.ts'
import { derOf } from './pem.ts'
import type { KeyOfCompany, SigningPurpose } from './purpose.ts'
import type { RevocationEvidence } from './revocation.ts'
import { certificatesOf, readOrNull, signatureDefects } from './signer-check.ts'
import { checkTimestamp, type TimestampTrust } from './timestamp.ts'
import { decide, type Verdict, type VerdictCode } from './verdict.ts'
import { judgeCertificate } from './verify-certificate.ts'

export interface Verification {
  /** DER, BER, PEM or base64. */
  readonly cms: Uint8Array | string
  /** The bytes that must have been signed: the server's own, never those that came back. */
  readonly content: Uint8Array
  /** Epoch milliseconds: when everything must be valid, unless a trusted timestamp tells an earlier moment. */
  readonly at: number
  /** Epoch milliseconds: when this is decided. An answer that is dated later is none. */
  readonly now: number
  /** Is `at` our own moment of receipt, and not somebody's word? A revocation after it may then be forgiven. */
  readonly received?: boolean
  /** Pinned certificates, DER. An anchor need not be self-signed. */
  readonly anchors: readonly Uint8Array[]
  /** Further authorities to build chains with, DER; trusted only through an anchor. */
  readonly intermediates: readonly Uint8Array[]
  /** IIN of the person who must have signed; null at sign-in, where the certificate says who it is. */
  readonly expectIin: string | null
  readonly purpose: SigningPurpose
  /** May a company's key sign, or must it be a certain one's? Left out: no, the letter is a private person's. */
  readonly company?: KeyOfCompany
  /** Answers on revocation to decide by; left out when nobody asks yet. */
  readonly evidence?: RevocationEvidence
}

const nothing = {
  signer: null,
  algorithm: null,
  signingTimeClaim: null,
  chain: [],
  timestampToken: null,
  findings: [],
  time: null,
}

/**
 * Checks a signature over `content` (docs/signature-facts.md 1.10). Three-valued: `unknown` when all is right but
 * its revocation can't be decided. Never throws for what the caller sent; throws DerError only when a pinned
 * certificate itself can't be read.
 */
export async function verifyCms(verification: Verification): Promise<Verdict> {
  const anchors = verification.anchors.map(parseCertificate)
  const intermediates = verification.intermediates.map(parseCertificate)
  const message = readOrNull(() => parseCms(derOf(verification.cms, 'signedMessage')))
  // Letters and sign-in texts are plain data; a token or anything else is not what was asked for.
  if (message === null || message.contentType !== oids.data) return decide(['bad_format'], nothing)
  const [signer, ...others] = message.signers
  if (signer === undefined) return decide(['no_signer'], nothing)
  if (others.length > 0) return decide(['several_signers'], nothing)

  const { certificate, certificates, unreadable } = certificatesOf(message, signer)
  const claims = {
    signingTimeClaim: signer.signed?.signingTime ?? null,
    timestampToken: signer.timestampTokens[0] ?? null,
  }
  if (certificate === null) {
    return decide([unreadable ? 'bad_format' : 'signer_cert_missing'], { ...nothing, ...claims })
  }

  const evidence =
    verification.evidence === undefined ? null : withCarried(verification.evidence, message, signer)
  const { now } = verification
  const trust = { anchors, intermediates, evidence, now }
  const time = await timeOfSigning(signer, trust, verification.at)
  const found: Exclude<VerdictCode, 'ok'>[] = [
    ...(await signatureDefects(message, signer, certificate, verification.content)),
    ...time.problems,
  ]
  const judged = await judgeCertificate(certificate, {
    anchors,
    candidates: [...intermediates, ...certificates.filter((one) => one !== certificate)],
    purpose: verification.purpose,
    expectIin: verification.expectIin,
    company: verification.company ?? false,
    moment: { usedAt: time.at, proven: time.by === 'timestamp' || verification.received === true, now },
    evidence,
  })
  found.push(...judged.found)
  return decide(found, {
    ...claims,
    ...(time.token === undefined ? {} : { timestampToken: time.token }),
    signer: certificate.facts,
    algorithm: certificate.facts.algorithm,
    chain: judged.chain.map((one) => one.der),
    findings: judged.findings,
    time: { at: time.at, by: time.by, ...(time.chain === undefined ? {} : { chain: time.chain }) },
  })
}

/** Answers at hand, and those that came in the message; what can't be read there is no answer to anything. */
function withCarried(
  given: RevocationEvidence,
  message: SignedMessage,
  signer: SignerInfo,
): RevocationEvidence {
  const carried = [message.revocations, signer.revocations]
  const answers = carried.flatMap(({ ocsp }) => ocsp)
  return {
    ocsp: [...given.ocsp, ...answers.filter((bytes) => readOrNull(() => parseOcsp(bytes)) !== null)],
    crls: [...given.crls, ...carried.flatMap(({ crls }) => crls)],
  }
}

/** As many tokens as are read in one signature. */
const mostTokens = 8

interface SigningTime {
  readonly at: number
  readonly by: 'timestamp' | 'given'
  readonly token?: Uint8Array
  readonly chain?: readonly Uint8Array[]
  readonly problems: readonly ('timestamp_invalid' | 'timestamp_untrusted')[]
}

/** Step 7: the moment of the first timestamp that can be trusted, else the given one. */
async function timeOfSigning(signer: SignerInfo, trust: TimestampTrust, given: number): Promise<SigningTime> {
  if (signer.timestampTokens.length === 0) return { at: given, by: 'given', problems: [] }
  let invalid = false
  for (const token of signer.timestampTokens.slice(0, mostTokens)) {
    const { state, info, chain } = await checkTimestamp(token, signer.signature, trust)
    invalid ||= state === 'invalid'
    // A moment after the given one proves nothing for it.
    if (state === 'ok' && info !== null && info.time <= given)
      return { at: info.time, by: 'timestamp', token, chain: chain.map((one) => one.der), problems: [] }
  }
  return { at: given, by: 'given', problems: [invalid ? 'timestamp_invalid' : 'timestamp_untrusted'] }
}

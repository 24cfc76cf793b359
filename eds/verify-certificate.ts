import { equalBytes } from './bytes.ts'
import { type Certificate, parseCertificate } from './certificate.ts'
import { dateProblems, findChain } from './chain.ts'
import { fitsPurpose, identityDefects, type KeyOfCompany, type SigningPurpose } from './purpose.ts'
import { findingsOn, type RevocationEvidence } from './revocation.ts'
import type { RevocationFinding, RevocationMoment } from './revocation-finding.ts'
import { decide, type Verdict, type VerdictCode } from './verdict.ts'

/** What a certificate is held against. */
export interface Measure {
  readonly anchors: readonly Certificate[]
  readonly candidates: readonly Certificate[]
  readonly purpose: SigningPurpose
  /** IIN of the person it must be of; null when the certificate says who it is. */
  readonly expectIin: string | null
  /** Whose key it may be. */
  readonly company: KeyOfCompany
  readonly moment: RevocationMoment
  /** Null when nobody asks for revocation yet. */
  readonly evidence: RevocationEvidence | null
}

export interface Judged {
  readonly found: readonly Exclude<VerdictCode, 'ok'>[]
  readonly chain: readonly Certificate[]
  readonly findings: readonly RevocationFinding[]
}

/** Steps 8–12 of docs/signature-facts.md 1.10: chain, dates, purpose, holder, revocation. */
export async function judgeCertificate(certificate: Certificate, measure: Measure): Promise<Judged> {
  const { anchors, candidates, evidence, moment } = measure
  const { chain, problems } = await findChain(certificate, candidates, anchors, moment.usedAt)
  const found: Exclude<VerdictCode, 'ok'>[] = [...problems]
  if (!fitsPurpose(certificate.facts, measure.purpose)) found.push('wrong_purpose')
  found.push(...identityDefects(certificate.facts, measure.expectIin, measure.company))
  const findings = evidence === null ? [] : await findingsOn(chain, evidence, moment)
  if (evidence === null) found.push('revocation_not_checked')
  found.push(...findings.flatMap(({ code }) => (code === null ? [] : [code])))
  return { found, chain, findings }
}

export interface CertificateVerification {
  /** DER */
  readonly certificate: Uint8Array
  /** Epoch milliseconds. */
  readonly at: number
  /** Epoch milliseconds: when this is decided. An answer that is dated later is none. */
  readonly now: number
  /** DER */
  readonly anchors: readonly Uint8Array[]
  /** Further authorities to build chains with, DER. */
  readonly intermediates?: readonly Uint8Array[]
  readonly expectIin: string | null
  readonly company: boolean
  readonly evidence: RevocationEvidence
}

/**
 * A certificate alone: an authority's must be pinned or lead to a pinned one, anybody else's must be fit to sign a
 * letter. Throws DerError when it, or a pinned one, can't be read.
 */
export async function verifyCertificate(verification: CertificateVerification): Promise<Verdict> {
  const certificate = parseCertificate(verification.certificate)
  const anchors = verification.anchors.map(parseCertificate)
  const { at, now, evidence } = verification
  const { facts } = certificate
  const pinned = anchors.find((anchor) => equalBytes(anchor.der, certificate.der))
  const measure: Measure = {
    anchors: pinned === undefined ? anchors : [certificate],
    candidates: (verification.intermediates ?? []).map(parseCertificate),
    purpose: 'letter',
    expectIin: verification.expectIin,
    company: verification.company,
    moment: { usedAt: at, proven: false, now },
    evidence,
  }
  const judged =
    pinned === undefined
      ? await judgeCertificate(certificate, measure)
      : { found: dateProblems(certificate, at), chain: [certificate], findings: [] }
  const found = facts.isCa ? judged.found.filter((code) => !forHolders.has(code)) : judged.found
  return decide(found, {
    signer: facts,
    algorithm: facts.algorithm,
    signingTimeClaim: null,
    chain: judged.chain.map((one) => one.der),
    timestampToken: null,
    findings: judged.findings,
    time: { at, by: 'given' },
  })
}

/** What is asked of people's certificates and not of authorities. */
const forHolders: ReadonlySet<VerdictCode> = new Set([
  'wrong_purpose',
  'no_iin',
  'iin_mismatch',
  'company_key_not_allowed',
  'company_key_needed',
  'company_mismatch',
])

import { equalBytes } from '../bytes.ts'
import { type Certificate, type CertificateFacts, parseCertificate } from '../certificate.ts'
import { findChain } from '../chain.ts'
import { parseCms } from '../cms.ts'
import { isListOf, parseCrl } from '../crl.ts'
import type { EvidenceFault } from '../evidence/evidence-fault.ts'
import { type EvidenceVerdict, verifyEvidence } from '../evidence/verify-evidence.ts'
import { authorisedResponder, parseOcsp } from '../ocsp.ts'
import { derOf } from '../pem.ts'
import { certificateScheme } from '../public-key.ts'
import { ocspFreshMs, type RevocationEvidence } from '../revocation.ts'
import { isAhead } from '../revocation-finding.ts'
import { readOrNull } from '../signer-check.ts'
import { checkTimestamp, timestampToken } from '../timestamp.ts'
import { type Verdict, withoutAnchors } from '../verdict.ts'
import { verifyCms } from '../verify.ts'
import { verifyCertificate } from '../verify-certificate.ts'
import type { FileKind } from './kind-of.ts'

/** What everything is checked by. Times are epoch milliseconds, certificates DER. */
export interface Measures {
  readonly trust: readonly Uint8Array[]
  readonly at: number
  /** The clock: an answer that is dated later is none. */
  readonly now: number
  /** `at` where it was given and is not just now. */
  readonly given: number | null
  /** What was signed, where the signature does not carry it. */
  readonly content: Uint8Array | null
  readonly evidence: RevocationEvidence
  readonly expectIin: string | null
  /** Further authorities to build chains with, DER; trusted only through `trust`. */
  readonly intermediates: readonly Uint8Array[]
}

/** What a moment of a finding is. */
export type FindingTime =
  | 'receivedAt'
  | 'at'
  | 'signingTimeClaim'
  | 'stampedAt'
  | 'sealedAt'
  | 'notBefore'
  | 'notAfter'
  | 'revokedAt'
  | 'thisUpdate'
  | 'nextUpdate'
  | 'producedAt'

/** The answer of `otinish verify`, the same for every kind of file. */
export interface Finding {
  readonly kind: FileKind
  readonly result: 'valid' | 'invalid' | 'unknown'
  readonly code: string
  readonly codes: readonly string[]
  readonly signer: CertificateFacts | null
  readonly algorithm: string | null
  /** The pinned authority that the signer's certificate leads to, by name; null where it leads to none. */
  readonly authority: string | null
  /** Epoch milliseconds. */
  readonly times: Readonly<Partial<Record<FindingTime, number>>>
  /** Of an evidence package: what is wrong with which file; empty otherwise. */
  readonly faults: readonly EvidenceFault[]
  /** Of an evidence package: the rest of what was found. */
  readonly evidence: EvidenceVerdict | null
}

/** Neither right nor wrong: an answer has aged or says nothing alone, or nobody said whom to trust. */
const open: ReadonlySet<string> = new Set([
  'stale',
  'issuer_unconfirmed',
  'newer_format',
  'delta_alone',
  'answer_ahead',
])

const plain = (kind: FileKind, code: string, times: Finding['times'] = {}): Finding => ({
  kind,
  result: code === 'ok' ? 'valid' : open.has(code) ? 'unknown' : 'invalid',
  code,
  codes: code === 'ok' ? [] : [code],
  signer: null,
  algorithm: null,
  authority: null,
  times,
  faults: [],
  evidence: null,
})

/**
 * Checks one file of a known kind; a key file is the caller's to open. Throws DerError only when a pinned certificate
 * can't be read.
 */
export async function findingOn(kind: FileKind, file: Uint8Array, measures: Measures): Promise<Finding> {
  if (kind === 'evidence') return await onEvidence(file, measures)
  const der = readOrNull(() => derOf(file, 'any'))
  if (kind === 'xml') return plain(kind, 'xml_not_supported')
  if (kind === 'unknown' || der === null) return plain(kind, 'bad_format')
  const found = await readableFinding(kind, der, measures)
  return found ?? plain(kind, 'bad_format')
}

async function readableFinding(kind: FileKind, der: Uint8Array, measures: Measures): Promise<Finding | null> {
  switch (kind) {
    case 'cms':
      return await onCms(der, measures)
    case 'certificate':
      return await onCertificate(der, measures)
    case 'crl':
      return await onList(der, measures)
    case 'ocsp':
      return await onAnswer(der, measures)
    case 'timestamp':
      return await onTimestamp(der, measures)
    default:
      return null
  }
}

async function onCms(der: Uint8Array, measures: Measures): Promise<Finding> {
  const embedded = readOrNull(() => parseCms(der).content)
  const content = measures.content ?? embedded
  const verdict = await verifyCms({
    cms: der,
    content: content ?? new Uint8Array(),
    at: measures.at,
    now: measures.now,
    anchors: measures.trust,
    intermediates: measures.intermediates,
    expectIin: measures.expectIin,
    company: measures.expectIin === null,
    purpose: 'letter',
    evidence: measures.evidence,
  })
  const finding = ofVerdict('cms', trusted(verdict, measures))
  const missing = content === null && verdict.signer !== null
  if (!missing) return finding
  const codes = ['content_missing', ...finding.codes.filter((code) => code !== 'digest_mismatch')]
  return { ...finding, result: 'invalid', code: 'content_missing', codes }
}

async function onCertificate(der: Uint8Array, measures: Measures): Promise<Finding | null> {
  if (readOrNull(() => parseCertificate(der)) === null) return null
  const verdict = await verifyCertificate({
    certificate: der,
    at: measures.at,
    now: measures.now,
    anchors: measures.trust,
    intermediates: measures.intermediates,
    expectIin: measures.expectIin,
    company: measures.expectIin === null,
    evidence: measures.evidence,
  })
  return ofVerdict('certificate', trusted(verdict, measures))
}

/** Where nobody said whom to trust, the issuer is not confirmed; that is no fault of the signature. */
const trusted = (verdict: Verdict, { trust }: Measures): Verdict =>
  trust.length === 0 ? withoutAnchors(verdict) : verdict

function ofVerdict(kind: FileKind, verdict: Verdict): Finding {
  const revokedAt = verdict.findings.find((finding) => finding.revokedAt !== null)?.revokedAt
  const times = {
    at: verdict.time?.at,
    signingTimeClaim: verdict.signingTimeClaim,
    notBefore: verdict.signer?.notBefore,
    notAfter: verdict.signer?.notAfter,
    revokedAt,
  }
  return {
    kind,
    result: verdict.result,
    code: verdict.code,
    codes: verdict.codes,
    signer: verdict.signer,
    algorithm: verdict.algorithm,
    authority: authorityOf(verdict),
    faults: [],
    evidence: null,
    times: present(times),
  }
}

function authorityOf({ chain, codes }: Verdict): string | null {
  const root = chain.at(-1)
  if (root === undefined || codes.includes('chain_unknown') || codes.includes('issuer_unconfirmed'))
    return null
  const { subject, serial } = parseCertificate(root).facts
  return subject.commonName ?? subject.organisation ?? serial
}

async function onEvidence(file: Uint8Array, measures: Measures): Promise<Finding> {
  const { trust, now, given, intermediates, evidence: answers, expectIin, content } = measures
  const at = given === null ? {} : { at: given }
  const more = { intermediates, evidence: answers, expectIin, content }
  const evidence = await verifyEvidence(file, { anchors: trust, now, ...at, ...more })
  const { signature, faults, codes, result, receipt } = evidence
  const inside = signature === null ? plain('evidence', 'ok') : ofVerdict('evidence', signature)
  const times = present({
    receivedAt: receipt === null ? null : Date.parse(receipt.receivedAt),
    stampedAt: evidence.stampedAt,
    sealedAt: evidence.sealedAt,
  })
  const code = result === 'valid' ? 'ok' : (codes[0] ?? 'ok')
  return { ...inside, result, code, codes, faults, times: { ...inside.times, ...times }, evidence }
}

const present = (
  times: Readonly<Partial<Record<FindingTime, number | null | undefined>>>,
): Finding['times'] =>
  Object.fromEntries(
    Object.entries(times).flatMap(([name, at]) => (at === null || at === undefined ? [] : [[name, at]])),
  )

async function onList(der: Uint8Array, measures: Measures): Promise<Finding | null> {
  const { trust, at } = measures
  const list = readOrNull(() => parseCrl(der))
  if (list === null) return null
  const times = {
    thisUpdate: list.thisUpdate,
    ...(list.nextUpdate === null ? {} : { nextUpdate: list.nextUpdate }),
  }
  if (certificateScheme(list.signatureAlgorithm) === null) return plain('crl', 'unsupported_algorithm', times)
  const issuers = (await authorities(measures)).filter((one) => equalBytes(one.subjectName, list.issuerName))
  if (issuers.length === 0) return plain('crl', unknownIssuer(trust), times)
  for (const issuer of issuers) {
    if (!(await isListOf(list, issuer))) continue
    // Without the whole list that it continues nobody knows who is revoked.
    if (list.deltaOf !== null) return plain('crl', 'delta_alone', times)
    if (isAhead(list.thisUpdate, measures.now)) return plain('crl', 'answer_ahead', times)
    const fresh = at >= list.thisUpdate && at <= (list.nextUpdate ?? list.thisUpdate)
    return plain('crl', fresh ? 'ok' : 'stale', times)
  }
  return plain('crl', 'signature_invalid', times)
}

async function onAnswer(der: Uint8Array, measures: Measures): Promise<Finding | null> {
  const { trust, at } = measures
  const answer = readOrNull(() => parseOcsp(der))
  if (answer === null) return null
  const [statement] = answer.statements
  const times = {
    producedAt: answer.producedAt,
    ...(statement?.revokedAt ? { revokedAt: statement.revokedAt } : {}),
  }
  if (certificateScheme(answer.signatureAlgorithm) === null)
    return plain('ocsp', 'unsupported_algorithm', times)
  for (const issuer of await authorities(measures)) {
    if ((await authorisedResponder(answer, issuer)) === null) continue
    if (statement?.status === 'revoked')
      return plain('ocsp', statement.reason === 'certificateHold' ? 'on_hold' : 'revoked', times)
    if (isAhead(statement?.thisUpdate ?? 0, measures.now)) return plain('ocsp', 'answer_ahead', times)
    const until = statement?.nextUpdate ?? (statement?.thisUpdate ?? 0) + ocspFreshMs
    const fresh = statement?.status === 'good' && at >= statement.thisUpdate && at <= until
    return plain('ocsp', fresh ? 'ok' : 'stale', times)
  }
  return plain('ocsp', unknownIssuer(trust), times)
}

async function onTimestamp(der: Uint8Array, measures: Measures): Promise<Finding | null> {
  const { trust, content, evidence } = measures
  const token = readOrNull(() => timestampToken(der)) ?? der
  const anchors = trust.map(parseCertificate)
  const { state, info, authority } = await checkTimestamp(token, content, {
    anchors,
    intermediates: measures.intermediates.map(parseCertificate),
    evidence,
    now: measures.now,
  })
  const times = info === null ? {} : { stampedAt: info.time }
  const untrusted = trust.length === 0 ? 'issuer_unconfirmed' : 'timestamp_untrusted'
  const code = state === 'ok' ? 'ok' : state === 'invalid' ? 'timestamp_invalid' : untrusted
  const algorithm = authority?.facts.algorithm ?? null
  const finding = { ...plain('timestamp', code, times), signer: authority?.facts ?? null, algorithm }
  if (code !== 'ok' || content !== null) return finding
  // A token that nobody held against what it stamps says nothing of it yet.
  return { ...finding, result: 'unknown', code: 'content_missing', codes: ['content_missing'] }
}

const unknownIssuer = (trust: readonly Uint8Array[]): string =>
  trust.length === 0 ? 'issuer_unconfirmed' : 'chain_unknown'

/** Who may have signed a list or an answer: the pinned, and authorities that lead to a pinned one. */
async function authorities({ trust, intermediates, at }: Measures): Promise<Certificate[]> {
  const anchors = trust.map(parseCertificate)
  const candidates = intermediates.map(parseCertificate)
  const found = await Promise.all(
    candidates.map(async (one) => {
      const { problems } = await findChain(one, candidates, anchors, at)
      return problems.length === 0 ? [one] : []
    }),
  )
  return [...anchors, ...found.flat()]
}

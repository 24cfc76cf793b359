import type { CertificateFacts, KeyAlgorithm } from './certificate.ts'
import type { RevocationFinding } from './revocation-finding.ts'

/**
 * Everything a check of a signature may find, worst first (docs/signature-facts.md 8). Stable: stored and shown.
 */
export const verdictCodes = [
  'bad_format',
  'no_signer',
  'several_signers',
  'signer_cert_missing',
  'unsupported_algorithm',
  'content_differs',
  'digest_mismatch',
  'signature_invalid',
  'cert_hash_mismatch',
  'chain_unknown',
  'wrong_purpose',
  'cert_not_yet_valid',
  'cert_expired',
  'ca_not_yet_valid',
  'ca_expired',
  'no_iin',
  'iin_mismatch',
  'company_key_not_allowed',
  'company_key_needed',
  'company_mismatch',
  'timestamp_invalid',
  'revoked',
  'on_hold',
  'not_known_to_ca',
  'issuer_unconfirmed',
  'revocation_unavailable',
  'timestamp_untrusted',
  'revocation_not_checked',
  'ok',
] as const

export type VerdictCode = (typeof verdictCodes)[number]

/** What a check of a signature came to. */
export interface Verdict {
  readonly result: 'valid' | 'invalid' | 'unknown'
  /** The gravest finding; `ok` when valid. */
  readonly code: VerdictCode
  /** All findings, gravest first. Warnings are among them without making the result worse. */
  readonly codes: readonly VerdictCode[]
  readonly revocation: 'not_checked' | RevocationFinding['state']
  /**
   * What was found of the signer's certificate, then of each authority below the anchor; empty when nobody asked.
   */
  readonly findings: readonly RevocationFinding[]
  /** Epoch milliseconds: the moment at which everything had to be valid, and who vouches for it. */
  readonly time: {
    readonly at: number
    readonly by: 'timestamp' | 'given'
    /** DER, of a timestamp's authority up to the pinned root. */
    readonly chain?: readonly Uint8Array[]
  } | null
  /** Facts of the signer's certificate, whenever it could be read; trustworthy only when valid. */
  readonly signer: CertificateFacts | null
  readonly algorithm: KeyAlgorithm | null
  /** Epoch milliseconds the signer wrote; a claim, never the time that counts. */
  readonly signingTimeClaim: number | null
  /** DER, from the signer's certificate to the pinned anchor. */
  readonly chain: readonly Uint8Array[]
  /** Timestamp token as received. */
  readonly timestampToken: Uint8Array | null
}

/**
 * Codes that tell something without deciding: the caller did not ask, or the time falls back to the given one.
 */
const warnings = ['timestamp_untrusted', 'revocation_not_checked'] as const
/** Codes that leave it open: nobody said whom to trust, or the authority has not answered. */
const undecided = ['issuer_unconfirmed', 'revocation_unavailable'] as const
/** Codes that make a signature invalid. */
export type Defect = Exclude<VerdictCode, 'ok' | (typeof undecided)[number] | (typeof warnings)[number]>

/** Does the code refuse a signature? `ok`, what is undecided and warnings refuse nobody. */
export function isDefect(code: VerdictCode): code is Defect {
  return code !== 'ok' && !isUndecided(code) && !isWarning(code)
}

const isUndecided = (code: VerdictCode): boolean => undecided.some((open) => open === code)
const isWarning = (code: VerdictCode): boolean => warnings.some((warning) => warning === code)

/** Puts findings in the order of gravity and decides: any defect, then what is undecided, then valid. */
export function decide(
  found: readonly Exclude<VerdictCode, 'ok'>[],
  facts: Omit<Verdict, 'result' | 'code' | 'codes' | 'revocation'>,
): Verdict {
  const codes = verdictCodes.filter((code) => code !== 'ok' && found.includes(code))
  const [gravest = 'ok'] = codes.filter((code) => !isWarning(code))
  const decided = { valid: gravest === 'ok', unknown: isUndecided(gravest) }
  return {
    ...facts,
    result: decided.valid ? 'valid' : decided.unknown ? 'unknown' : 'invalid',
    code: gravest,
    codes,
    revocation: stateOf(facts.findings),
  }
}

/** What the findings on a chain come to: one revoked is enough, and one that nobody knows. */
export function stateOf(findings: readonly RevocationFinding[]): Verdict['revocation'] {
  if (findings.length === 0) return 'not_checked'
  const has = (state: RevocationFinding['state']): boolean => findings.some((one) => one.state === state)
  return has('revoked') ? 'revoked' : has('unknown') ? 'unknown' : 'good'
}

/**
 * The same verdict where nobody said whom to trust, or not that issuer: that the chain leads nowhere says nothing
 * against the signature then. For a check offline; the server, which takes signatures in, pins authorities, and an
 * unknown one refuses.
 */
export function withoutAnchors(verdict: Verdict): Verdict {
  const found = verdict.codes.flatMap((code) => {
    if (code === 'ok') return []
    return [code === 'chain_unknown' ? 'issuer_unconfirmed' : code]
  })
  return decide(found, verdict)
}

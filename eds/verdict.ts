import type { CertificateFacts, KeyAlgorithm } from './certificate.ts'

/** Everything a check of a signature may find, worst first (kz-pki notes, section 9). Stable: stored and shown. */
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
  'revocation_not_checked',
  'ok',
] as const

export type VerdictCode = (typeof verdictCodes)[number]

/** What a check of a signature came to. */
export interface Verdict {
  readonly result: 'valid' | 'invalid' | 'unknown'
  /** The gravest finding; `ok` when valid. */
  readonly code: VerdictCode
  /** All findings, gravest first. `revocation_not_checked` stands here without making the result worse. */
  readonly codes: readonly VerdictCode[]
  readonly revocation: 'not_checked'
  /** Facts of the signer's certificate, whenever it could be read; trustworthy only when valid. */
  readonly signer: CertificateFacts | null
  readonly algorithm: KeyAlgorithm | null
  /** Epoch milliseconds the signer wrote; a claim, never the time that counts. */
  readonly signingTimeClaim: number | null
  /** DER, from the signer's certificate to the pinned anchor. */
  readonly chain: readonly Uint8Array[]
  /** Timestamp token as received; kept, not read yet. */
  readonly timestampToken: Uint8Array | null
}

/** Codes that make a signature invalid. */
export type Defect = Exclude<VerdictCode, 'ok' | 'revocation_not_checked'>

/** Puts findings in the order of gravity and decides. */
export function decide(
  defects: readonly Defect[],
  facts: Omit<Verdict, 'result' | 'code' | 'codes' | 'revocation'>,
): Verdict {
  const found = new Set<VerdictCode>([...defects, 'revocation_not_checked'])
  const codes = verdictCodes.filter((code) => found.has(code))
  const valid = defects.length === 0
  return {
    result: valid ? 'valid' : 'invalid',
    code: valid ? 'ok' : (codes[0] ?? 'bad_format'),
    codes,
    revocation: 'not_checked',
    ...facts,
  }
}

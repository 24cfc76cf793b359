import type { Finding } from './finding.ts'

/** What somebody who is no lawyer asks, each apart from the others. */
export interface ThreeAnswers {
  /** Is every byte as it was signed? Null where there was nothing to hold against. */
  readonly whole: boolean | null
  /** Who the certificate says has signed; a claim where the authority is not known. */
  readonly signer: Finding['signer']
  /**
   * Is the signer's authority among those that are trusted here? `notAsked`: nobody said whom to trust. Null where it
   * did not come to that.
   */
  readonly authority: 'known' | 'unknown' | 'notAsked' | null
}

/** Nothing could be held against the signature, so nothing is said of its bytes. */
const unread: ReadonlySet<string> = new Set([
  'bad_format',
  'no_signer',
  'several_signers',
  'signer_cert_missing',
  'unsupported_algorithm',
  'content_missing',
  'xml_not_supported',
  'newer_format',
])

const differs: ReadonlySet<string> = new Set([
  'content_differs',
  'digest_mismatch',
  'signature_invalid',
  'cert_hash_mismatch',
])

/** The signer's authority is none of those that are trusted. */
const stranger: ReadonlySet<string> = new Set(['chain_unknown', 'issuer_unconfirmed', 'timestamp_untrusted'])

/** The three answers of a finding; `trusted`: whether anybody was named to trust. */
export function threeAnswers(finding: Finding, trusted: boolean): ThreeAnswers {
  const { codes, faults, signer } = finding
  const broken = faults.length > 0 || codes.some((code) => differs.has(code))
  const nothing = codes.some((code) => unread.has(code))
  return {
    whole: broken ? false : nothing ? null : true,
    signer,
    authority: authorityOf(finding, trusted),
  }
}

function authorityOf({ authority, codes }: Finding, trusted: boolean): ThreeAnswers['authority'] {
  if (authority !== null) return 'known'
  if (!codes.some((code) => stranger.has(code))) return null
  return trusted ? 'unknown' : 'notAsked'
}

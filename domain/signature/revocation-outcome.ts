/** What a check of a certificate's revocation came to, as far as a decision needs it. */
export interface RevocationCheck {
  /** The signature with everything around it. */
  readonly result: 'valid' | 'invalid' | 'unknown'
  readonly codes: readonly string[]
  /** Nobody but lists answered; they know no number that was never issued. */
  readonly onlyLists: boolean
  /** What the check before came to. */
  readonly before: string
  /** Does the word on the signer's certificate speak of a moment before the receipt? */
  readonly answerBeforeReceipt: boolean
  /** Epoch milliseconds since the appeal was received. */
  readonly waitedMs: number
}

export type RevocationOutcome =
  /** Good as far as anybody knows; once and for all only by a word that is newer than the receipt. */
  | { readonly kind: 'good'; readonly final: boolean }
  /** Finally revoked: the appeal is returned. */
  | { readonly kind: 'revoked'; readonly code: string }
  /** Nobody could say yet: ask again. */
  | { readonly kind: 'wait'; readonly code: string }

const day = 86_400_000
/** A hold may be lifted and a fresh certificate may not be known yet; after so long it counts as final. */
const holdDays = 10

/**
 * Decides on a signature that was received as valid (docs/decisions/0014). Only a revocation returns an appeal:
 * nothing else that a later check finds can take back what was accepted.
 */
export function revocationOutcome(check: RevocationCheck): RevocationOutcome {
  const { result, codes, waitedMs } = check
  if (codes.includes('revoked')) return { kind: 'revoked', code: 'revoked' }
  if (check.onlyLists && check.before === 'not_known_to_ca') return { kind: 'wait', code: check.before }
  if (result === 'valid') return { kind: 'good', final: !check.answerBeforeReceipt }
  const open = codes.find((code) => code === 'on_hold' || code === 'not_known_to_ca')
  if (open !== undefined && waitedMs >= holdDays * day) return { kind: 'revoked', code: open }
  return { kind: 'wait', code: open ?? codes[0] ?? 'revocation_unavailable' }
}

const minute = 60_000

/** How long to wait before the next question: 1, 2, 4 … minutes, at most six hours. */
export function recheckAfterMs(checks: number): number {
  return Math.min(minute * 2 ** Math.min(checks, 12), 6 * 60 * minute)
}

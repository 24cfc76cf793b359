import type { RevocationReason, RevokedEntry } from './crl.ts'

export interface RevocationMoment {
  /** When the certificate was used, epoch milliseconds. */
  readonly usedAt: number
  /** Whether `usedAt` is proven (a timestamp, our own receipt), so that a later revocation can be forgiven. */
  readonly proven: boolean
  /** When this is decided, epoch milliseconds: what speaks of a later moment is no answer. */
  readonly now: number
}

/** Clocks of an authority and of those who ask it may differ by so much. */
export const mostAheadMs = 5 * 60_000

/**
 * Does an answer or a list speak of a moment that has not come? Then it is not to be relied on (RFC 6960, section
 * 4.2.2.1, which asks it of answers): dated ahead, it would be the newest until that day, whatever is said before.
 */
export const isAhead = (thisUpdate: number, now: number): boolean => thisUpdate > now + mostAheadMs

/**
 * What kept an answer from counting; `other_scope`: the list is not about such certificates; `ahead`: it is dated later
 * than the clock.
 */
export type Undecided =
  | 'nothing_given'
  | 'stale'
  | 'ahead'
  | 'not_authorised'
  | 'unreadable'
  | 'contradicts'
  | 'other_scope'
  | 'responder_unsure'

/** What is known of one certificate. `why` names what kept an answer from counting. */
export interface RevocationFinding {
  readonly state: 'good' | 'revoked' | 'unknown'
  readonly code: 'revoked' | 'on_hold' | 'not_known_to_ca' | 'revocation_unavailable' | null
  readonly source: 'ocsp' | 'crl' | null
  /** Epoch milliseconds, also when a later revocation was forgiven. */
  readonly revokedAt: number | null
  readonly reason: RevocationReason | null
  /** The moment the answer speaks of. */
  readonly thisUpdate: number | null
  readonly why: Undecided | null
}

type Source = 'ocsp' | 'crl'

export const unknown = (
  why: RevocationFinding['why'],
  thisUpdate: number | null = null,
): RevocationFinding => ({
  state: 'unknown',
  code: 'revocation_unavailable',
  source: null,
  revokedAt: null,
  reason: null,
  thisUpdate,
  why,
})

export const good = (source: Source, thisUpdate: number): RevocationFinding => ({
  state: 'good',
  code: null,
  source,
  revokedAt: null,
  reason: null,
  thisUpdate,
  why: null,
})

export const revoked = (source: Source, entry: RevokedEntry, thisUpdate: number): RevocationFinding => ({
  state: 'revoked',
  code: entry.reason === 'certificateHold' ? 'on_hold' : 'revoked',
  source,
  revokedAt: entry.at,
  reason: entry.reason,
  thisUpdate,
  why: null,
})

/** Reasons that leave what was signed before them valid (docs/signature-facts.md 1.10, step 12). */
const benign: ReadonlySet<RevocationReason> = new Set([
  'affiliationChanged',
  'superseded',
  'cessationOfOperation',
  'privilegeWithdrawn',
])

/** Step 12: used, provably, before a revocation whose reason does no harm: it was good then. */
export function judge(
  source: Source,
  entry: RevokedEntry,
  thisUpdate: number,
  moment: RevocationMoment,
): RevocationFinding {
  const forgiven = moment.proven && moment.usedAt < entry.at && benign.has(entry.reason)
  return forgiven
    ? { ...good(source, thisUpdate), revokedAt: entry.at, reason: entry.reason }
    : revoked(source, entry, thisUpdate)
}

/**
 * Does this finding decide, and not only tell why nothing is decided? A responder that does not know a certificate, and
 * a list of the right authority whose entries can't be read, do: an older word must not pass for the last.
 */
export const counts = ({ state, why, thisUpdate }: RevocationFinding): boolean =>
  state !== 'unknown' || why === 'responder_unsure' || (why === 'unreadable' && thisUpdate !== null)

/** The newest of those that decide; of equals the worst, so that no order of answers makes another verdict. */
export function lastWord(findings: readonly RevocationFinding[]): RevocationFinding | null {
  const age = (one: RevocationFinding) => -(one.thisUpdate ?? 0)
  const [last = null] = findings
    .filter(counts)
    .sort((a, b) => age(a) - age(b) || gravity(a) - gravity(b) || (a.revokedAt ?? 0) - (b.revokedAt ?? 0))
  return last
}

function gravity({ state, code, revokedAt }: RevocationFinding): number {
  if (state === 'revoked') return code === 'revoked' ? 0 : 1
  if (state === 'unknown') return 2
  return revokedAt === null ? 4 : 3
}

/** An authority may drop an expired certificate from its lists and answers: `good` after the end proves nothing. */
export const stillListed = (notAfter: number, thisUpdate: number): boolean => thisUpdate <= notAfter

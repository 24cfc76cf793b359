import { equalBytes } from './bytes.ts'
import type { Certificate } from './certificate.ts'
import { isListOf, parseCrl, type RevocationList, type RevocationReason, type RevokedEntry } from './crl.ts'
import { currentEntry, deltasOn } from './delta-lists.ts'
import { authorisedResponder, type OcspAnswer, parseOcsp, statementAbout } from './ocsp.ts'
import { readOrNull } from './signer-check.ts'

/** Stored answers to decide by, as they came. */
export interface RevocationEvidence {
  readonly ocsp: readonly Uint8Array[]
  /** Whole lists and deltas, DER or PEM. */
  readonly crls: readonly Uint8Array[]
}

export interface RevocationMoment {
  /** When the certificate was used, epoch milliseconds. */
  readonly usedAt: number
  /** Whether `usedAt` is proven (a timestamp, our own receipt), so that a later revocation can be forgiven. */
  readonly proven: boolean
}

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
  readonly why: 'nothing_given' | 'stale' | 'not_authorised' | 'unreadable' | 'responder_unsure' | null
}

/** How old an OCSP answer without an end of its own may be against the use: a quarter of an hour. */
export const ocspFreshMs = 15 * 60_000

/** Reasons that leave what was signed before them valid (docs/signature-facts.md 1.10, step 12). */
const benign: ReadonlySet<RevocationReason> = new Set([
  'affiliationChanged',
  'superseded',
  'cessationOfOperation',
  'privilegeWithdrawn',
])

const unknown = (why: RevocationFinding['why'], thisUpdate: number | null = null): RevocationFinding => ({
  state: 'unknown',
  code: 'revocation_unavailable',
  source: null,
  revokedAt: null,
  reason: null,
  thisUpdate,
  why,
})

/**
 * Whether a certificate was revoked when it was used (docs/signature-facts.md 1.10, steps 11 and 12). An OCSP
 * answer about it decides, lists are looked at only when there is none: a bad answer is never outvoted by a list.
 */
export async function findRevocation(
  certificate: Certificate,
  issuer: Certificate,
  evidence: RevocationEvidence,
  moment: RevocationMoment,
): Promise<RevocationFinding> {
  let unreadable = false
  for (const bytes of evidence.ocsp) {
    const answer = readOrNull(() => parseOcsp(bytes))
    if (answer === null) unreadable = true
    else {
      const finding = await byOcsp(answer, certificate, issuer, moment)
      if (finding !== null) return finding
    }
  }
  if (unreadable) return unknown('unreadable')
  const lists = evidence.crls.map((bytes) => readOrNull(() => parseCrl(bytes)))
  const finding = await byLists(
    lists.filter((list) => list !== null),
    certificate,
    issuer,
    moment,
  )
  return finding ?? unknown(lists.includes(null) ? 'unreadable' : 'nothing_given')
}

async function byOcsp(
  answer: OcspAnswer,
  certificate: Certificate,
  issuer: Certificate,
  moment: RevocationMoment,
): Promise<RevocationFinding | null> {
  const statement = await statementAbout(answer, certificate, issuer)
  if (statement === null) return null
  const { thisUpdate, nextUpdate } = statement
  if ((await authorisedResponder(answer, issuer)) === null) return unknown('not_authorised', thisUpdate)
  if (statement.status === 'unknown') return unknown('responder_unsure', thisUpdate)
  if (statement.status === 'revoked') {
    const notIssued =
      answer.extendedRevoke && statement.revokedAt === 0 && statement.reason === 'certificateHold'
    if (notIssued)
      return { ...revoked('ocsp', { at: 0, reason: statement.reason }, thisUpdate), code: 'not_known_to_ca' }
    return judge('ocsp', { at: statement.revokedAt ?? 0, reason: statement.reason }, thisUpdate, moment)
  }
  const until = nextUpdate ?? thisUpdate + ocspFreshMs
  if (until < moment.usedAt || !stillListed(certificate, thisUpdate)) return unknown('stale', thisUpdate)
  return good('ocsp', thisUpdate)
}

async function byLists(
  lists: readonly RevocationList[],
  certificate: Certificate,
  issuer: Certificate,
  moment: RevocationMoment,
): Promise<RevocationFinding | null> {
  let best: RevocationFinding | null = null
  for (const list of lists.filter((one) => one.deltaOf === null)) {
    if (!equalBytes(list.issuerName, issuer.subjectName)) continue
    if (!(await isListOf(list, issuer))) {
      best ??= unknown('not_authorised', list.thisUpdate)
      continue
    }
    const deltas = await deltasOn(list, lists, issuer)
    const newest = deltas.at(-1) ?? list
    const entry = currentEntry(list, deltas, certificate.facts.serial)
    if (entry === 'unreadable') return unknown('unreadable', newest.thisUpdate)
    if (entry !== null) return judge('crl', entry, newest.thisUpdate, moment)
    const ends = Math.max(list.nextUpdate ?? list.thisUpdate, newest.nextUpdate ?? newest.thisUpdate)
    const fresh = ends >= moment.usedAt && stillListed(certificate, newest.thisUpdate)
    if (fresh) return good('crl', newest.thisUpdate)
    best = unknown('stale', newest.thisUpdate)
  }
  return best
}

/**
 * An authority may drop an expired certificate from its lists and answers: `good` after the end proves nothing.
 */
const stillListed = ({ facts }: Certificate, thisUpdate: number): boolean => thisUpdate <= facts.notAfter

const good = (source: 'ocsp' | 'crl', thisUpdate: number): RevocationFinding => ({
  state: 'good',
  code: null,
  source,
  revokedAt: null,
  reason: null,
  thisUpdate,
  why: null,
})

const revoked = (source: 'ocsp' | 'crl', entry: RevokedEntry, thisUpdate: number): RevocationFinding => ({
  state: 'revoked',
  code: entry.reason === 'certificateHold' ? 'on_hold' : 'revoked',
  source,
  revokedAt: entry.at,
  reason: entry.reason,
  thisUpdate,
  why: null,
})

/** Step 12: used, provably, before a revocation whose reason does no harm: it was good then. */
function judge(
  source: 'ocsp' | 'crl',
  entry: RevokedEntry,
  thisUpdate: number,
  moment: RevocationMoment,
): RevocationFinding {
  const forgiven = moment.proven && moment.usedAt < entry.at && benign.has(entry.reason)
  return forgiven
    ? { ...good(source, thisUpdate), revokedAt: entry.at, reason: entry.reason }
    : revoked(source, entry, thisUpdate)
}

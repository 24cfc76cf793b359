import type { Certificate } from './certificate.ts'
import { parseCrl, type RevocationList } from './crl.ts'
import {
  authorisedResponder,
  type OcspAnswer,
  type OcspStatement,
  parseOcsp,
  statementsAbout,
} from './ocsp.ts'
import { byLists } from './revocation-by-list.ts'
import {
  counts,
  good,
  isAhead,
  judge,
  lastWord,
  type RevocationFinding,
  type RevocationMoment,
  revoked,
  stillListed,
  unknown,
} from './revocation-finding.ts'
import { readOrNull } from './signer-check.ts'

/** Stored answers to decide by, as they came. */
export interface RevocationEvidence {
  readonly ocsp: readonly Uint8Array[]
  /** Whole lists and deltas, DER or PEM. */
  readonly crls: readonly Uint8Array[]
}

/** How old an OCSP answer without an end of its own may be against the use: a quarter of an hour. */
export const ocspFreshMs = 15 * 60_000

/**
 * Whether a certificate was revoked when it was used (docs/signature-facts.md 1.10, steps 11 and 12). Of all answers
 * and lists that are of the right authority and in date the newest decides, whatever their order. Lists are looked at
 * only where no answer about the certificate was a bad one, or another decides: a list never outvotes a bad answer.
 */
export async function findRevocation(
  certificate: Certificate,
  issuer: Certificate,
  evidence: RevocationEvidence,
  moment: RevocationMoment,
): Promise<RevocationFinding> {
  return await findAmong(certificate, issuer, readOnce(evidence), moment)
}

/** Answers and lists taken apart, null for what can't be read. Lists are read when the first is asked for. */
interface ReadEvidence {
  readonly answers: readonly (OcspAnswer | null)[]
  readonly lists: () => readonly (RevocationList | null)[]
}

/** Each is read once, for however many certificates it is asked about. */
function readOnce({ ocsp, crls }: RevocationEvidence): ReadEvidence {
  let lists: readonly (RevocationList | null)[] | undefined
  return {
    answers: ocsp.map((bytes) => readOrNull(() => parseOcsp(bytes))),
    lists: () => {
      lists ??= crls.map((bytes) => readOrNull(() => parseCrl(bytes)))
      return lists
    },
  }
}

async function findAmong(
  certificate: Certificate,
  issuer: Certificate,
  evidence: ReadEvidence,
  moment: RevocationMoment,
): Promise<RevocationFinding> {
  const answers: RevocationFinding[] = []
  for (const answer of evidence.answers) {
    const finding =
      answer === null ? unknown('unreadable') : await byOcsp(answer, certificate, issuer, moment)
    if (finding !== null) answers.push(finding)
  }
  const answered = lastWord(answers)
  const bad = undecided(answers)
  if (answered === null && bad !== null) return bad
  const lists = evidence.lists()
  const listed = await byLists(
    lists.filter((list) => list !== null),
    certificate,
    issuer,
    moment,
  )
  // No list names a number that was never issued: none can take that word back.
  const heard =
    answered?.code === 'not_known_to_ca' ? listed.filter(({ state }) => state === 'revoked') : listed
  const last = lastWord([...(answered === null ? [] : [answered]), ...heard])
  return last ?? undecided(listed) ?? unknown(lists.includes(null) ? 'unreadable' : 'nothing_given')
}

/** Why none of them decided: what was out of date says most. */
function undecided(findings: readonly RevocationFinding[]): RevocationFinding | null {
  const rank = ({ why }: RevocationFinding): number => (why === 'stale' ? 0 : 1)
  const [first = null] = findings
    .filter((one) => !counts(one))
    .sort((a, b) => rank(a) - rank(b) || (b.thisUpdate ?? 0) - (a.thisUpdate ?? 0) || reasonOf(a, b))
  return first
}

const reasonOf = (a: RevocationFinding, b: RevocationFinding): number =>
  (a.why ?? '').localeCompare(b.why ?? '')

async function byOcsp(
  answer: OcspAnswer,
  certificate: Certificate,
  issuer: Certificate,
  moment: RevocationMoment,
): Promise<RevocationFinding | null> {
  const statements = await statementsAbout(answer, certificate, issuer)
  const [statement] = statements
  if (statement === undefined) return null
  const { thisUpdate } = statement
  if ((await authorisedResponder(answer, issuer)) === null) return unknown('not_authorised', thisUpdate)
  if (statements.some(({ status }) => status !== statement.status)) return unknown('contradicts', thisUpdate)
  if (statements.some((one) => isAhead(one.thisUpdate, moment.now))) return unknown('ahead', thisUpdate)
  const findings = statements.map((one) => byStatement(one, answer, certificate, moment))
  return lastWord(findings) ?? findings[0] ?? null
}

function byStatement(
  { status, revokedAt, reason, thisUpdate, nextUpdate }: OcspStatement,
  { extendedRevoke }: OcspAnswer,
  { facts }: Certificate,
  moment: RevocationMoment,
): RevocationFinding {
  if (status === 'unknown') return unknown('responder_unsure', thisUpdate)
  if (status === 'revoked') {
    const entry = { at: revokedAt ?? 0, reason }
    const notIssued = extendedRevoke && revokedAt === 0 && reason === 'certificateHold'
    return notIssued
      ? { ...revoked('ocsp', entry, thisUpdate), code: 'not_known_to_ca' }
      : judge('ocsp', entry, thisUpdate, moment)
  }
  const until = nextUpdate ?? thisUpdate + ocspFreshMs
  const fresh = until >= moment.usedAt && stillListed(facts.notAfter, thisUpdate)
  return fresh ? good('ocsp', thisUpdate) : unknown('stale', thisUpdate)
}

/**
 * Step 11: of the holder's certificate and of every authority below the anchor. Without a chain nobody can be
 * asked.
 */
export async function findingsOn(
  chain: readonly Certificate[],
  evidence: RevocationEvidence,
  moment: RevocationMoment,
): Promise<RevocationFinding[]> {
  const findings: RevocationFinding[] = []
  const read = readOnce(evidence)
  for (const [i, certificate] of chain.slice(0, -1).entries()) {
    const issuer = chain[i + 1]
    if (issuer !== undefined) findings.push(await findAmong(certificate, issuer, read, moment))
  }
  return findings
}

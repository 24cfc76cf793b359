import { equalBytes } from './bytes.ts'
import type { Certificate } from './certificate.ts'
import { isListOf, type RevocationList } from './crl.ts'
import { everyReason, reasonsCovered } from './crl-scope.ts'
import { currentEntry, deltasOn } from './delta-lists.ts'
import {
  good,
  isAhead,
  judge,
  type RevocationFinding,
  type RevocationMoment,
  stillListed,
  unknown,
} from './revocation-finding.ts'
import { readOrNull } from './signer-check.ts'

/**
 * What each whole list of the issuer says of the certificate, with the deltas that continue it. A list that is not
 * about such certificates says nothing; those that name some reasons only say good together.
 */
export async function byLists(
  lists: readonly RevocationList[],
  certificate: Certificate,
  issuer: Certificate,
  moment: RevocationMoment,
): Promise<RevocationFinding[]> {
  const findings: RevocationFinding[] = []
  const silent: Silence[] = []
  const today = lists.filter((list) => !isAhead(list.thisUpdate, moment.now))
  for (const list of lists) {
    if (list.deltaOf !== null || !equalBytes(list.issuerName, issuer.subjectName)) continue
    if (isAhead(list.thisUpdate, moment.now)) {
      findings.push(unknown('ahead', list.thisUpdate))
      continue
    }
    const reasons = readOrNull(() => reasonsCovered(list.scope, certificate))
    if (reasons === null || reasons === 0) findings.push(unknown('other_scope', list.thisUpdate))
    else if (!(await isListOf(list, issuer))) findings.push(unknown('not_authorised', list.thisUpdate))
    else {
      const said = byList(list, await deltasOn(list, today, issuer), certificate, moment)
      if (said.state === 'good' && said.revokedAt === null && said.thisUpdate !== null)
        silent.push({ thisUpdate: said.thisUpdate, reasons })
      else findings.push(said)
    }
  }
  return [...findings, ...together(silent)]
}

/** A fresh list that does not name the certificate, and the reasons for which it would. */
interface Silence {
  readonly thisUpdate: number
  readonly reasons: number
}

/** The newest lists that are about every reason between them: good as of the oldest among them. */
function together(silent: readonly Silence[]): RevocationFinding[] {
  let covered = 0
  for (const { thisUpdate, reasons } of [...silent].sort((a, b) => b.thisUpdate - a.thisUpdate)) {
    covered |= reasons
    if (covered === everyReason) return [good('crl', thisUpdate)]
  }
  return silent.length === 0 ? [] : [unknown('other_scope')]
}

function byList(
  list: RevocationList,
  deltas: readonly RevocationList[],
  { facts }: Certificate,
  moment: RevocationMoment,
): RevocationFinding {
  const newest = deltas.at(-1) ?? list
  const entry = currentEntry(list, deltas, facts.serial)
  if (entry === 'unreadable') return unknown('unreadable', newest.thisUpdate)
  if (entry !== null) return judge('crl', entry, newest.thisUpdate, moment)
  const ends = Math.max(list.nextUpdate ?? list.thisUpdate, newest.nextUpdate ?? newest.thisUpdate)
  const fresh = ends >= moment.usedAt && stillListed(facts.notAfter, newest.thisUpdate)
  return fresh ? good('crl', newest.thisUpdate) : unknown('stale', newest.thisUpdate)
}

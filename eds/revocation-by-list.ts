import { equalBytes } from './bytes.ts'
import type { Certificate } from './certificate.ts'
import { isListOf, type RevocationList } from './crl.ts'
import { currentEntry, deltasOn } from './delta-lists.ts'
import {
  good,
  judge,
  type RevocationFinding,
  type RevocationMoment,
  stillListed,
  unknown,
} from './revocation-finding.ts'

/** What each whole list of the issuer says of the certificate, with the deltas that continue it. */
export async function byLists(
  lists: readonly RevocationList[],
  certificate: Certificate,
  issuer: Certificate,
  moment: RevocationMoment,
): Promise<RevocationFinding[]> {
  const findings: RevocationFinding[] = []
  for (const list of lists) {
    if (list.deltaOf !== null || !equalBytes(list.issuerName, issuer.subjectName)) continue
    const signed = await isListOf(list, issuer)
    findings.push(
      signed
        ? byList(list, await deltasOn(list, lists, issuer), certificate, moment)
        : unknown('not_authorised', list.thisUpdate),
    )
  }
  return findings
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

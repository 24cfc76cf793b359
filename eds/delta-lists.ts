import { equalBytes } from './bytes.ts'
import type { Certificate } from './certificate.ts'
import { isListOf, numberUpTo, type RevocationList, type RevokedEntry } from './crl.ts'
import { findRevoked } from './crl-entries.ts'
import { readOrNull } from './signer-check.ts'

/**
 * The deltas that continue this whole list, oldest first (RFC 5280, section 5.2.4): (a) the same issuer, (b) the
 * same scope, (c) the base is not before the one that the delta starts from. Condition (d), a number greater than
 * the base's, presumes one row of numbers; the national authority numbers its deltas in a row of their own. What
 * (d) is for, that no older word takes back a newer one, `thisUpdate` says of both.
 */
export async function deltasOn(
  base: RevocationList,
  lists: readonly RevocationList[],
  issuer: Certificate,
): Promise<RevocationList[]> {
  const found: RevocationList[] = []
  for (const list of lists) {
    if (list.deltaOf === null || base.number === null || !numberUpTo(list.deltaOf, base.number)) continue
    if (list.thisUpdate < base.thisUpdate || !haveOneScope(base, list)) continue
    if (await isListOf(list, issuer)) found.push(list)
  }
  // Of one second the later number is the later word: deltas are numbered in one row.
  return found.sort((a, b) => a.thisUpdate - b.thisUpdate || inOrder(a.number, b.number))
}

function inOrder(one: RevocationList['number'], other: RevocationList['number']): number {
  if (one === null || other === null) return 0
  return numberUpTo(one, other) ? -1 : 1
}

function haveOneScope({ scope: one }: RevocationList, { scope: other }: RevocationList): boolean {
  return one === null || other === null ? one === other : equalBytes(one.der, other.der)
}

/**
 * The last word of a base and its deltas, which are in the order of their days. A delta takes back what was on hold
 * (removeFromCRL; RFC 5280, section 5.3.1), a revocation nobody takes back.
 */
export function currentEntry(
  base: RevocationList,
  deltas: readonly RevocationList[],
  serial: string,
): RevokedEntry | 'unreadable' | null {
  let entry: RevokedEntry | null = null
  for (const list of [base, ...deltas]) {
    const found = readOrNull(() => ({ entry: findRevoked(list, serial) }))
    // A list whose entries can't be read must not pass for one that names nobody.
    if (found === null) return 'unreadable'
    const final: boolean = entry !== null && entry.reason !== 'certificateHold'
    if (found.entry?.reason !== 'removeFromCRL') entry = final ? entry : (found.entry ?? entry)
    // Only deltas take back.
    else if (list === base) return 'unreadable'
    else if (entry?.reason === 'certificateHold') entry = null
  }
  return entry
}

import { equalBytes, fromHex } from './bytes.ts'
import type { RevocationList, RevocationReason, RevokedEntry } from './crl.ts'
import { revocationReasons } from './crl.ts'
import { knownInEntries, namesIssuer } from './crl-scope.ts'
import { DerError, fieldsIn, readDer, tag, valuesIn } from './der.ts'
import { enumeratedOf, expectTag, timeOf } from './der-values.ts'
import { type Extension, readExtensionList } from './extension-list.ts'
import { oids } from './oids.ts'

/**
 * The entry of a certificate by its serial number (hexadecimal, as `CertificateFacts` has it), or null. Entries are
 * read one after another, and only as far as needed. A list with an entry that says something critical we do not know
 * must not be used for any certificate (RFC 5280, section 5.3). Throws DerError.
 */
export function findRevoked(list: RevocationList, serial: string): RevokedEntry | null {
  const wanted = fromHex(serial)
  const indirect = list.scope?.indirect === true
  const inFull = indirect || mayHoldCritical(list.entries)
  const found: RevokedEntry[] = []
  let ours = true
  for (const entry of valuesIn(list.entries)) {
    if (entry.tag !== tag.sequence) throw new DerError('entry')
    const extensions = inFull ? extensionsOf(entry.content) : null
    const issuer = extensions?.get(oids.certificateIssuer)
    // In an indirect list an entry names its issuer, and those after it are of the same (section 5.3.3).
    if (issuer !== undefined) ours = isOurs(issuer, list, indirect)
    const [number] = valuesIn(entry.content)
    if (number?.tag !== tag.integer || !isShortest(number.content)) throw new DerError('entry')
    if (!ours || !equalBytes(number.content, wanted)) continue
    const [, date] = fieldsIn(entry.content, 3)
    if (date === undefined) throw new DerError('entry')
    const reason = reasonIn(extensions ?? extensionsOf(entry.content))
    found.push({ at: timeOf(readDer(date.bytes)), reason })
  }
  return worst(found)
}

function isOurs({ value }: Extension, { issuerName }: RevocationList, indirect: boolean): boolean {
  if (!indirect) throw new DerError('an entry of another issuer')
  return namesIssuer(value, issuerName)
}

/** A number written longer than it need be would be passed over as another's. */
const isShortest = ([first, second = 0x80]: Uint8Array): boolean =>
  first !== undefined && !(first === 0 && second < 0x80) && !(first === 0xff && second >= 0x80)

/** Two entries of one number: a revocation before a hold, the earlier before the later. */
function worst(found: readonly RevokedEntry[]): RevokedEntry | null {
  if (found.length > 1 && found.some(({ reason }) => reason === 'removeFromCRL'))
    throw new DerError('contradiction')
  const isHold = ({ reason }: RevokedEntry): number => (reason === 'certificateHold' ? 1 : 0)
  const [first = null] = [...found].sort((a, b) => isHold(a) - isHold(b) || a.at - b.at)
  return first
}

function extensionsOf(entry: Uint8Array): ReadonlyMap<string, Extension> {
  const [, , extensions] = fieldsIn(entry, 3)
  const found = extensions === undefined ? new Map() : readExtensionList(readDer(extensions.bytes))
  for (const [id, { critical }] of found)
    if (critical && !knownInEntries.has(id)) throw new DerError('critical in an entry')
  return found
}

function reasonIn(extensions: ReadonlyMap<string, Extension>): RevocationReason {
  const reason = extensions.get(oids.reasonCode)
  if (reason === undefined) return 'unspecified'
  return revocationReasons[enumeratedOf(expectTag(readDer(reason.value), tag.enumerated))] ?? 'unspecified'
}

/** Is TRUE written anywhere? Few lists have a critical entry, and most of half a million need not be taken apart. */
function mayHoldCritical(entries: Uint8Array): boolean {
  for (let at = entries.indexOf(0xff); at >= 0; at = entries.indexOf(0xff, at + 1))
    if (entries[at - 1] === 1 && entries[at - 2] === tag.boolean) return true
  return false
}

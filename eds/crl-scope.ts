import { concatBytes, equalBytes } from './bytes.ts'
import type { Certificate } from './certificate.ts'
import { contextTag, DerError, type DerNode, readDer, tag } from './der.ts'
import { bitsIn, expectTag, items } from './der-values.ts'
import { encode, explicit } from './der-writer.ts'
import { oids } from './oids.ts'

/** What a list is about, as its issuingDistributionPoint says (RFC 5280, section 5.2.5). */
export interface ListScope {
  /** The extension's value, DER: a delta is about the same where its own equals this. */
  readonly der: Uint8Array
  /** Names of the distribution point, GeneralName DER; null where none is named: the list is of every one. */
  readonly names: readonly Uint8Array[] | null
  readonly only: 'people' | 'authorities' | 'attributes' | null
  /** A bit for each reason, as ReasonFlags numbers them. */
  readonly reasons: number
  /** Its entries may be of other authorities' certificates. */
  readonly indirect: boolean
}

/** Every reason of ReasonFlags but `unused`, which nobody gives. */
export const everyReason = 0b1_1111_1110

const kinds = [
  [1, 'people'],
  [2, 'authorities'],
  [5, 'attributes'],
] as const

/** Reads an issuingDistributionPoint. Throws DerError, also where it says nothing or contradicts itself. */
export function readScope(der: Uint8Array, issuerName: Uint8Array): ListScope {
  const fields = items(readDer(der))
  const of = (n: number, form: 'constructed' | 'primitive' = 'primitive') =>
    fields.find((field) => field.tag === contextTag(n, form))
  const says = (n: number): boolean => {
    const { content } = of(n) ?? {}
    // FALSE is the default, and a default is not written.
    if (content !== undefined && (content.length !== 1 || content[0] !== 0xff)) throw new DerError('boolean')
    return content !== undefined
  }
  const name = of(0, 'constructed')
  const reasons = of(3)
  const only = kinds.filter(([n]) => says(n)).map(([, kind]) => kind)
  const known = [name, of(1), of(2), reasons, of(4), of(5)].filter((field) => field !== undefined)
  if (fields.length === 0 || known.length !== fields.length || only.length > 1) throw new DerError('scope')
  return {
    der,
    names: name === undefined ? null : namesOf(name, issuerName),
    only: only[0] ?? null,
    reasons: reasons === undefined ? everyReason : reasonsOf(reasons),
    indirect: says(4),
  }
}

/** A DistributionPointName as general names: in full, or relative to the issuer of the list. */
function namesOf(point: DerNode, issuerName: Uint8Array): Uint8Array[] {
  const [choice] = point.children
  if (choice?.tag === contextTag(0)) return choice.children.map(({ bytes }) => bytes)
  const relative = encode(tag.set, expectTag(choice, contextTag(1)).content)
  return [explicit(4, encode(tag.sequence, concatBytes(readDer(issuerName).content, relative)))]
}

const reasonsOf = ({ content }: DerNode): number =>
  bitsIn(content).reduce((mask, bit) => mask | (1 << bit), 0) & everyReason

/**
 * The reasons for which a list of the certificate's own issuer would name it (RFC 5280, section 6.3.3 b and d); 0 where
 * the list is about others, so that it proves nothing. Throws DerError where the certificate's points can't be read.
 */
export function reasonsCovered(scope: ListScope | null, certificate: Certificate): number {
  if (scope === null) return everyReason
  const { isCa } = certificate.facts
  if (scope.only === 'attributes' || scope.only === (isCa ? 'people' : 'authorities')) return 0
  if (scope.names === null) return scope.reasons
  const points = pointsOf(certificate)
  const meant = points.filter(({ names }) => names.some((one) => isAmong(one, scope.names ?? [])))
  return meant.reduce((mask, { reasons }) => mask | reasons, 0) & scope.reasons
}

const isAmong = (name: Uint8Array, names: readonly Uint8Array[]): boolean =>
  names.some((one) => equalBytes(one, name))

/**
 * The points where the certificate says that lists of its own issuer lie. Without any, the issuer itself is one
 * (RFC 5280, section 6.3.3, at its end).
 */
function pointsOf(certificate: Certificate) {
  const { issuerName } = certificate
  const own = explicit(4, issuerName)
  const points: { names: Uint8Array[]; reasons: number }[] = [{ names: [own], reasons: everyReason }]
  const der = certificate.distributionPoints
  for (const point of der === null ? [] : items(readDer(der))) {
    const of = (n: number, form: 'constructed' | 'primitive') =>
      items(point).find((field) => field.tag === contextTag(n, form))
    const issuers = of(2, 'constructed')
    // Lists of another authority are no lists of this one.
    if (
      issuers !== undefined &&
      !isAmong(
        own,
        issuers.children.map(({ bytes }) => bytes),
      )
    )
      continue
    const name = of(0, 'constructed')
    const reasons = of(1, 'primitive')
    points.push({
      names: name === undefined ? [own] : namesOf(name, issuerName),
      reasons: reasons === undefined ? everyReason : reasonsOf(reasons),
    })
  }
  return points
}

/** Is an entry's certificateIssuer (GeneralNames, DER) this authority? */
export function namesIssuer(generalNames: Uint8Array, issuerName: Uint8Array): boolean {
  const own = explicit(4, issuerName)
  return items(readDer(generalNames)).some(({ bytes }) => equalBytes(bytes, own))
}

/** The extensions of an entry that decide: its reason, whose certificate it is of; what else is critical is unknown. */
export const knownInEntries: ReadonlySet<string> = new Set([
  oids.reasonCode,
  oids.invalidityDate,
  oids.holdInstruction,
  oids.certificateIssuer,
])

import { toHex } from './bytes.ts'
import { contextTag, type DerNode, readDer, tag } from './der.ts'
import { booleanOf, expectTag, items, namedBits, oidOf, smallIntegerOf } from './der-values.ts'
import type { Extension } from './extension-list.ts'
import { oids } from './oids.ts'

export type KeyUsage = (typeof keyUsages)[number]

const keyUsages = [
  'digitalSignature',
  'nonRepudiation',
  'keyEncipherment',
  'dataEncipherment',
  'keyAgreement',
  'keyCertSign',
  'cRLSign',
  'encipherOnly',
  'decipherOnly',
] as const

export interface CertificateExtensions {
  readonly keyUsage: readonly KeyUsage[]
  /** Object identifiers; roles of the national authority are here too (docs/signature-facts.md 1.3). */
  readonly extendedKeyUsage: readonly string[]
  /** RFC 3161, section 2.3: a timestamping certificate must mark its one purpose as critical. */
  readonly extendedKeyUsageCritical: boolean
  readonly policies: readonly string[]
  readonly isCa: boolean
  /** How many authorities may be below; null when not limited. */
  readonly pathLength: number | null
  /** Subject key identifier, hexadecimal. */
  readonly ski: string | null
  /** Authority key identifier, hexadecimal: a hint only (docs/signature-facts.md 1.5). */
  readonly aki: string | null
  /** Does it narrow whom or what the authorities below may issue? Nobody here weighs that, so none leads through it. */
  readonly constrains: boolean
  /** Critical extensions nobody here understands: a chain through them can't be trusted. */
  readonly unknownCritical: readonly string[]
}

/** Reads the extensions of a certificate. Throws DerError. */
export function readExtensions(extensions: ReadonlyMap<string, Extension>): CertificateExtensions {
  const found = new Map<string, DerNode>()
  for (const [id, { value }] of extensions) if (understood.has(id)) found.set(id, readDer(value))
  const unknownCritical = [...extensions].filter(([id, { critical }]) => critical && !understood.has(id))
  const constraints = found.get(oids.basicConstraints)
  const [first, ...others] = constraints === undefined ? [] : items(constraints)
  const isCa = first?.tag === tag.boolean && booleanOf(first)
  const identifier = found.get(oids.subjectKeyIdentifier)
  const authority = found
    .get(oids.authorityKeyIdentifier)
    ?.children.find((n) => n.tag === contextTag(0, 'primitive'))
  const usage = found.get(oids.keyUsage)
  return {
    keyUsage: usage === undefined ? [] : namedBits(usage).flatMap((bit) => keyUsages[bit] ?? []),
    extendedKeyUsage: optionalItems(found.get(oids.extendedKeyUsage)).map(oidOf),
    extendedKeyUsageCritical: extensions.get(oids.extendedKeyUsage)?.critical === true,
    policies: optionalItems(found.get(oids.certificatePolicies)).map((policy) => oidOf(items(policy)[0])),
    isCa,
    pathLength: isCa && others[0] !== undefined ? smallIntegerOf(others[0]) : null,
    ski: identifier === undefined ? null : toHex(expectTag(identifier, tag.octetString).content),
    aki: authority === undefined ? null : toHex(authority.content),
    constrains: constraining.some((id) => extensions.has(id)),
    unknownCritical: unknownCritical.map(([id]) => id),
  }
}

const constraining = [oids.nameConstraints, oids.policyConstraints, oids.inhibitAnyPolicy] as const

const understood: ReadonlySet<string> = new Set([
  oids.basicConstraints,
  oids.keyUsage,
  oids.extendedKeyUsage,
  oids.certificatePolicies,
  oids.subjectKeyIdentifier,
  oids.authorityKeyIdentifier,
  oids.distributionPoints,
])

function optionalItems(node: DerNode | undefined): readonly DerNode[] {
  return node === undefined ? [] : items(node)
}

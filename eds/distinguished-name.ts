import type { DerNode } from './der.ts'
import { tag } from './der.ts'
import { items, oidOf, textOf } from './der-values.ts'
import { oids } from './oids.ts'

/**
 * What a name says. The first name is only inside `commonName`; `patronymic` is in givenName
 * (docs/signature-facts.md 1.1).
 */
export interface NameFacts {
  readonly commonName: string | null
  readonly surname: string | null
  readonly patronymic: string | null
  /** 12 digits; null unless exactly one SERIALNUMBER says `IIN` and 12 digits. */
  readonly iin: string | null
  /** 12 digits of the company, from OU (or a SERIALNUMBER that says BIN). */
  readonly bin: string | null
  readonly organisation: string | null
  /** Two companies in one name are none that could be named. */
  readonly severalBins: boolean
}

/** Reads a Name by attribute type, never by position: the order differs by year. Throws DerError. */
export function readName(name: DerNode): NameFacts {
  const values = new Map<string, string[]>()
  for (const set of name.children) {
    for (const attribute of items(set, tag.set)) {
      const [type, value] = items(attribute)
      const key = oidOf(type)
      if (!readTypes.has(key)) continue
      values.set(key, [...(values.get(key) ?? []), textOf(value)])
    }
  }
  const one = (type: string) => values.get(type)?.[0] ?? null
  const serials = values.get(oids.serialNumber) ?? []
  const iins = digitsAfter('IIN', serials)
  const named = digitsAfter('BIN', [...(values.get(oids.organisationalUnit) ?? []), ...serials])
  const bins = [...new Set(named)]
  return {
    commonName: one(oids.commonName),
    surname: one(oids.surname),
    patronymic: one(oids.givenName),
    iin: serials.length === 1 ? (iins[0] ?? null) : null,
    bin: bins.length === 1 ? (bins[0] ?? null) : null,
    severalBins: bins.length > 1,
    organisation: one(oids.organisation),
  }
}

const readTypes: ReadonlySet<string> = new Set([
  oids.commonName,
  oids.surname,
  oids.givenName,
  oids.serialNumber,
  oids.organisation,
  oids.organisationalUnit,
])

function digitsAfter(prefix: string, texts: readonly string[]): string[] {
  return texts.filter((text) => new RegExp(`^${prefix}\\d{12}$`).test(text)).map((text) => text.slice(3))
}

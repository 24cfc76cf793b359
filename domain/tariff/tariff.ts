import type { PlainDate } from '../calendar/plain-date.ts'
import type { ContractKind } from '../contract/contract.ts'
import type { Tiyn } from './money.ts'

/** §6: the fee of one appeal type, VAT included; some kinds of contract have their own. */
export interface TypeFee {
  readonly typeCode: string
  readonly feeTiyn: Tiyn
  readonly feeByContractKind?: Readonly<Partial<Record<ContractKind, Tiyn>>>
}

/** §6: one version of the approved tariffs, in force from a day until the next version. It never changes. */
export interface Tariff {
  readonly version: number
  readonly validFrom: PlainDate
  readonly fees: readonly TypeFee[]
}

/** The version in force on a day, or null before the first; of two from one day the higher version. */
export function tariffOn(date: PlainDate, tariffs: readonly Tariff[]): Tariff | null {
  let found: Tariff | null = null
  for (const tariff of tariffs) {
    const later =
      found === null ||
      tariff.validFrom > found.validFrom ||
      (tariff.validFrom === found.validFrom && tariff.version > found.version)
    if (tariff.validFrom <= date && later) found = tariff
  }
  return found
}

import type { PlainDate } from '../calendar/plain-date.ts'
import type { ContractKind } from '../contract/contract.ts'
import type { Tiyn } from './money.ts'
import { type VatRate, vatPart, vatRateOn } from './vat.ts'

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

/** A fee as it was on a day. `vat` is null when nothing is paid. */
export interface Fee {
  readonly tariffVersion: number
  readonly feeTiyn: Tiyn
  readonly vat: { readonly ratePercent: number; readonly amountTiyn: Tiyn } | null
}

/** The version in force on a day, or null before the first; of two from one day the higher version. */
function tariffOn(date: PlainDate, tariffs: readonly Tariff[]): Tariff | null {
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

/** The fee of a type under a kind of contract, or null when the tariff does not name the type. */
export function feeOf(tariff: Tariff, typeCode: string, kind: ContractKind): Tiyn | null {
  const fee = tariff.fees.find((each) => each.typeCode === typeCode)
  return fee === undefined ? null : (fee.feeByContractKind?.[kind] ?? fee.feeTiyn)
}

/** §6: what an appeal of this type costs on this day; null when no tariff or no VAT rate covers it. */
export function feeOn(
  date: PlainDate,
  typeCode: string,
  kind: ContractKind,
  tariffs: readonly Tariff[],
  vatRates: readonly VatRate[],
): Fee | null {
  const tariff = tariffOn(date, tariffs)
  const feeTiyn = tariff === null ? null : feeOf(tariff, typeCode, kind)
  if (tariff === null || feeTiyn === null) return null
  if (feeTiyn === 0) return { tariffVersion: tariff.version, feeTiyn, vat: null }
  const ratePercent = vatRateOn(date, vatRates)
  if (ratePercent === null) return null
  const vat = { ratePercent, amountTiyn: vatPart(feeTiyn, ratePercent) }
  return { tariffVersion: tariff.version, feeTiyn, vat }
}

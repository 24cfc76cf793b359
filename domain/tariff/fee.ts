import type { PlainDate } from '../calendar/plain-date.ts'
import type { ContractKind } from '../contract/contract.ts'
import type { Tiyn } from './money.ts'
import { type Tariff, tariffOn } from './tariff.ts'
import { type VatRate, vatPart, vatRateOn } from './vat.ts'

/** A fee as it was on a day. `vat` is null when nothing is paid. */
export interface Fee {
  readonly tariffVersion: number
  readonly feeTiyn: Tiyn
  readonly vat: { readonly ratePercent: number; readonly amountTiyn: Tiyn } | null
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

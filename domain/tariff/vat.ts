import type { PlainDate } from '../calendar/plain-date.ts'
import type { Tiyn } from './money.ts'

/** A rate in force from a day until the next one; 12 % to the end of 2025, 16 % since (docs/domain.md 1.4). */
export interface VatRate {
  readonly from: PlainDate
  readonly ratePercent: number
}

/** The rate of the day of submission; null before the first. */
export function vatRateOn(date: PlainDate, rates: readonly VatRate[]): number | null {
  let found: VatRate | null = null
  for (const rate of rates) {
    if (rate.from <= date && (found === null || rate.from > found.from)) found = rate
  }
  return found === null ? null : found.ratePercent
}

/**
 * The VAT inside a fee that includes it: fee × rate / (100 + rate), to the tiyn, half up. The rate is whole
 * percent.
 */
export function vatPart(fee: Tiyn, ratePercent: number): Tiyn {
  if (!Number.isSafeInteger(fee) || fee < 0) throw new RangeError(`not a fee in tiyn: ${fee}`)
  if (!Number.isInteger(ratePercent) || ratePercent < 0)
    throw new RangeError(`not a whole rate: ${ratePercent}`)
  const divisor = 2n * BigInt(100 + ratePercent)
  return Number((2n * BigInt(fee) * BigInt(ratePercent) + BigInt(100 + ratePercent)) / divisor)
}

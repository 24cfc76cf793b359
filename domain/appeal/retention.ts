import { addMonths, type PlainDate } from '../calendar/plain-date.ts'

/** docs/domain.md 2.6: so many years after its end, and not less than the contract's life plus as many. */
export function keptUntil(ended: PlainDate, contractClosed: PlainDate | null, years: number): PlainDate {
  const from = contractClosed !== null && contractClosed > ended ? contractClosed : ended
  return addMonths(from, 12 * years)
}

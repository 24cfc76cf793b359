import { type PlainDate, plainDate } from '../calendar/plain-date.ts'

/** A month of a book is printed and sealed once it is over: by the local day (docs/decisions/0031). */
export function isMonthOver({ year, month }: { year: number; month: number }, today: PlainDate): boolean {
  const next = month === 12 ? [year + 1, 1] : [year, month + 1]
  const [ofYear, ofMonth] = next.map((n, place) => String(n).padStart(place === 0 ? 4 : 2, '0'))
  return today >= plainDate(`${ofYear}-${ofMonth}-01`)
}

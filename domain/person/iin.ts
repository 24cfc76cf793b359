import { type PlainDate, plainDateOf } from '../calendar/plain-date.ts'
import { hasControlDigit } from './control-digit.ts'

declare const iinBrand: unique symbol

/** ЖСН, ИИН: `YYMMDD C SSSS K`, twelve digits (docs/domain.md 4.1). */
export type Iin = string & { readonly [iinBrand]: true }

/**
 * Why it is not an IIN: not twelve digits; no such birth date or century; born after `today`; wrong control digit.
 */
export type IinProblem = 'shape' | 'birthDate' | 'future' | 'controlDigit'

/** The birth date an IIN says, or null when it says none. Its seventh digit: 1/2 18YY, 3/4 19YY, 5/6 20YY. */
function birthDateOf(iin: string): PlainDate | null {
  const century = Number(iin[6])
  if (!(century >= 1 && century <= 6)) return null
  const year = 1800 + 100 * Math.floor((century - 1) / 2) + Number(iin.slice(0, 2))
  return plainDateOf(year, Number(iin.slice(2, 4)), Number(iin.slice(4, 6)))
}

/**
 * What is wrong with it, or null. The published test keys carry impossible numbers: with `testPerson`, which only
 * test and demo trust may set, twelve digits are enough.
 */
export function iinProblem(
  text: string,
  today: PlainDate,
  { testPerson = false }: { readonly testPerson?: boolean } = {},
): IinProblem | null {
  if (!/^\d{12}$/.test(text)) return 'shape'
  if (testPerson) return null
  const born = birthDateOf(text)
  if (born === null) return 'birthDate'
  if (born > today) return 'future'
  return hasControlDigit(text) ? null : 'controlDigit'
}

/** A right IIN, or null; options as for iinProblem. */
export function parseIin(
  text: string,
  today: PlainDate,
  options: { readonly testPerson?: boolean } = {},
): Iin | null {
  return iinProblem(text, today, options) === null ? (text as Iin) : null
}

/**
 * For lists and logs: `8504••••0014` (docs/domain.md 2.3). Anything that is not twelve digits is hidden whole.
 */
export function maskIin(iin: string): string {
  return /^\d{12}$/.test(iin) ? `${iin.slice(0, 4)}••••${iin.slice(8)}` : '••••'
}

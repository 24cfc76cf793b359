import { hasControlDigit } from './control-digit.ts'

declare const binBrand: unique symbol

/** БСН, БИН of a legal entity: `YYMM T F SSSSS K`, twelve digits (docs/domain.md 4.2). */
export type Bin = string & { readonly [binBrand]: true }

/** Why it is not a BIN: not twelve digits; no such month; no such kind of entity; wrong control digit. */
export type BinProblem = 'shape' | 'month' | 'entityKind' | 'controlDigit'

/**
 * What is wrong with it, or null. `testPerson` as for an IIN: the published test companies have impossible numbers.
 */
export function binProblem(
  text: string,
  { testPerson = false }: { readonly testPerson?: boolean } = {},
): BinProblem | null {
  if (!/^\d{12}$/.test(text)) return 'shape'
  if (testPerson) return null
  const month = Number(text.slice(2, 4))
  if (month < 1 || month > 12) return 'month'
  // 4 resident, 5 non-resident, 6 joint entrepreneurship; 0 head, 1 branch, 2 representative office, 3 farm.
  if (!/^.{4}[456][0123]/.test(text)) return 'entityKind'
  return hasControlDigit(text) ? null : 'controlDigit'
}

/** A right BIN, or null; options as for binProblem. */
export function parseBin(text: string, options: { readonly testPerson?: boolean } = {}): Bin | null {
  return binProblem(text, options) === null ? (text as Bin) : null
}

/**
 * Which of the two a twelve-digit number is meant to be: the fifth digit is a day of the month, or the kind of an
 * entity.
 */
export function kindOfNumber(digits: string): 'iin' | 'bin' | null {
  if (!/^\d{12}$/.test(digits)) return null
  const fifth = Number(digits[4])
  if (fifth <= 3) return 'iin'
  return fifth <= 6 ? 'bin' : null
}

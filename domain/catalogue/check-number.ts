import { type Refusal, refuse } from '../refusal.ts'
import { parseTenge, tiynOfTenge } from '../tariff/money.ts'
import type { IntegerField, MoneyField } from './field.ts'

/** As people write it in a hint: no-break spaces between thousands. */
const spaced = (number: number): string => String(number).replace(/\B(?=(\d{3})+$)/g, '\u00a0')

/** A whole number as typed, blanks between thousands allowed; null when it is not one. */
export function parseInteger(text: string): number | null {
  const bare = text.replace(/[\s\u00a0\u202f]/g, '')
  return /^[+-]?\d{1,15}$/.test(bare) ? Number(bare) : null
}

/** §5: a sum in tenge within its bounds, the bounds included. */
export function checkMoney(field: MoneyField, text: string): Refusal | null {
  const { min = 0, max = 999_999_999_999 } = field.validation ?? {}
  const tiyn = parseTenge(text)
  if (tiyn === null) return refuse('amount_invalid')
  return tiyn < tiynOfTenge(min) || tiyn > tiynOfTenge(max)
    ? refuse('amount_out_of_range', { min: spaced(min), max: spaced(max) })
    : null
}

/** §5: a whole number within its bounds, the bounds included. */
export function checkInteger(field: IntegerField, text: string): Refusal | null {
  const { min = 0, max = 999_999_999 } = field.validation ?? {}
  const number = parseInteger(text)
  if (number === null) return refuse('number_invalid')
  return number < min || number > max
    ? refuse('number_out_of_range', { min: spaced(min), max: spaced(max) })
    : null
}

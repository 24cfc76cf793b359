import { refuse } from '../../refusal.ts'
import { oneText } from '../answer.ts'
import type { FieldOf } from '../field.ts'
import { type Bounds, saidBounds } from './bounds.ts'
import type { Kind } from './kind.ts'

/** A whole number within its bounds. */
export interface IntegerField extends FieldOf<'integer'> {
  readonly validation?: Bounds
}

/** A whole number as typed, blanks between thousands allowed; null when it is not one. */
function parseInteger(text: string): number | null {
  const bare = text.replace(/[\s\u00a0\u202f]/g, '')
  return /^[+-]?\d{1,15}$/.test(bare) ? Number(bare) : null
}

export const integer: Kind<IntegerField> = {
  held: oneText,
  check({ validation: { min = 0, max = 999_999_999 } = {} }, answer) {
    const number = parseInteger(answer)
    if (number === null) return refuse('number_invalid')
    return number < min || number > max ? refuse('number_out_of_range', saidBounds(min, max)) : null
  },
  normalise: (_, answer) => String(parseInteger(answer) ?? answer),
  print: (_, answer) => String(parseInteger(answer) ?? answer),
  bare: true,
}

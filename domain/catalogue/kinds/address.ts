import { oneText } from '../answer.ts'
import type { FieldOf } from '../field.ts'
import type { Kind } from './kind.ts'
import { checkText } from './text-rules.ts'

/** One free line of 10–300 characters (docs/domain.md 4.4). */
export type AddressField = FieldOf<'address'>

export const address: Kind<AddressField> = {
  held: oneText,
  check: (_, answer) => checkText({ minLength: 10, maxLength: 300 }, answer, 'one'),
  normalise: (_, answer) => answer,
  print: (_, answer) => answer,
}

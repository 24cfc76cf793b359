import { oneText } from '../answer.ts'
import type { FieldOf } from '../field.ts'
import type { Kind } from './kind.ts'
import { checkText, type TextRules } from './text-rules.ts'

/** One line. */
export interface TextField extends FieldOf<'text'> {
  readonly validation?: TextRules
}

export const text: Kind<TextField> = {
  held: oneText,
  check: ({ validation = {} }, answer) => checkText(validation, answer, 'one'),
  normalise: (_, answer) => answer,
  print: (_, answer) => answer,
}

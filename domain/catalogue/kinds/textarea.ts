import { oneText } from '../answer.ts'
import type { FieldOf } from '../field.ts'
import type { Kind } from './kind.ts'
import { checkText, type TextRules } from './text-rules.ts'

/** Several lines. */
export interface TextareaField extends FieldOf<'textarea'> {
  readonly validation?: TextRules
}

export const textarea: Kind<TextareaField> = {
  held: oneText,
  check: ({ validation = {} }, answer) => checkText(validation, answer, 'several'),
  normalise: (_, answer) => answer,
  print: (_, answer) => answer,
  printedAs: 'prose',
}

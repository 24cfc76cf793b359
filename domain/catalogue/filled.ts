import type { Answers, Field } from './field.ts'
import { kindOf } from './kinds/kinds.ts'

/** Is anything answered? */
export function isFilled(field: Field, answers: Answers): boolean {
  return kindOf(field).held.read(answers[field.code]).length > 0
}

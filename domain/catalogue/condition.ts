import { holds } from '../condition.ts'
import type { Answers, Field } from './field.ts'

/** Is the field shown, given the other answers? */
export function isVisible(field: Field, answers: Answers): boolean {
  return field.visibleIf === undefined || holds(field.visibleIf, answers)
}

/** Must the field be filled, given the other answers? */
export function isRequired(field: Field, answers: Answers): boolean {
  return field.required || (field.requiredIf !== undefined && holds(field.requiredIf, answers))
}

import type { Answer, Answers, Field, GroupRow } from './field.ts'

/** A text answer, trimmed; empty when there is none or it is no text. */
export function textOf(answer: Answer | undefined): string {
  return typeof answer === 'string' ? answer.trim() : ''
}

/** The chosen options of a `multiselect`, each once; empty when the answer is something else. */
export function listOf(answer: Answer | undefined): readonly string[] {
  if (answer === undefined || typeof answer === 'string') return []
  return [...new Set(answer.flatMap((one) => (typeof one === 'string' ? [one] : [])))]
}

/** The rows of a `group`; empty when the answer is something else. */
export function rowsOf(answer: Answer | undefined): readonly GroupRow[] {
  if (answer === undefined || typeof answer === 'string') return []
  return answer.flatMap((one) => (typeof one === 'string' ? [] : [one]))
}

/** Has the answer the shape of the field: text, list or rows? A draft keeps no other. */
export function hasShape(field: Field, answer: Answer): boolean {
  if (field.type === 'multiselect')
    return typeof answer !== 'string' && listOf(answer).length === answer.length
  if (field.type === 'group') return typeof answer !== 'string' && rowsOf(answer).length === answer.length
  return typeof answer === 'string'
}

/** Is anything answered? */
export function isFilled(field: Field, answers: Answers): boolean {
  const answer = answers[field.code]
  if (field.type === 'multiselect') return listOf(answer).length > 0
  if (field.type === 'group') return rowsOf(answer).length > 0
  return textOf(answer) !== ''
}

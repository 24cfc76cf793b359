import type { Answer, GroupRow } from './field.ts'

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

/** How a kind of field holds its answer. */
export interface Held<A extends Answer> {
  /** Has the answer this shape? A draft keeps no other. */
  has(answer: Answer): boolean
  /** The answer in this shape; an empty one when there is none or it is something else. */
  read(answer: Answer | undefined): A
}

export const oneText: Held<string> = { has: (answer) => typeof answer === 'string', read: textOf }
export const someOptions: Held<readonly string[]> = {
  has: (answer) => typeof answer !== 'string' && listOf(answer).length === answer.length,
  read: listOf,
}
export const someRows: Held<readonly GroupRow[]> = {
  has: (answer) => typeof answer !== 'string' && rowsOf(answer).length === answer.length,
  read: rowsOf,
}

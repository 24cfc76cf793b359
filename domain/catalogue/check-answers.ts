import { type Refusal, refuse } from '../refusal.ts'
import { isFilled, listOf, rowsOf, textOf } from './answer.ts'
import type { AppealType } from './appeal-type.ts'
import { type AnswerFacts, checkScalar } from './check-scalar.ts'
import { isRequired, isVisible } from './condition.ts'
import type { Answers, Field, GroupField, MultiselectField } from './field.ts'

/** What is wrong with one answer; the field of a row is named `persons.0.iin`. */
export interface WrongAnswer {
  readonly field: string
  readonly refusal: Refusal
}

function checkList(field: MultiselectField, chosen: readonly string[]): Refusal | null {
  const known = new Set(field.options.map(({ value }) => value))
  return chosen.every((value) => known.has(value)) ? null : refuse('option_unknown')
}

function checkGroup(field: GroupField, answers: Answers, facts: AnswerFacts): WrongAnswer[] {
  const rows = rowsOf(answers[field.code])
  const { minItems = 0, maxItems = 50 } = field.validation ?? {}
  if (rows.length < minItems)
    return [{ field: field.code, refusal: refuse('items_too_few', { n: minItems }) }]
  if (rows.length > maxItems)
    return [{ field: field.code, refusal: refuse('items_too_many', { n: maxItems }) }]
  return rows.flatMap((row, index) =>
    field.items.flatMap((item) => checkField(item, row, facts, `${field.code}.${index}.${item.code}`)),
  )
}

function checkField(field: Field, answers: Answers, facts: AnswerFacts, path: string): WrongAnswer[] {
  if (!isVisible(field, answers)) return []
  if (!isFilled(field, answers)) {
    return isRequired(field, answers) ? [{ field: path, refusal: refuse('required') }] : []
  }
  if (field.type === 'group') return checkGroup(field, answers, facts)
  const answer = answers[field.code]
  const refusal =
    field.type === 'multiselect'
      ? checkList(field, listOf(answer))
      : checkScalar(field, textOf(answer), answers, facts)
  return refusal === null ? [] : [{ field: path, refusal }]
}

/** §5: everything wrong with the answers, in the type's order; what is hidden by another answer is not asked. */
export function checkAnswers(
  type: Pick<AppealType, 'fields'>,
  answers: Answers,
  facts: AnswerFacts,
): WrongAnswer[] {
  return type.fields.flatMap((field) => checkField(field, answers, facts, field.code))
}

/** The first thing wrong with one answer, or nothing. */
export function checkAnswer(field: Field, answers: Answers, facts: AnswerFacts): Refusal | null {
  return checkField(field, answers, facts, field.code)[0]?.refusal ?? null
}

import { type Refusal, refuse } from '../refusal.ts'
import { rowsOf } from './answer.ts'
import type { AppealType } from './appeal-type.ts'
import { isRequired, isVisible } from './condition.ts'
import type { Answers, Field } from './field.ts'
import { isFilled } from './filled.ts'
import type { AnswerFacts } from './kinds/kind.ts'
import { kindOf } from './kinds/kinds.ts'

/** What is wrong with one answer; the field of a row is named `persons.0.iin`. */
export interface WrongAnswer {
  readonly field: string
  readonly refusal: Refusal
}

function checkField(field: Field, answers: Answers, facts: AnswerFacts, path: string): WrongAnswer[] {
  if (!isVisible(field, answers)) return []
  if (!isFilled(field, answers)) {
    return isRequired(field, answers) ? [{ field: path, refusal: refuse('required') }] : []
  }
  const kind = kindOf(field)
  const answer = kind.held.read(answers[field.code])
  const refusal = kind.check(field, answer, answers, facts)
  if (refusal !== null) return [{ field: path, refusal }]
  if (!('items' in field)) return []
  return rowsOf(answer).flatMap((row, index) =>
    field.items.flatMap((item) => checkField(item, row, facts, `${path}.${index}.${item.code}`)),
  )
}

/** §5: everything wrong with the answers, in the type's order; what is hidden by another answer is not asked. */
export function checkAnswers(
  type: Pick<AppealType, 'fields'>,
  answers: Answers,
  facts: AnswerFacts,
): WrongAnswer[] {
  return type.fields.flatMap((field) => checkField(field, answers, facts, field.code))
}

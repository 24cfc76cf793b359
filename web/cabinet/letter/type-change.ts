import type { AppealType } from '../../../domain/catalogue/appeal-type.ts'
import { isVisible } from '../../../domain/catalogue/condition.ts'
import type { Answers, Field } from '../../../domain/catalogue/field.ts'
import { isFilled } from '../../../domain/catalogue/filled.ts'
import { keptAnswers } from '../../../domain/catalogue/kept-answers.ts'

/** The filled fields whose answers mean nothing to the new type: they would be dropped, so the client is asked. */
export function droppedFields(from: AppealType | null, to: AppealType, answers: Answers): Field[] {
  const kept = keptAnswers(answers, from, to)
  return (from?.fields ?? []).filter(
    (field) => kept[field.code] === undefined && isVisible(field, answers) && isFilled(field, answers),
  )
}

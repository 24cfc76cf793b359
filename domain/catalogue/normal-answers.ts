import type { AppealType } from './appeal-type.ts'
import { isVisible } from './condition.ts'
import type { Answer, Answers } from './field.ts'
import { isFilled } from './filled.ts'
import { kindOf } from './kinds/kinds.ts'

/**
 * Right answers as they are kept with a signed letter: what is shown and filled, money as whole tiyn, a phone as
 * +7…, an IBAN in capitals without blanks, options in the catalogue's order.
 */
export function normalAnswers(type: Pick<AppealType, 'fields'>, answers: Answers): Answers {
  const entries = type.fields
    .filter((field) => isVisible(field, answers) && isFilled(field, answers))
    .map((field): [string, Answer] => {
      const kind = kindOf(field)
      return [field.code, kind.normalise(field, kind.held.read(answers[field.code]))]
    })
  return Object.fromEntries(entries)
}

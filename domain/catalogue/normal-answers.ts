import { parsePlainDate } from '../calendar/plain-date.ts'
import { parsePhone } from '../person/phone.ts'
import { parseIban } from '../tariff/iban.ts'
import { parseTenge } from '../tariff/money.ts'
import { isFilled, listOf, rowsOf, textOf } from './answer.ts'
import type { AppealType } from './appeal-type.ts'
import { parseInteger } from './check-number.ts'
import { bareDigits } from './check-scalar.ts'
import { isVisible } from './condition.ts'
import type { Answer, Answers, Field, GroupRow, ScalarField } from './field.ts'

function normalText(field: ScalarField, text: string): string {
  switch (field.type) {
    case 'money':
      return String(parseTenge(text) ?? text)
    case 'integer':
      return String(parseInteger(text) ?? text)
    case 'date':
      return parsePlainDate(text) ?? text
    case 'iin':
      return bareDigits(text)
    case 'iban':
      return parseIban(text) ?? text
    case 'phone':
      return parsePhone(text) ?? text
    default:
      return text
  }
}

function normalAnswer(field: Field, answer: Answer | undefined): Answer {
  if (field.type === 'multiselect') {
    const chosen = new Set(listOf(answer))
    return field.options.flatMap(({ value }) => (chosen.has(value) ? [value] : []))
  }
  if (field.type === 'group') {
    return rowsOf(answer).map((row): GroupRow => {
      const entries = field.items
        .filter((item) => isVisible(item, row) && isFilled(item, row))
        .map((item): [string, string] => [item.code, normalText(item, textOf(row[item.code]))])
      return Object.fromEntries(entries)
    })
  }
  return normalText(field, textOf(answer))
}

/**
 * Right answers as they are kept with a signed letter: what is shown and filled, money as whole tiyn, a phone as
 * +7…, an IBAN in capitals without blanks, options in the catalogue's order.
 */
export function normalAnswers(type: Pick<AppealType, 'fields'>, answers: Answers): Answers {
  const entries = type.fields
    .filter((field) => isVisible(field, answers) && isFilled(field, answers))
    .map((field): [string, Answer] => [field.code, normalAnswer(field, answers[field.code])])
  return Object.fromEntries(entries)
}

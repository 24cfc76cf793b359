import { parseIin } from '../person/iin.ts'
import { parsePhone } from '../person/phone.ts'
import { type Refusal, refuse } from '../refusal.ts'
import { parseIban } from '../tariff/iban.ts'
import { checkInteger, checkMoney } from './check-number.ts'
import type { Answers, ScalarField } from './field.ts'
import { type AnswerDay, checkDate } from './kinds/date.ts'
import { checkAddressLine, checkText } from './kinds/text-rules.ts'
import type { References } from './reference.ts'

/** What the checks need to know: the day, the working calendar, and what the client's references may name. */
export type AnswerFacts = AnswerDay & References

const unless = (right: boolean, refusal: Refusal): Refusal | null => (right ? null : refusal)

/** Digits as people write them, in groups. */
export const bareDigits = (text: string): string => text.replace(/[\s\u00a0]/g, '')

/** How many digits there are is told first: most wrong numbers are too short. */
function checkIin(digits: string, { today }: AnswerFacts): Refusal | null {
  if (/^\d+$/.test(digits) && digits.length !== 12) return refuse('iin_length', { n: digits.length })
  return unless(parseIin(digits, today) !== null, refuse('iin_invalid'))
}

/** §5: is this filled answer right? `answers` are those beside it: of the type, or of the row. */
export function checkScalar(
  field: ScalarField,
  text: string,
  answers: Answers,
  facts: AnswerFacts,
): Refusal | null {
  switch (field.type) {
    case 'text':
    case 'textarea':
      return checkText(field, text)
    case 'money':
      return checkMoney(field, text)
    case 'integer':
      return checkInteger(field, text)
    case 'date':
      return checkDate(field, text, answers, facts)
    case 'select':
    case 'radio':
      return unless(
        field.options.some(({ value }) => value === text),
        refuse('option_unknown'),
      )
    case 'iin':
      return checkIin(bareDigits(text), facts)
    case 'iban':
      return unless(parseIban(text) !== null, refuse('iban_invalid'))
    case 'phone':
      return unless(parsePhone(text) !== null, refuse('phone_invalid'))
    case 'address':
      return checkAddressLine(text)
    case 'contractRef':
      return unless(
        facts.contracts.some(({ id }) => id === text),
        refuse('option_unknown'),
      )
    case 'appealRef':
      return unless(
        facts.appeals.some(({ id }) => id === text),
        refuse('option_unknown'),
      )
  }
}

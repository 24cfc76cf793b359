import type { Answer, Field, Option, ScalarField } from '../../../../domain/catalogue/field.ts'
import { printAnswer } from '../../../../domain/catalogue/print-answer.ts'
import type { References } from '../../../../domain/catalogue/reference.ts'
import type { Language, Localised } from '../../../../domain/language.ts'
import { answerPrinter } from '../../../../words/answer-printer.ts'
import { formatContractDate } from '../../../../words/dates.ts'
import { formatAmount, formatMoneySign } from '../../../../words/money.ts'

/** An answer in the screen's language, as the letter would print it in its own; empty when there is none. */
export function sayAnswer(
  field: Field,
  answer: Answer | undefined,
  language: Language,
  references: References,
): string {
  const print = {
    ...answerPrinter(references),
    amount: (tiyn: number) => formatAmount(tiyn, language),
    money: (tiyn: number) => formatMoneySign(tiyn, language),
    ofContract: (date: string) => formatContractDate(date, language),
  }
  // A letter knows two languages, a screen three: the screen's words stand in for both.
  return printAnswer(inOne(field, language), answer, language === 'ru' ? 'ru' : 'kk', print)
}

function inOne(field: Field, language: Language): Field {
  const same = (text: Localised): Localised => ({ ...text, kk: text[language], ru: text[language] })
  const options = (some: readonly Option[]): Option[] =>
    some.map(({ value, label }) => ({ value, label: same(label) }))
  const label = same(field.label)
  switch (field.type) {
    case 'select':
    case 'radio':
      return { ...field, label, options: options(field.options) }
    case 'multiselect':
      return { ...field, label, options: options(field.options) }
    case 'group':
      return { ...field, label, items: field.items.map((item) => inOne(item, language) as ScalarField) }
    default:
      return { ...field, label }
  }
}

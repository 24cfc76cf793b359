import type { Answer, Field } from '../../../../domain/catalogue/field.ts'
import { printAnswer } from '../../../../domain/catalogue/print-answer.ts'
import type { References } from '../../../../domain/catalogue/reference.ts'
import type { Language, Localised } from '../../../../domain/language.ts'
import { answerPrinter } from '../../../../words/answer-printer.ts'
import { formatContractDate, formatLongDate } from '../../../../words/dates.ts'
import { formatAmount, formatMoneySign } from '../../../../words/money.ts'

/** An answer in the screen's language, as the letter would print it in its own; empty when there is none. */
export function sayAnswer(
  field: Field,
  answer: Answer | undefined,
  language: Language,
  references: References,
): string {
  // A letter knows two languages, a screen three: whatever the letter would ask for, the screen's words come.
  const print = {
    ...answerPrinter(language === 'en' ? inEnglish(references) : references),
    label: (label: Localised) => label[language],
    amount: (tiyn: number) => formatAmount(tiyn, language),
    money: (tiyn: number) => formatMoneySign(tiyn, language),
    ofContract: (date: string) => formatContractDate(date, language),
    long: (date: string) => formatLongDate(date, language),
  }
  return printAnswer(field, answer, language === 'ru' ? 'ru' : 'kk', print)
}

/** A letter names an appeal in two languages only; in English it is called as the list of appeals calls it. */
function inEnglish({ contracts, appeals }: References): References {
  return { contracts, appeals: appeals.map((one) => ({ ...one, alone: { kk: one.label, ru: one.label } })) }
}

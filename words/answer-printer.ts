import type { AnswerPrinter } from '../domain/catalogue/answer-printer.ts'
import type { References } from '../domain/catalogue/reference.ts'
import { formatContractDate, formatLongDate, formatShortDate } from './dates.ts'
import { formatAmount, formatMoney } from './money.ts'

/** How a letter prints answers; `references` are the client's own contracts and sent appeals. */
export function answerPrinter(references: References): AnswerPrinter {
  return {
    label: (label, language) => label[language],
    short: formatShortDate,
    ofContract: formatContractDate,
    long: formatLongDate,
    amount: formatAmount,
    money: formatMoney,
    references,
  }
}

import type { PlainDate } from '../calendar/plain-date.ts'
import type { LetterLanguage, Localised } from '../language.ts'
import type { References } from './reference.ts'

/** How dates and sums are printed, words and all, and what references name; words/answer-printer.ts makes one. */
export interface AnswerPrinter {
  /** The name of a field or of an option. */
  label(label: Localised, language: LetterLanguage): string
  /** DD.MM.YYYY */
  short(date: PlainDate): string
  /** «2019 жылғы 14 тамыздағы» in Kazakh, DD.MM.YYYY in Russian: the contract's date before its number. */
  ofContract(date: PlainDate, language: LetterLanguage): string
  /** «2019 жылғы 14 тамыз», «14 августа 2019 года» */
  long(date: PlainDate, language: LetterLanguage): string
  /** «12 500,50»: whole tiyn, no unit. */
  amount(tiyn: number, language: LetterLanguage): string
  /** «12 500,50 теңге» */
  money(tiyn: number, language: LetterLanguage): string
  readonly references: References
}

/** Where an answer is printed: within a sentence, whose words around it count, or alone after its label. */
export interface Place {
  readonly language: LetterLanguage
  /** The template's words right after it; null when it is alone. */
  readonly before: string | null
}

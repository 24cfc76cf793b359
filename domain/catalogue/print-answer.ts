import type { LetterLanguage } from '../language.ts'
import type { AnswerPrinter } from './answer-printer.ts'
import type { Answer, Field } from './field.ts'
import { kindOf } from './kinds/kinds.ts'

/**
 * §5: an answer as the letter prints it: options by their label, dates DD.MM.YYYY, sums with spaces, references by
 * number and date, rows as a numbered list of lines. Empty when there is none; what is still wrong is printed as typed.
 * @param before the template's words after it, where it is within a sentence
 */
export function printAnswer(
  field: Field,
  answer: Answer | undefined,
  language: LetterLanguage,
  print: AnswerPrinter,
  before: string | null = null,
): string {
  const kind = kindOf(field)
  const read = kind.held.read(answer)
  return read.length === 0 ? '' : kind.print(field, read, { language, before }, print)
}

import type { PlainDate } from '../calendar/plain-date.ts'
import type { LetterLanguage } from '../language.ts'
import type { AppealType } from './appeal-type.ts'
import { type Answers, type Field, isVisible } from './field.ts'

/** How dates are printed; the words of months are not this room's business. */
export interface DatePrinter {
  /** DD.MM.YYYY */
  short(date: PlainDate): string
  /** «2019 жылғы 14 тамыздағы» in Kazakh, DD.MM.YYYY in Russian: the contract's date before its number. */
  ofContract(date: PlainDate, language: LetterLanguage): string
}

/** What a template may mention besides the answers. */
export interface LetterFacts {
  readonly contractNumber: string
  readonly contractDate: PlainDate
  readonly propertyAddress: string | null
}

/** The composed text: paragraphs, and the filled fields that the template does not mention. */
export interface LetterBody {
  readonly paragraphs: string[]
  readonly extra: { label: string; value: string }[]
}

/** An answer as the letter prints it: options by their label, dates as DD.MM.YYYY. */
export function printAnswer(
  field: Field,
  value: string,
  language: LetterLanguage,
  print: DatePrinter,
): string {
  if (field.type === 'select') {
    return field.options.find((option) => option.value === value)?.label[language] ?? value
  }
  return field.type === 'date' ? print.short(value as PlainDate) : value.trim()
}

const placeholder = /\{\{(\w+)\}\}/g
const namesIn = (text: string): string[] => [...text.matchAll(placeholder)].map((match) => match[1] ?? '')

// A sentence ends at a full stop before a space; a placeholder alone counts as a sentence of its own.
const sentencesOf = (template: string): string[] => template.split(/(?<=[.!?])\s+/)

/** §5: answers → the text of the letter, by the body rules of the catalogue. */
export function composeBody(
  type: AppealType,
  answers: Answers,
  facts: LetterFacts,
  language: LetterLanguage,
  print: DatePrinter,
): LetterBody {
  const template = type.bodyTemplate[language]
  const shown = type.fields.filter((field) => isVisible(field, answers))
  const printed = new Map<string, string>([
    ['contractNumber', facts.contractNumber],
    ['contractDate', print.ofContract(facts.contractDate, language)],
    ['propertyAddress', facts.propertyAddress ?? ''],
    ...shown.map((field): [string, string] => [
      field.code,
      (answers[field.code] ?? '').trim() === ''
        ? ''
        : printAnswer(field, answers[field.code] ?? '', language, print),
    ]),
  ])

  const sentences = sentencesOf(template).filter((sentence) => {
    const names = namesIn(sentence)
    return names.length === 0 || names.some((name) => (printed.get(name) ?? '') !== '')
  })
  const text = sentences.join(' ').replace(placeholder, (_, name: string) => printed.get(name) ?? '')

  const mentioned = new Set(namesIn(template))
  return {
    paragraphs: text
      .split(/\n+/)
      .map((paragraph) => paragraph.trim())
      .filter((paragraph) => paragraph !== ''),
    extra: shown
      .filter((field) => !mentioned.has(field.code) && field.code !== 'subject')
      .map((field) => ({ label: field.label[language], value: printed.get(field.code) ?? '' }))
      .filter((line) => line.value !== ''),
  }
}

/** The subject of the document: the client's own in free format, else the type's name (domain.md 7, row 24). */
export function subjectOf(type: AppealType, answers: Answers, language: LetterLanguage): string {
  const own = (answers.subject ?? '').trim()
  return type.form === 'free' && own !== '' ? own : type.name[language]
}

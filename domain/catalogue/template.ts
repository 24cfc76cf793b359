import type { PlainDate } from '../calendar/plain-date.ts'
import type { LetterLanguage } from '../language.ts'
import { textOf } from './answer.ts'
import type { AnswerPrinter } from './answer-printer.ts'
import type { AppealType } from './appeal-type.ts'
import { complaintCode } from './complaint.ts'
import { isVisible } from './condition.ts'
import type { Answers, Field } from './field.ts'
import { kindOf } from './kinds/kinds.ts'
import { type PrintedValue, placeholdersIn, renderParagraph, sentencesOf } from './placeholder.ts'
import { printAnswer } from './print-answer.ts'

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

/**
 * What a page makes of a printed answer, a line at a time: marks what was typed, names what is missing ('').
 */
export type Dress = (field: Field, line: string) => string

// A contract may have no address; a sentence that can't do without it says where it is to be found.
const addressInContract: Readonly<Record<LetterLanguage, string>> = {
  kk: '(шартта көрсетілген)',
  ru: '(указан в договоре)',
}

const dressed = (field: Field, text: string, dress: Dress): string =>
  text === ''
    ? dress(field, '')
    : text
        .split('\n')
        .map((line) => (line === '' ? '' : dress(field, line)))
        .join('\n')

/**
 * §5: answers → the text of the letter, by the body rules of the catalogue; the template's paragraphs are kept.
 */
export function composeBody(
  type: AppealType,
  answers: Answers,
  facts: LetterFacts,
  language: LetterLanguage,
  print: AnswerPrinter,
  dress: Dress = (_, line) => line,
): LetterBody {
  const template = type.bodyTemplate[language]
  const shown = new Map(
    type.fields.filter((field) => isVisible(field, answers)).map((field) => [field.code, field]),
  )
  const fixed: Readonly<Record<string, string>> = {
    contractNumber: facts.contractNumber,
    contractDate: print.ofContract(facts.contractDate, language),
    propertyAddress: facts.propertyAddress ?? '',
  }
  const printedOf = (name: string, after: string): PrintedValue => {
    const field = shown.get(name)
    if (field === undefined) return { text: fixed[name] ?? '', shown: fixed[name] ?? '', kind: 'words' }
    const text = printAnswer(field, answers[name], language, print, after)
    return { text, shown: dressed(field, text, dress), kind: kindOf(field).printedAs ?? 'words' }
  }
  const paragraphs = template.split(/\n+/).flatMap((paragraph) => {
    const sentences = sentencesOf(paragraph).filter((sentence) => {
      const names = placeholdersIn(sentence)
      return names.length === 0 || names.some((name) => printedOf(name, '').shown !== '')
    })
    return renderParagraph(sentences.join(' '), (name, after) => {
      const value = printedOf(name, after)
      if (name !== 'propertyAddress' || value.text !== '') return value
      return { ...value, text: addressInContract[language], shown: addressInContract[language] }
    })
  })

  const mentioned = new Set(placeholdersIn(template))
  const extra = [...shown.values()]
    .filter(({ code }) => !mentioned.has(code) && !(type.form === 'free' && code === 'subject'))
    .map((field) => {
      const text = printAnswer(field, answers[field.code], language, print)
      const value = text === '' ? '' : dressed(field, text, dress)
      return {
        label: field.label[language],
        value: kindOf(field).printedAs === 'rows' && value !== '' ? `\n${value}` : value,
      }
    })
  return { paragraphs, extra: extra.filter(({ value }) => value !== '') }
}

/** The subject of the document: the client's own in free format, else the type's name (docs/decisions/0003). */
export function subjectOf(type: AppealType, answers: Answers, language: LetterLanguage): string {
  const own = textOf(answers.subject)
  return type.form === 'free' && own !== '' ? own : type.name[language]
}

/** docs/domain.md 5.1: a complaint is headed «Шағым», «Жалоба»; every other letter «Өтініш», «Заявление». */
export function headingOf(type: Pick<AppealType, 'code'>): 'complaint' | 'appeal' {
  return type.code === complaintCode ? 'complaint' : 'appeal'
}

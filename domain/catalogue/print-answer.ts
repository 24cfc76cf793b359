import { type PlainDate, parsePlainDate } from '../calendar/plain-date.ts'
import type { LetterLanguage } from '../language.ts'
import { formatPhone, parsePhone } from '../person/phone.ts'
import { formatIban, parseIban } from '../tariff/iban.ts'
import { parseTenge } from '../tariff/money.ts'
import { isFilled, listOf, rowsOf, textOf } from './answer.ts'
import { parseInteger } from './check-number.ts'
import { bareDigits } from './check-scalar.ts'
import { isVisible } from './condition.ts'
import type { Answer, Field, GroupField, GroupRow, MoneyField, ScalarField } from './field.ts'
import type { References } from './reference.ts'

/** How dates and sums are printed, words and all, and what references name; words/answer-printer.ts makes one. */
export interface AnswerPrinter {
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

const noBreak = (text: string): string => text.replaceAll(' ', '\u00a0')

/** Where an answer stands: within a sentence, whose words around it count, or alone after its label. */
export interface Place {
  readonly language: LetterLanguage
  /** The template's words right after it; null when it stands alone. */
  readonly before: string | null
}

/** The unit is said once: by the template, by the label, or by the sum. */
function printMoney(
  field: MoneyField,
  text: string,
  { language, before }: Place,
  print: AnswerPrinter,
): string {
  const tiyn = parseTenge(text)
  if (tiyn === null) return text
  const said = before === null ? /те[ңн]ге/i.test(field.label[language]) : /^\s*те[ңн]ге/i.test(before)
  return said ? print.amount(tiyn, language) : print.money(tiyn, language)
}

function printContract(id: string, { language, before }: Place, print: AnswerPrinter): string {
  const contract = print.references.contracts.find((one) => one.id === id)
  if (contract === undefined) return ''
  const number = `№\u00a0${noBreak(contract.number)}`
  if (language === 'ru') return `${number} от ${print.ofContract(contract.date, language)}`
  return before === null
    ? `${number}, ${print.long(contract.date, language)}`
    : `${print.ofContract(contract.date, language)} ${number}`
}

function printAppeal(id: string, { language, before }: Place, print: AnswerPrinter): string {
  const appeal = print.references.appeals.find((one) => one.id === id)
  return (before === null ? appeal?.alone : appeal?.inSentence)?.[language] ?? ''
}

function printScalar(field: ScalarField, text: string, place: Place, print: AnswerPrinter): string {
  switch (field.type) {
    case 'select':
    case 'radio':
      return field.options.find(({ value }) => value === text)?.label[place.language] ?? text
    case 'date': {
      const date = parsePlainDate(text)
      return date === null ? text : print.short(date)
    }
    case 'money':
      return printMoney(field, text, place, print)
    case 'integer':
      return String(parseInteger(text) ?? text)
    case 'iin':
      return bareDigits(text)
    case 'iban': {
      const iban = parseIban(text)
      return iban === null ? text : noBreak(formatIban(iban))
    }
    case 'phone': {
      const phone = parsePhone(text)
      return phone === null ? text : noBreak(formatPhone(phone))
    }
    case 'contractRef':
      return printContract(text, place, print)
    case 'appealRef':
      return printAppeal(text, place, print)
    default:
      return text
  }
}

/** Bare digits say nothing without their name: «ЖСН 881231270015», and a sum its unit. */
const namedInRow: readonly ScalarField['type'][] = ['iin', 'iban', 'phone', 'integer', 'date']

function printRow(field: GroupField, row: GroupRow, language: LetterLanguage, print: AnswerPrinter): string {
  return field.items
    .filter((item) => isVisible(item, row) && isFilled(item, row))
    .map((item) => {
      const text = printScalar(item, textOf(row[item.code]), { language, before: null }, print)
      return namedInRow.includes(item.type) ? `${item.label[language]}\u00a0${text}` : text
    })
    .join(', ')
}

/** Rows as a numbered list, a line each: `1. …;`, the last without a mark (domain.md 5.3). */
function printRows(
  field: GroupField,
  rows: readonly GroupRow[],
  language: LetterLanguage,
  print: AnswerPrinter,
): string {
  return rows
    .map((row) => printRow(field, row, language, print))
    .filter((line) => line !== '')
    .map((line, index) => `${index + 1}. ${line}`)
    .join(';\n')
}

/**
 * §5: an answer as the letter prints it: options by their label, dates DD.MM.YYYY, sums with spaces, references by
 * number and date, rows as a numbered list of lines. Empty when there is none; what is still wrong stands as typed.
 * @param before the template's words after it, where it stands within a sentence
 */
export function printAnswer(
  field: Field,
  answer: Answer | undefined,
  language: LetterLanguage,
  print: AnswerPrinter,
  before: string | null = null,
): string {
  if (field.type === 'group') return printRows(field, rowsOf(answer), language, print)
  if (field.type === 'multiselect') {
    const chosen = new Set(listOf(answer))
    const labels = field.options.filter(({ value }) => chosen.has(value)).map(({ label }) => label[language])
    // «тегі, аты, әкесінің аты» is one of them.
    return labels.join(labels.some((label) => label.includes(',')) ? '; ' : ', ')
  }
  const text = textOf(answer)
  return text === '' ? '' : printScalar(field, text, { language, before }, print)
}

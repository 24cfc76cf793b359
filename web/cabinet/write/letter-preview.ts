import { type PlainDate, parsePlainDate } from '../../../domain/calendar/plain-date.ts'
import type { AppealType } from '../../../domain/catalogue/appeal-type.ts'
import { type Answers, type Field, isRequired } from '../../../domain/catalogue/field.ts'
import { composeBody } from '../../../domain/catalogue/template.ts'
import type { Draft } from '../../../wire/appeal.ts'
import { formatContractDate, formatLongDate, formatShortDate } from '../../../words/dates.ts'
import { fill } from '../../../words/fill.ts'
import { letters as kk } from '../../../words/kk/letters.ts'
import { letters as ru } from '../../../words/ru/letters.ts'

/** A run of text on the sheet: `typed` by the client, or `todo`: still to be filled in or mended. */
export interface Piece {
  readonly kind: 'plain' | 'typed' | 'todo'
  readonly text: string
}
export interface LetterPreview {
  readonly block: readonly (readonly Piece[])[]
  readonly title: string
  readonly body: readonly (readonly Piece[])[]
}

/** What stands in the place of what is missing, in the screen's language. */
export interface TodoWords {
  readonly fillIn: string
  readonly mend: string
}

const words = { kk, ru }
const titles = { kk: 'Өтініш', ru: 'Заявление' }

// Private-use characters carry the marks through the composing; typed ones are dropped, they mean nothing.
const mark = { typed: '\uE000', todo: '\uE001', end: '\uE002' } as const
const wrap = (kind: 'typed' | 'todo', text: string): string => `${mark[kind]}${text}${mark.end}`
const clean = (text: string): string => text.replace(/[\uE000-\uE002]/g, '').trim()
const wrapLines = (text: string): string =>
  clean(text)
    .split('\n')
    .map((line) => (line.trim() === '' ? '' : wrap('typed', line)))
    .join('\n')

function pieces(text: string): Piece[] {
  return text
    .split(/([\uE000\uE001][^\uE002]*\uE002)/)
    .filter((part) => part !== '')
    .map((part): Piece => {
      if (part.startsWith(mark.typed)) return { kind: 'typed', text: part.slice(1, -1) }
      if (part.startsWith(mark.todo)) return { kind: 'todo', text: part.slice(1, -1) }
      return { kind: 'plain', text: part }
    })
}

/** The type with its options' words marked, so that they come out marked. */
function markedType(type: AppealType): AppealType {
  const fields = type.fields.map((field): Field => {
    if (field.type !== 'select') return field
    const options = field.options.map(({ value, label }) => ({
      value,
      label: { kk: wrap('typed', label.kk), ru: wrap('typed', label.ru), en: wrap('typed', label.en) },
    }))
    return { ...field, options }
  })
  return { ...type, fields }
}

/** Answers ready for composing: typed words marked, gaps and errors as words of their own. */
function markedAnswers(
  type: AppealType,
  answers: Answers,
  wrong: ReadonlySet<string>,
  todo: TodoWords,
): Answers {
  const entries = type.fields.map((field): [string, string] => {
    const answer = clean(answers[field.code] ?? '')
    if (answer === '') return [field.code, isRequired(field, answers) ? wrap('todo', todo.fillIn) : '']
    if (wrong.has(field.code)) return [field.code, wrap('todo', todo.mend)]
    if (field.type === 'select' || field.type === 'date') return [field.code, answer]
    return [field.code, wrapLines(answer)]
  })
  return Object.fromEntries(entries)
}

function printDate(date: string): string {
  return parsePlainDate(date) === null ? date : wrap('typed', formatShortDate(date))
}

/**
 * §5: the letter as it will be composed, with what the client typed told apart. `wrong` are the fields whose
 * errors are shown now.
 */
export function previewOf(
  draft: Draft,
  type: AppealType,
  wrong: ReadonlySet<string>,
  todo: TodoWords,
): LetterPreview {
  const language = draft.letterLanguage
  const said = words[language]
  const { letterhead, contract } = draft
  const address = clean(draft.address)
  const email = clean(draft.email)
  const typed = (field: string, text: string): string =>
    wrong.has(field) && text !== '' ? wrap('todo', todo.mend) : wrap('typed', text)
  const block = [
    ...letterhead.addressee[language],
    fill(said.sender, { name: letterhead.name }),
    fill(said.iin, { iin: letterhead.iin }),
    fill(said.address, {
      address: address === '' ? wrap('todo', todo.fillIn) : typed('address', address),
    }),
    fill(said.phone, { phone: letterhead.phone }),
    ...(email === '' ? [] : [fill(said.email, { email: typed('email', email) })]),
    fill(said.contract, { number: contract.number, date: formatLongDate(contract.date, language) }),
  ]
  const marked = markedAnswers(type, draft.answers, wrong, todo)
  const { paragraphs, extra } = composeBody(
    markedType(type),
    marked,
    {
      contractNumber: contract.number,
      contractDate: contract.date as PlainDate,
      propertyAddress: contract.propertyAddress,
    },
    language,
    { short: printDate, ofContract: formatContractDate },
  )
  return {
    block: block.map(pieces),
    title: titles[language],
    body: [...paragraphs, ...extra.map(({ label, value }) => `${label}: ${value}`)].map(pieces),
  }
}

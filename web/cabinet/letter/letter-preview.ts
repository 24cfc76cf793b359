import { rowsOf } from '../../../domain/catalogue/answer.ts'
import type { AppealType } from '../../../domain/catalogue/appeal-type.ts'
import { isRequired } from '../../../domain/catalogue/condition.ts'
import type { Answer, Answers, Field } from '../../../domain/catalogue/field.ts'
import { isFilled } from '../../../domain/catalogue/filled.ts'
import { composeBody, headingOf } from '../../../domain/catalogue/template.ts'
import type { Draft } from '../../../wire/appeal.ts'
import { answerPrinter } from '../../../words/answer-printer.ts'
import { formatLongDate } from '../../../words/dates.ts'
import { fill } from '../../../words/fill.ts'
import { letters as kk } from '../../../words/kk/letters.ts'
import { letters as ru } from '../../../words/ru/letters.ts'
import { contractOfRow, referencesOf } from '../draft/draft-journey.ts'

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

/** What is shown in the place of what is missing, in the screen's language. */
export interface TodoWords {
  readonly fillIn: string
  readonly mend: string
}

const words = { kk, ru }

// Private-use characters carry the marks through the composing; typed ones are dropped, they mean nothing.
const mark = { typed: '\uE000', todo: '\uE001', end: '\uE002' } as const
const wrap = (kind: 'typed' | 'todo', text: string): string => `${mark[kind]}${text}${mark.end}`
const clean = (text: string): string => text.replace(/[\uE000-\uE002]/g, '').trim()
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

function cleanAnswer(answer: Answer): Answer {
  if (typeof answer === 'string') return clean(answer)
  const rows = rowsOf(answer)
  if (rows.length === 0) return answer
  return rows.map((row) => Object.fromEntries(Object.entries(row).map(([code, text]) => [code, clean(text)])))
}

/** Answers ready for composing; what is wrong is left out, so that its place is marked as one to mend. */
function shownAnswers(answers: Answers, isWrong: (code: string) => boolean): Answers {
  const entries = Object.entries(answers).map(([code, answer]): [string, Answer] => [
    code,
    isWrong(code) ? '' : cleanAnswer(answer),
  ])
  return Object.fromEntries(entries)
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
  const wrongCodes = new Set([...wrong].map((path) => path.split('.')[0]))
  const isWrong = (code: string): boolean => wrongCodes.has(code)
  const answers = shownAnswers(draft.answers, isWrong)
  const dress = (field: Field, line: string): string => {
    if (line !== '') return wrap('typed', line)
    if (isWrong(field.code) && isFilled(field, draft.answers)) return wrap('todo', todo.mend)
    return isRequired(field, answers) ? wrap('todo', todo.fillIn) : ''
  }
  const { number: contractNumber, date: contractDate, propertyAddress } = contractOfRow(contract)
  const { paragraphs, extra } = composeBody(
    type,
    answers,
    { contractNumber, contractDate, propertyAddress },
    language,
    answerPrinter(referencesOf(draft)),
    dress,
  )
  return {
    block: block.map(pieces),
    title: headingOf(type) === 'complaint' ? said.complaintTitle : said.appealTitle,
    body: [...paragraphs, ...extra.map(({ label, value }) => `${label}: ${value}`)].map(pieces),
  }
}

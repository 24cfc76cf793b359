import type { Language } from '../../../domain/language.ts'
import type { OfficeRefusalCode, Refusal, RefusalCode } from '../../../domain/refusal.ts'
import { formatShortDate } from '../../../words/dates.ts'
import { printedSize } from '../../../words/file-size.ts'
import { fill } from '../../../words/fill.ts'
import type { Words } from '../../words.ts'

type RefusalWords = Words<'refusals'>

/** A client meets none of the office's. */
export const wordsFor = (code: RefusalCode, words: RefusalWords) =>
  words[code as Exclude<RefusalCode, OfficeRefusalCode>]

const isDate = (value: string | number): boolean => /^\d{4}-\d{2}-\d{2}$/.test(String(value))

function printed(params: Refusal['params'] = {}, language: Language): Record<string, string | number> {
  return Object.fromEntries(
    Object.entries(params).map(([name, value]) => {
      if (isDate(value)) return [name, formatShortDate(String(value))]
      return [name, printedSize(name, value, language) ?? value]
    }),
  )
}

/** What happened and what to do, as two sentences. */
export function sayRefusal(refusal: Refusal, words: RefusalWords, language: Language): string {
  const { title, detail } = wordsFor(refusal.code, words)
  return `${title}. ${fill(detail, printed(refusal.params, language))}`
}

/** In the middle of a sentence; «ЖСН» and «IBAN» stay as they are. */
const lowerFirst = (text: string): string =>
  /^\p{Lu}{2}/u.test(text) ? text : text.charAt(0).toLowerCase() + text.slice(1)

/** The same for a named field: the name first, so that two empty fields don't sound alike in the summary. */
export function sayAtField(label: string, refusal: Refusal, words: RefusalWords, language: Language): string {
  const { title, detail } = wordsFor(refusal.code, words)
  const what = fill(detail, printed(refusal.params, language))
  if (refusal.code === 'required') return `${label}: ${lowerFirst(what)}`
  // «1-адам. ЖСН» and «ЖСН қате жазылған» need not say it twice.
  const row = label.slice(0, label.lastIndexOf('. ') + 1)
  const name = label.slice(row.length).trim()
  if (title.startsWith(name)) return `${row} ${title}. ${what}`.trim()
  return `${label}: ${lowerFirst(title)}. ${what}`
}

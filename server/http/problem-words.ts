import type { Language } from '../../domain/language.ts'
import { officeRefusals as officeEn } from '../../words/en/office-refusals.ts'
import { refusals as en } from '../../words/en/refusals.ts'
import { printedSize } from '../../words/file-size.ts'
import type { ProblemWords } from '../../words/http-codes.ts'
import { officeRefusals as officeKk } from '../../words/kk/office-refusals.ts'
import { refusals as kk } from '../../words/kk/refusals.ts'
import { officeRefusals as officeRu } from '../../words/ru/office-refusals.ts'
import { refusals as ru } from '../../words/ru/refusals.ts'

type OfficeCode = keyof typeof officeKk
type Code = keyof typeof kk | OfficeCode
type Params = Readonly<Record<string, string | number>>

const words: Readonly<Record<Language, Readonly<Record<keyof typeof kk, ProblemWords>>>> = { kk, ru, en }
const officeWords: Readonly<Record<Language, typeof officeKk>> = { kk: officeKk, ru: officeRu, en: officeEn }
const isOffice = (code: Code): code is OfficeCode => Object.hasOwn(officeKk, code)

const printed = (name: string, value: string | number, language: Language): string => {
  const size = printedSize(name, value, language)
  if (size !== null) return size
  const date = typeof value === 'string' ? /^(\d{4})-(\d{2})-(\d{2})$/.exec(value) : null
  return date === null ? String(value) : `${date[3]}.${date[2]}.${date[1]}`
}

/**
 * The words of a code in a language; dates among `params` are printed DD.MM.YYYY, `bytes` and `most` as sizes, what is
 * not known as «…».
 */
export function problemWords(code: Code, language: Language, params: Params = {}): ProblemWords {
  const { title, detail } = isOffice(code) ? officeWords[language][code] : words[language][code]
  const filled = (text: string): string =>
    text.replace(/\{(\w+)\}/g, (_, name: string) => {
      const value = params[name]
      return value === undefined ? '…' : printed(name, value, language)
    })
  return { title: filled(title), detail: filled(detail) }
}

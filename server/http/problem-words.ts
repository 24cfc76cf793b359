import type { Language } from '../../domain/language.ts'
import { refusals as en } from '../../words/en/refusals.ts'
import { printedSize } from '../../words/file-size.ts'
import type { ProblemWords } from '../../words/http-codes.ts'
import { refusals as kk } from '../../words/kk/refusals.ts'
import { refusals as ru } from '../../words/ru/refusals.ts'

type Code = keyof typeof kk
type Params = Readonly<Record<string, string | number>>

const words: Readonly<Record<Language, Readonly<Record<Code, ProblemWords>>>> = { kk, ru, en }

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
  const { title, detail } = words[language][code]
  const filled = (text: string): string =>
    text.replace(/\{(\w+)\}/g, (_, name: string) => {
      const value = params[name]
      return value === undefined ? '…' : printed(name, value, language)
    })
  return { title: filled(title), detail: filled(detail) }
}

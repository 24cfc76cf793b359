import { localDateTime, parseInstant } from '../../domain/calendar/instant.ts'
import type { Language } from '../../domain/language.ts'
import { lastAct as lastEn } from '../../words/en/last-act.ts'
import { officeRefusals as officeEn } from '../../words/en/office-refusals.ts'
import { refusals as en } from '../../words/en/refusals.ts'
import { printedSize } from '../../words/file-size.ts'
import { fill } from '../../words/fill.ts'
import type { ProblemWords } from '../../words/http-codes.ts'
import { lastAct as lastKk } from '../../words/kk/last-act.ts'
import { officeRefusals as officeKk } from '../../words/kk/office-refusals.ts'
import { refusals as kk } from '../../words/kk/refusals.ts'
import type { LastAct } from '../../words/last-act.ts'
import { lastAct as lastRu } from '../../words/ru/last-act.ts'
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

const lastWords: Readonly<Record<Language, typeof lastKk>> = { kk: lastKk, ru: lastRu, en: lastEn }

/**
 * docs/office.md 4: who was first, where the refusal knows it: `by` a name, empty for the system, `at` when (ISO 8601),
 * `act` what they did.
 */
function whoWasFirst(language: Language, { by, at, act }: Params): string {
  const { told, system, acts } = lastWords[language]
  const instant = typeof at === 'string' ? parseInstant(at) : null
  const done = acts[act as LastAct]
  if (by === undefined || instant === null || done === undefined) return ''
  const { date, time } = localDateTime(instant)
  const said = { name: by === '' ? system : by, at: `${printed('date', date, language)} ${time.slice(0, 5)}` }
  return `${fill(told, { ...said, act: done })} `
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
  return { title: filled(title), detail: `${whoWasFirst(language, params)}${filled(detail)}` }
}

import { type PlainDate, partsOf, plainDateOf } from '../calendar/plain-date.ts'
import { fold } from './fold.ts'

/** As rows keep their dates: `30.01.2026`. */
export function shownDate(date: PlainDate): string {
  const { year, month, day } = partsOf(date)
  return `${twoDigits(day)}.${twoDigits(month)}.${year}`
}
const twoDigits = (n: number): string => String(n).padStart(2, '0')

/** A date somebody typed, with the text of it; the year, or the day, may be left out. */
export interface TypedDate {
  /** From here to there in the query. */
  readonly from: number
  readonly to: number
  /** What a row with that date holds. */
  readonly shown: string
}

// By how they begin, so that every case of the word is one month: қаңтардағы, января, January.
const months = [
  'қаңтар|январ|january|jan',
  'ақпан|феврал|february|feb',
  'наурыз|март|march|mar',
  'сәуір|апрел|april|apr',
  'мамыр|май|мая|мае|may',
  'маусым|июн|june|jun',
  'шілде|июл|july|jul',
  'тамыз|август|august|aug',
  'қыркүйек|сентябр|september|sep',
  'қазан|октябр|october|oct',
  'қараша|ноябр|november|nov',
  'желтоқсан|декабр|december|dec',
].map((names) => names.split('|').map(fold))

function monthOf(word: string): number | null {
  const folded = fold(word)
  const at = months.findIndex((names) =>
    names.some((name) => (name.length > 3 ? folded.startsWith(name) : folded === name)),
  )
  return at < 0 ? null : at + 1
}

/** `null` where there is no such day; years of two digits are of this century. */
function dayShown(year: string, month: number, day: string): string | null {
  const full = Number(year) + (year.length === 2 ? 2000 : 0)
  const date = plainDateOf(full, month, Number(day))
  return date === null ? null : shownDate(date)
}
function dayOfAnyYear(month: number, day: string): string | null {
  // 2000 was a leap year.
  return plainDateOf(2000, month, Number(day)) === null
    ? null
    : `${twoDigits(Number(day))}.${twoDigits(month)}.`
}
const monthShown = (year: string, month: number): string | null =>
  month >= 1 && month <= 12 ? `.${twoDigits(month)}.${year}` : null

interface Shape {
  readonly pattern: RegExp
  readonly read: (groups: Readonly<Record<string, string>>) => string | null
}
const dash = '[-\\u2010-\\u2015\\u2212]'
const between = '[-./\\u2010-\\u2015\\u2212]'
const space = '[\\s,]+'
const day = '(?<day>\\d{1,2})'
const year = '(?<year>\\d{4})'
const name = '(?<name>\\p{L}{3,})'
const shape = (pattern: string, read: Shape['read']): Shape => ({
  pattern: new RegExp(`(?<![\\d.\\p{L}])${pattern}(?![\\d\\p{L}]|[.-]\\d)`, 'gu'),
  read,
})
const named = (
  pattern: string,
  read: (groups: Readonly<Record<string, string>>, month: number) => string | null,
) =>
  shape(pattern, (groups) => {
    const month = monthOf(groups.name ?? '')
    return month === null ? null : read(groups, month)
  })

// The longest first: what one has read the next does not see.
const shapes: readonly Shape[] = [
  shape(`${year}${between}(?<month>\\d{1,2})${between}${day}`, (of) =>
    dayShown(of.year ?? '', Number(of.month), of.day ?? ''),
  ),
  shape(`${day}${between}(?<month>\\d{1,2})${between}(?<year>\\d{4}|\\d{2})`, (of) =>
    dayShown(of.year ?? '', Number(of.month), of.day ?? ''),
  ),
  // «2026 жылғы 30 қаңтар», «2026 ж. 30 қаңтар», as the pages show it.
  named(`${year}${space}(?:ж(?:ылғы|ылгы|ыл)?\\.?${space})?${day}${space}${name}`, (of, month) =>
    dayShown(of.year ?? '', month, of.day ?? ''),
  ),
  named(`${day}${space}${name}${space}${year}`, (of, month) => dayShown(of.year ?? '', month, of.day ?? '')),
  named(`${name}${space}${day}${space}${year}`, (of, month) => dayShown(of.year ?? '', month, of.day ?? '')),
  named(`${name}${space}${year}`, (of, month) => monthShown(of.year ?? '', month)),
  named(`${year}${space}(?:ж(?:ылғы|ылгы|ыл)?\\.?${space})?${name}`, (of, month) =>
    monthShown(of.year ?? '', month),
  ),
  named(`${day}${space}${name}`, (of, month) => dayOfAnyYear(month, of.day ?? '')),
  shape(`${year}${dash}(?<month>\\d{2})`, (of) => monthShown(of.year ?? '', Number(of.month))),
]

/** The dates in what somebody typed, in any of the spellings that pages and people use, in order. */
export function datesIn(query: string): TypedDate[] {
  const found: TypedDate[] = []
  for (const { pattern, read } of shapes) {
    for (const match of query.matchAll(pattern)) {
      const [from, to] = [match.index, match.index + match[0].length]
      if (found.some((other) => from < other.to && other.from < to)) continue
      const shown = read(match.groups ?? {})
      if (shown !== null) found.push({ from, to, shown })
    }
  }
  return found.sort((a, b) => a.from - b.from)
}

import type { Book } from '../../domain/book/book.ts'
import { localDate } from '../../domain/calendar/instant.ts'
import type { Language } from '../../domain/language.ts'
import type { BookCheck, BookRow } from '../../wire/book.ts'
import { formatShortDate, formatTime } from '../../words/dates.ts'
import { book as en } from '../../words/en/book.ts'
import { statuses as statusesEn } from '../../words/en/statuses.ts'
import { fill } from '../../words/fill.ts'
import { book as kk } from '../../words/kk/book.ts'
import { statuses as statusesKk } from '../../words/kk/statuses.ts'
import { book as ru } from '../../words/ru/book.ts'
import { statuses as statusesRu } from '../../words/ru/statuses.ts'

export const bookWords: Readonly<Record<Language, typeof kk>> = { kk, ru, en }
const statuses = { kk: statusesKk, ru: statusesRu, en: statusesEn } as const

/** An ISO instant → '29.01.2026, 16:05': wall time of Astana. */
export function shortMoment(instant: string): string {
  const at = Date.parse(instant)
  return `${formatShortDate(localDate(at))}, ${formatTime(at)}`
}

type Why = keyof typeof kk.why
export const whyWords = (why: string, language: Language): string =>
  bookWords[language].why[Object.hasOwn(kk.why, why) ? (why as Why) : 'other']

/** What has become of a row: the appeal's status, or the letter's. */
export function markOf(row: BookRow, language: Language): string {
  return row.letter === null ? statuses[language][row.status].name : bookWords[language].letters[row.letter]
}

/** Why a row came to nothing; null where it did not. */
export function struckLine({ struck, letter }: BookRow, language: Language): string | null {
  if (struck === null) return null
  const words = bookWords[language].struck
  return fill(letter === null ? words.returned : words.annulled, {
    at: shortMoment(struck.at),
    why: whyWords(struck.why, language),
  })
}

/** Who corrected what, when, why and by which paper. */
export function correctionLine(correction: BookRow['corrections'][number], language: Language): string {
  const words = bookWords[language]
  const { proposedBy: proposed, decidedBy, decidedAt, proposedAt, reason, basis } = correction
  return fill(words.correction, {
    field: words.fields[correction.field],
    by: fill(words.correctionBy, { proposed, approved: decidedBy ?? '' }),
    at: shortMoment(decidedAt ?? proposedAt),
    reason,
    basis,
  })
}

/** What the numbers of a year came to, in a sentence. */
export function checkLine(check: BookCheck, book: Book, language: Language): string {
  const words = bookWords[language]
  const { entries, last, missing } = check
  const numbers = check.whole
    ? fill(words.whole, { entries, last })
    : missing === null
      ? fill(words.broken, { entries, last })
      : fill(words.missing, { number: missing, entries, last })
  const marks = [
    fill(words.corrected, { n: check.corrected }),
    book === 'incoming'
      ? fill(words.returned, { n: check.returned })
      : fill(words.annulled, { n: check.annulledCount }),
  ]
  return `${numbers} ${marks.join(', ')}. ${fill(words.checkedAt, { at: shortMoment(check.at) })}`
}

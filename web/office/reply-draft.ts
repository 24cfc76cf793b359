import { type PlainDate, parsePlainDate } from '../../domain/calendar/plain-date.ts'
import { isWorkingDay, type WorkingCalendar } from '../../domain/calendar/working-days.ts'
import { type LetterLanguage, letterLanguages } from '../../domain/language.ts'
import { formatShortDate } from '../../words/dates.ts'
import { fill } from '../../words/fill.ts'
import type { SummaryLine } from '../ui/ErrorSummary.tsx'
import type { Words } from '../words.ts'

/** A reply while it is written. `newDueDate` is `YYYY-MM-DD` or whatever was typed. */
export interface ReplyDraft {
  readonly kind: 'answer' | 'interim'
  readonly texts: Readonly<Record<LetterLanguage, string>>
  readonly reason: string
  readonly newDueDate: string
  /** The interim reply asks the client for papers. */
  readonly papersAsked: boolean
}

/** Least length of a letter's text, as wire/office.ts has it. */
const leastText = 20
const leastReason = 5

/** The letters that were written: one, or one in each language. */
export function lettersOf(draft: ReplyDraft): { language: LetterLanguage; text: string }[] {
  return letterLanguages
    .map((language) => ({ language, text: draft.texts[language].trim() }))
    .filter(({ text }) => text !== '')
}

interface Limits {
  readonly dueDate: string | null
  /** The first day an interim reply may name. */
  readonly first: PlainDate
  readonly cap: string | null
  readonly calendar: WorkingCalendar | undefined
}

/** What is missing or wrong, in the page's order; nothing means that it may be sent. */
export function replyErrors(draft: ReplyDraft, limits: Limits, words: Words<'office'>): SummaryLine[] {
  const lines: SummaryLine[] = []
  if (draft.kind === 'interim') {
    if (draft.reason.trim().length < leastReason) lines.push({ field: 'reason', text: words.reasonMissing })
    const wrong = dateError(parsePlainDate(draft.newDueDate), limits, words)
    if (wrong !== null) lines.push({ field: 'newDueDate', text: wrong })
  }
  const letters = lettersOf(draft)
  if (letters.length === 0) lines.push({ field: 'text', text: words.textMissing })
  else if (letters.some(({ text }) => text.length < leastText)) {
    lines.push({ field: 'text', text: fill(words.textShort, { n: leastText }) })
  }
  return lines
}

function dateError(date: PlainDate | null, limits: Limits, words: Words<'office'>): string | null {
  if (date === null) return words.dateMissing
  if (limits.dueDate !== null && date <= limits.dueDate) {
    return fill(words.dateTooEarly, { date: formatShortDate(limits.dueDate) })
  }
  if (date < limits.first) return fill(words.datePast, { date: formatShortDate(limits.first) })
  if (limits.cap !== null && date > limits.cap) {
    return fill(words.dateTooLate, { date: formatShortDate(limits.cap) })
  }
  if (limits.calendar !== undefined && isWorkingDay(date, limits.calendar) === false) return words.dateOff
  return null
}

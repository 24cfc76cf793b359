import { type PlainDate, parsePlainDate } from '../../../domain/calendar/plain-date.ts'
import { isWorkingDay, type WorkingCalendar } from '../../../domain/calendar/working-days.ts'
import type { LetterLanguage } from '../../../domain/language.ts'
import { type ReplyFault, reasonLength, replyFaults } from '../../../domain/reply/reply-faults.ts'
import type { Reply } from '../../../wire/reply.ts'
import { formatShortDate } from '../../../words/dates.ts'
import { fill } from '../../../words/fill.ts'
import type { SummaryLine } from '../../ui/ErrorSummary.tsx'
import type { Words } from '../../words.ts'
import { type ReplyContent, savedOf } from './reply-content.ts'

export interface ReplyLimits {
  /** What the appeal is written in: the letter in it is required. */
  readonly language: LetterLanguage
  readonly dueDate: string | null
  /** The first day an interim reply may name. */
  readonly first: PlainDate
  readonly cap: string | null
  readonly calendar: WorkingCalendar | undefined
  /** Names of the documents that its type may ask for, in its language. */
  readonly documents: readonly string[]
  /** When the appeal was registered: forwarding in time counts from it. */
  readonly registered?: PlainDate | null
}

/** The fields in the page's order, by the names that the server has for them. */
const pageOrder = [
  'outcome',
  'reason',
  'newDueDate',
  'papers',
  'papersBy',
  'receiver.name',
  'receiver.address',
  'texts.kk',
  'texts.ru',
]

export const textId = (language: LetterLanguage): string => `text-${language}`

const ids: Readonly<Record<string, string>> = {
  'texts.kk': textId('kk'),
  'texts.ru': textId('ru'),
  'receiver.name': 'receiverName',
  'receiver.address': 'receiverAddress',
}

/** Id of the control that a field of the letter is typed into. */
export const idOfField = (field: string): string => ids[field] ?? field

/** What is missing or wrong before it is proposed, in the page's order; nothing means that it may be. */
export function replyErrors(
  kind: Reply['kind'],
  content: ReplyContent,
  limits: ReplyLimits,
  words: Words<'reply'>,
  corrects: string | null = null,
): SummaryLine[] {
  const saved = savedOf(content)
  const letter = { ...saved, kind, corrects, reason: saved.reason ?? '', papersAsked: false }
  const lines = replyFaults(letter, limits.language)
    .filter(({ field }) => field !== 'newDueDate')
    .map((fault) => ({ field: fault.field, text: textOf(fault, limits.language, words) }))
  const wrong = kind === 'interim' ? dateError(parsePlainDate(content.newDueDate), limits, words) : null
  if (wrong !== null) lines.push({ field: 'newDueDate', text: wrong })
  return lines
    .sort((a, b) => pageOrder.indexOf(a.field) - pageOrder.indexOf(b.field))
    .map(({ field, text }) => ({ field: idOfField(field), text }))
}

/** The rule's no, in the words of this page. */
function textOf({ field, refusal }: ReplyFault, language: LetterLanguage, words: Words<'reply'>): string {
  const { code, params = {} } = refusal
  const named = { language: field === 'texts.ru' ? words.languageRu : words.languageKk }
  if (code === 'reply_placeholder') return fill(words.unresolved, { place: params.found ?? '' })
  if (field === 'papers') return code === 'required' ? words.papersMissing : words.papersLong
  if (field === 'papersBy') return words.papersByMissing
  if (field === 'outcome') return words.outcomeMissing
  if (field === 'reason') return fill(words.reasonMissing, { n: reasonLength.least })
  if (field === 'receiver.name') return words.receiverMissing
  if (field === 'receiver.address') return words.addressMissing
  if (code === 'reply_language') {
    return fill(words.textMissing, { language: language === 'ru' ? words.languageRu : words.languageKk })
  }
  if (code === 'too_many_lines') return fill(words.textLines, { n: params.n ?? '', ...named })
  return fill(code === 'too_long' ? words.textLong : words.textShort, { n: params.n ?? '', ...named })
}

function dateError(date: PlainDate | null, limits: ReplyLimits, words: Words<'reply'>): string | null {
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

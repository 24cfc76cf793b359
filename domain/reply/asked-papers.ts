import type { PlainDate } from '../calendar/plain-date.ts'
import { checkText } from '../catalogue/kinds/text-rules.ts'
import { type Refusal, refuse } from '../refusal.ts'
import { unresolvedIn } from './placeholder.ts'

/** One paper that a letter asks for: its name, and what the client has to know of it. In the appeal's language. */
export interface AskedPaper {
  readonly name: string
  readonly note: string
}
/** What a letter asks of the client; `by` null: no day was chosen yet. */
export interface AskedPapers {
  readonly by: PlainDate | null
  readonly slots: readonly AskedPaper[]
}

/** More papers are no request that somebody answers on a phone. Lengths are characters. */
export const paperLimits = { slots: 10, name: 200, note: 500 } as const

/** docs/office.md 12: what is wrong with the papers that a letter asks for, beside their day. */
export function askedPaperFaults({ by, slots }: AskedPapers): { field: string; refusal: Refusal }[] {
  const fault = (refusal: Refusal | null) => (refusal === null ? [] : [{ field: 'papers', refusal }])
  const said = slots.flatMap(({ name, note }) => [name, note])
  const left = [...new Set(said.flatMap(unresolvedIn))]
  return [
    ...(slots.length === 0 || slots.some(({ name }) => name.trim() === '') ? fault(refuse('required')) : []),
    ...(slots.length > paperLimits.slots ? fault(refuse('items_too_many', { n: paperLimits.slots })) : []),
    ...slots.flatMap(({ name, note }) =>
      fault(
        checkText({ maxLength: paperLimits.name }, name, 'one') ??
          checkText({ maxLength: paperLimits.note }, note, 'one'),
      ),
    ),
    ...(left.length > 0 ? fault(refuse('reply_placeholder', { found: left.join(', ') })) : []),
    ...(by === null ? [{ field: 'papersBy', refusal: refuse('required') }] : []),
  ]
}

/**
 * The day by which papers are asked for: after today, and within the term, so that there is something left to decide by
 * it. A term that is over binds nothing. The term itself never moves by a request.
 */
export function checkPapersDay(by: PlainDate, today: PlainDate, term: PlainDate | null): Refusal | null {
  if (by <= today) return refuse('papers_day_past', { date: today })
  return term !== null && term > today && by > term ? refuse('papers_day_after_term', { date: term }) : null
}

import { addDays, type PlainDate, plainDate } from '../calendar/plain-date.ts'
import {
  addWorkingDays,
  countWorkingDays,
  isMissingYear,
  type MissingYear,
  type SkippedDay,
  sameOrNextWorkingDay,
  skippedDays,
  type WorkingCalendar,
} from '../calendar/working-days.ts'
import type { AppealType, Term } from '../catalogue/appeal-type.ts'
import type { ContractKind } from '../contract/contract.ts'

/**
 * A due date that explains itself: the term that set it, and every day after the registration day it passed over.
 */
export interface DueDate {
  readonly date: PlainDate
  readonly term: Term
  readonly skipped: readonly SkippedDay[]
}

/** The calendar of this year has not been entered, so the date is told later (docs/domain.md 3.1). */
export interface DueDateToBeTold {
  readonly toBeTold: number
}

export function isToBeTold(due: DueDate | DueDateToBeTold): due is DueDateToBeTold {
  return 'toBeTold' in due
}

/**
 * The end of one term. Day 1 is the working day after the registration date; calendar days that end on a
 * non-working day move to the next working day (docs/domain.md 3.5).
 */
function endOf(term: Term, registered: PlainDate, calendar: WorkingCalendar): PlainDate | MissingYear {
  if (!Number.isInteger(term.value) || term.value < 1) throw new RangeError(`not a term: ${term.value}`)
  return term.unit === 'workingDays'
    ? addWorkingDays(registered, term.value, calendar)
    : sameOrNextWorkingDay(addDays(registered, term.value), calendar)
}

/**
 * §10: the day an answer is due, end of day: the earliest of the terms that apply. Throws RangeError without
 * a term, or when a term is not a whole number of days from 1.
 */
export function dueDate(
  registered: PlainDate,
  terms: Term | readonly Term[],
  calendar: WorkingCalendar,
): DueDate | DueDateToBeTold {
  let best: { date: PlainDate; term: Term } | null = null
  let unknownFrom: number | null = null
  for (const term of 'unit' in terms ? [terms] : terms) {
    const date = endOf(term, registered, calendar)
    if (isMissingYear(date)) unknownFrom = Math.min(unknownFrom ?? date.missingYear, date.missingYear)
    else if (best === null || date < best.date) best = { date, term }
  }
  if (best === null && unknownFrom === null) throw new RangeError('no term')
  // A term that runs into a year without a calendar ends in that year or later: an earlier end is sure to win.
  if (best === null || (unknownFrom !== null && best.date >= plainDate(`${unknownFrom}-01-01`))) {
    return { toBeTold: unknownFrom ?? 0 }
  }
  const skipped = skippedDays(registered, best.date, calendar)
  return isMissingYear(skipped) ? { toBeTold: skipped.missingYear } : { ...best, skipped }
}

/** How far a due date is today. `days` are working days; overdue by 0 means that only days off have passed. */
export type TimeLeft =
  | { readonly kind: 'left'; readonly days: number }
  | { readonly kind: 'today' }
  | { readonly kind: 'overdue'; readonly days: number }

/** Counted from tomorrow to the due date; when overdue, from the day after it to today (docs/domain.md 3.5). */
export function workingDaysLeft(
  today: PlainDate,
  due: PlainDate,
  calendar: WorkingCalendar,
): TimeLeft | MissingYear {
  if (today === due) return { kind: 'today' }
  const overdue = today > due
  const days = overdue ? countWorkingDays(due, today, calendar) : countWorkingDays(today, due, calendar)
  if (isMissingYear(days)) return days
  return { kind: overdue ? 'overdue' : 'left', days }
}

/**
 * The terms that apply to an appeal: its type's, its contract kind's own, and the Code's (docs/domain.md 2.1).
 */
export function termsOf(
  type: Pick<AppealType, 'term' | 'termByContractKind'>,
  kind: ContractKind,
): readonly Term[] {
  const ofKind = type.termByContractKind?.[kind]
  return [type.term, ...(ofKind === undefined ? [] : [ofKind]), codeTerm]
}

/**
 * АППК art. 76: the outer limit for every appeal, 15 working days; a type may only be quicker (docs/domain.md 2.1).
 */
const codeTerm: Term = { value: 15, unit: 'workingDays' }

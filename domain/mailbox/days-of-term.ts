import { addDays, type PlainDate, plainDate, weekday } from '../calendar/plain-date.ts'
import { addWorkingDays, isMissingYear, type WorkingCalendar } from '../calendar/working-days.ts'
import type { QueueTerm } from './queue.ts'

/** Due dates from a day to a day, both included; null: no bound. */
export interface Days {
  readonly from: PlainDate | null
  readonly to: PlainDate | null
}

const workingDaysThatAreSoon = 3

/** Which due dates are overdue, today, soon (within three working days) or this week (docs/office.md 4). */
export function daysOfTerm(term: QueueTerm, today: PlainDate, calendar: WorkingCalendar): Days {
  switch (term) {
    case 'overdue':
      return { from: null, to: addDays(today, -1) }
    case 'today':
      return { from: today, to: today }
    case 'soon':
      return { from: addDays(today, 1), to: lastSoon(today, calendar) }
    case 'week':
      return { from: today, to: addDays(today, 7 - weekday(today)) }
  }
}

/** Nothing is due in a year without a calendar, so where it is missing the year before it ends the stretch. */
function lastSoon(today: PlainDate, calendar: WorkingCalendar): PlainDate {
  const day = addWorkingDays(today, workingDaysThatAreSoon, calendar)
  return isMissingYear(day) ? plainDate(`${day.missingYear - 1}-12-31`) : day
}

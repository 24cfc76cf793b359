import { addDays, type PlainDate, parsePlainDate } from '../../calendar/plain-date.ts'
import { isWorkingDay, type WorkingCalendar } from '../../calendar/working-days.ts'
import { type Refusal, refuse } from '../../refusal.ts'
import { textOf } from '../answer.ts'
import type { Answers, DateField } from '../field.ts'

/** What a check of a date needs to know. */
export interface AnswerDay {
  readonly today: PlainDate
  readonly calendar: WorkingCalendar
}

/** A bound such as `today`, `today+90d` or a date; null when it is none of them. */
export function dateBound(bound: string, today: PlainDate): PlainDate | null {
  const relative = /^today(?:([+-]\d{1,5})d)?$/.exec(bound)
  return relative ? addDays(today, Number(relative[1] ?? 0)) : parsePlainDate(bound)
}

/** The first and last day of a date field; null where it has none. A later `notBefore` date raises the first. */
export function dateBounds(
  field: DateField,
  answers: Answers,
  today: PlainDate,
): { min: PlainDate | null; max: PlainDate | null } {
  const { min, max, notBefore } = field.validation ?? {}
  const own = min === undefined ? null : dateBound(min, today)
  const other = notBefore === undefined ? null : parsePlainDate(textOf(answers[notBefore]))
  return {
    min: own === null || (other !== null && other > own) ? other : own,
    max: max === undefined ? null : dateBound(max, today),
  }
}

/** §5: a real day within its bounds, the bounds included, and a working one where it must be. */
export function checkDate(
  field: DateField,
  text: string,
  answers: Answers,
  { today, calendar }: AnswerDay,
): Refusal | null {
  const date = parsePlainDate(text)
  if (date === null) return refuse('date_invalid')
  const { min, max } = dateBounds(field, answers, today)
  if ((min !== null && date < min) || (max !== null && date > max)) {
    if (min !== null && max !== null && min <= max) return refuse('date_out_of_range', { min, max })
    return min !== null && date < min
      ? refuse('date_too_early', { min })
      : refuse('date_too_late', { max: max ?? date })
  }
  // A year without a calendar never blocks writing: such a day is taken as it is.
  return field.validation?.workingDay && isWorkingDay(date, calendar) === false
    ? refuse('date_not_working')
    : null
}

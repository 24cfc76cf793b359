import { addDays, type PlainDate, parsePlainDate } from '../../calendar/plain-date.ts'
import { isWorkingDay } from '../../calendar/working-days.ts'
import { refuse } from '../../refusal.ts'
import { oneText, textOf } from '../answer.ts'
import type { Answers, FieldOf } from '../field.ts'
import type { Kind } from './kind.ts'

/** YYYY-MM-DD. A bound is a date, `today` or `today+90d`; `notBefore` names the field of an earlier date. */
export interface DateField extends FieldOf<'date'> {
  readonly validation?: {
    readonly min?: string
    readonly max?: string
    readonly workingDay?: boolean
    readonly notBefore?: string
  }
  /** Where a fresh draft starts: a bound. */
  readonly default?: string
}

/** A bound such as `today`, `today+90d` or a date; null when it is none of them. */
export function dateBound(bound: string, today: PlainDate): PlainDate | null {
  const relative = /^today(?:([+-]\d{1,5})d)?$/.exec(bound)
  return relative ? addDays(today, Number(relative[1] ?? 0)) : parsePlainDate(bound)
}

/** The first and last day of a date field; null where it has none. A later `notBefore` date raises the first. */
export function dateBounds(
  field: DateField,
  beside: Answers,
  today: PlainDate,
): { min: PlainDate | null; max: PlainDate | null } {
  const { min, max, notBefore } = field.validation ?? {}
  const own = min === undefined ? null : dateBound(min, today)
  const other = notBefore === undefined ? null : parsePlainDate(textOf(beside[notBefore]))
  return {
    min: own === null || (other !== null && other > own) ? other : own,
    max: max === undefined ? null : dateBound(max, today),
  }
}

/** §5: a real day within its bounds, the bounds included, and a working one where it must be. */
export const date: Kind<DateField> = {
  held: oneText,
  check(field, answer, beside, { today, calendar }) {
    const day = parsePlainDate(answer)
    if (day === null) return refuse('date_invalid')
    const { min, max } = dateBounds(field, beside, today)
    if ((min !== null && day < min) || (max !== null && day > max)) {
      if (min !== null && max !== null && min <= max) return refuse('date_out_of_range', { min, max })
      return min !== null && day < min
        ? refuse('date_too_early', { min })
        : refuse('date_too_late', { max: max ?? day })
    }
    // A year without a calendar never blocks writing: such a day is taken as it is.
    return field.validation?.workingDay && isWorkingDay(day, calendar) === false
      ? refuse('date_not_working')
      : null
  },
  normalise: (_, answer) => parsePlainDate(answer) ?? answer,
  print(_, answer, __, print) {
    const day = parsePlainDate(answer)
    return day === null ? answer : print.short(day)
  },
  bare: true,
  start: ({ default: bound }, today) => (bound === undefined ? null : dateBound(bound, today)),
}

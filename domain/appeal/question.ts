import { type PlainDate, yearOf } from '../calendar/plain-date.ts'
import { isWorkingDay, type WorkingCalendar } from '../calendar/working-days.ts'
import { type Refusal, refuse } from '../refusal.ts'
import { type Unit, whyNotOpen } from '../unit/unit.ts'

/** By what the day of a question is judged. */
export interface AnswerDayRules {
  readonly today: PlainDate
  /** The day that the client was told; null: not told yet. */
  readonly dueDate: PlainDate | null
  readonly calendar: WorkingCalendar
}

/**
 * docs/office.md 5: by which day another unit may be asked to answer: a working day, from today on, and not after the
 * day that the client was told. After a term that is over only today is left.
 */
export function checkAnswerDay(day: PlainDate, { today, dueDate, calendar }: AnswerDayRules): Refusal | null {
  if (day < today) return refuse('date_too_early', { min: today })
  const latest = dueDate === null || dueDate >= today ? dueDate : today
  if (latest !== null && day > latest) return refuse('date_too_late', { max: latest })
  const working = isWorkingDay(day, calendar)
  if (working === null) return refuse('calendar_missing', { year: yearOf(day) })
  return working || day === latest ? null : refuse('date_not_working')
}

/** Which of these units may be asked: those that take work, not the one whose work it is, none asked already. */
export function unitsToAsk<One extends Pick<Unit, 'id' | 'closed' | 'closesTo'>>(
  units: readonly One[],
  appeal: { readonly unitId: string | null; readonly askedUnitIds: readonly string[] },
): One[] {
  return units.filter(
    ({ id }) => whyNotOpen(units, id) === null && id !== appeal.unitId && !appeal.askedUnitIds.includes(id),
  )
}

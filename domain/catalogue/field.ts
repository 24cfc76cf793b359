import { addDays, type PlainDate, parsePlainDate } from '../calendar/plain-date.ts'
import { isWorkingDay, type WorkingCalendar } from '../calendar/working-days.ts'
import type { Localised } from '../language.ts'
import { type Refusal, refuse } from '../refusal.ts'

interface FieldOf<Kind extends string> {
  readonly code: string
  readonly type: Kind
  readonly label: Localised
  readonly required: boolean
  readonly requiredIf?: Readonly<Record<string, string>>
  readonly visibleIf?: Readonly<Record<string, string>>
}
interface TextField extends FieldOf<'text' | 'textarea'> {
  readonly validation?: { readonly minLength?: number; readonly maxLength?: number }
}
interface DateField extends FieldOf<'date'> {
  readonly validation?: { readonly min?: string; readonly max?: string; readonly workingDay?: boolean }
}
interface SelectField extends FieldOf<'select'> {
  readonly options: readonly { readonly value: string; readonly label: Localised }[]
}

/** §5: a field of a template. The kinds that the published types use; more kinds join this union with their types. */
export type Field = TextField | DateField | SelectField

/** Answers by field code, as typed; a date is YYYY-MM-DD. */
export type Answers = Readonly<Record<string, string>>

/** What a check of a date needs to know. */
export interface AnswerDay {
  readonly today: PlainDate
  readonly calendar: WorkingCalendar
}

const matches = (condition: Readonly<Record<string, string>>, answers: Answers): boolean =>
  Object.entries(condition).every(([code, value]) => answers[code] === value)

/** Is the field shown, given the other answers? */
export function isVisible(field: Field, answers: Answers): boolean {
  return field.visibleIf === undefined || matches(field.visibleIf, answers)
}

/** Must the field be filled, given the other answers? */
export function isRequired(field: Field, answers: Answers): boolean {
  return field.required || (field.requiredIf !== undefined && matches(field.requiredIf, answers))
}

// C0/C1 controls other than tab and newline, and bidirectional overrides, would make a signed text read otherwise.
const forbidden = /(?![\t\n])[\p{Cc}\u202A-\u202E\u2066-\u2069]/u

/** A bound such as `today`, `today+90d` or a date. */
export function dateBound(bound: string, today: PlainDate): PlainDate | null {
  const relative = /^today(?:([+-]\d+)d)?$/.exec(bound)
  return relative ? addDays(today, Number(relative[1] ?? 0)) : parsePlainDate(bound)
}

function checkDate(field: DateField, value: string, { today, calendar }: AnswerDay): Refusal | null {
  const date = parsePlainDate(value)
  if (date === null) return refuse('date_invalid')
  const min = field.validation?.min === undefined ? null : dateBound(field.validation.min, today)
  const max = field.validation?.max === undefined ? null : dateBound(field.validation.max, today)
  if ((min !== null && date < min) || (max !== null && date > max)) {
    return refuse('date_out_of_range', { min: min ?? '', max: max ?? '' })
  }
  // A year without a calendar never blocks writing: such a day is taken as it is.
  if (field.validation?.workingDay && isWorkingDay(date, calendar) === false)
    return refuse('date_not_working')
  return null
}

/** §5: is this answer right? The first thing wrong, or nothing. Lengths count characters, not bytes. */
export function checkAnswer(field: Field, answers: Answers, day: AnswerDay): Refusal | null {
  const value = (answers[field.code] ?? '').trim()
  if (value === '') return isRequired(field, answers) ? refuse('required') : null
  switch (field.type) {
    case 'date':
      return checkDate(field, value, day)
    case 'select':
      return field.options.some((option) => option.value === value) ? null : refuse('option_unknown')
    case 'text':
    case 'textarea': {
      const length = [...value].length
      const { minLength = 0, maxLength = 5000 } = field.validation ?? {}
      if (length < minLength) return refuse('too_short', { n: minLength })
      if (length > maxLength) return refuse('too_long', { n: maxLength })
      return forbidden.test(value) ? refuse('characters_not_allowed') : null
    }
  }
}

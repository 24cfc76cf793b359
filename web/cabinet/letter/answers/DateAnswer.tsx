import type { PlainDate } from '../../../../domain/calendar/plain-date.ts'
import { isWeekend, isWorkingDay } from '../../../../domain/calendar/working-days.ts'
import type { Answers } from '../../../../domain/catalogue/field.ts'
import { type DateField as DateDefinition, dateBounds } from '../../../../domain/catalogue/kinds/date.ts'
import { formatShortDate } from '../../../../words/dates.ts'
import { fill } from '../../../../words/fill.ts'
import { DateField } from '../../../ui/DateField.tsx'
import { useLanguage, useWords } from '../../../words.ts'
import { useJourney } from '../../draft/journey-page.ts'
import type { AnswerProps } from './answer-props.ts'

type DateAnswerProps = AnswerProps<DateDefinition> & {
  /** The other answers, which may set the first day. */
  readonly answers: Answers
}

/** A day within its bounds, told beforehand; holidays are marked where it must be a working one. */
export function DateAnswer({ field, answers, ...shared }: DateAnswerProps) {
  const { today } = useJourney()
  const dayOff = useDayOff()
  const { min, max } = dateBounds(field, answers, today)
  const workingDay = field.validation?.workingDay === true
  return (
    <DateField
      {...shared}
      name={shared.label}
      today={today}
      hint={useBoundsHint(min, max, workingDay)}
      min={min ?? undefined}
      max={max ?? undefined}
      dayOff={workingDay ? dayOff : undefined}
      workingDaysOnly={workingDay}
    />
  )
}

/** Why a day does not work, by the country's calendar; of a year without one only the weekends are known. */
function useDayOff(): (date: PlainDate) => string | null {
  const site = useWords('site')
  const language = useLanguage()
  const { calendar } = useJourney()
  return (date) => {
    const works = isWorkingDay(date, calendar) ?? !isWeekend(date)
    return works ? null : (calendar.days[date]?.name[language] ?? site.dayOff)
  }
}

function useBoundsHint(min: PlainDate | null, max: PlainDate | null, working: boolean): string | undefined {
  const words = useWords('answers')
  const writing = useWords('writing')
  const bounds = {
    min: min === null ? '' : formatShortDate(min),
    max: max === null ? '' : formatShortDate(max),
  }
  if (min !== null && max !== null && min <= max) {
    return fill(working ? writing.workingDayHint : words.dateBetween, bounds)
  }
  if (max !== null) return fill(words.dateTo, bounds)
  return min === null ? undefined : fill(words.dateFrom, bounds)
}

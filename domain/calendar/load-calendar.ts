import type { Localised } from '../language.ts'
import { parseLocalTime } from './instant.ts'
import { plainDate } from './plain-date.ts'
import { type MarkedDay, type WorkingCalendar, workingCalendar } from './working-days.ts'
import type { WorkingHours } from './working-hours.ts'

interface NamedDayOff {
  readonly date: string
  readonly name: Localised
  readonly uncertain: boolean
}

/** What of data/calendar-kz.json decides; the rest of the file is evidence for people. */
export interface CalendarFile {
  readonly workingHours: { readonly start: string; readonly end: string; readonly endInclusive: boolean }
  readonly years: Readonly<
    Record<
      string,
      {
        readonly holidays: readonly (NamedDayOff & { readonly kind: string })[]
        readonly substituteDaysOff: readonly (NamedDayOff & { readonly insteadOf: string })[]
        readonly transfers: readonly {
          readonly becomesWorking: string
          readonly becomesDayOff: string
          readonly act: string
          readonly uncertain: boolean
        }[]
      }
    >
  >
}

const swappedDayOff: Localised = {
  kk: 'Ауыстырылған демалыс күні',
  ru: 'Перенесённый день отдыха',
  en: 'Moved day of rest',
}
const swappedWorkingDay: Localised = {
  kk: 'Ауыстырылған жұмыс күні',
  ru: 'Перенесённый рабочий день',
  en: 'Moved working day',
}

/** Every marked day of the file, in the order of the file. Throws RangeError on a date that does not exist. */
export function markedDays(file: CalendarFile): MarkedDay[] {
  const off = (day: NamedDayOff, why: string): MarkedDay => ({
    date: plainDate(day.date),
    working: false,
    name: day.name,
    why,
    uncertain: day.uncertain,
  })
  return Object.values(file.years).flatMap((year) => [
    ...year.holidays.map((day) => off(day, day.kind)),
    ...year.substituteDaysOff.map((day) => off(day, `instead of ${day.insteadOf}`)),
    ...year.transfers.flatMap(({ becomesWorking, becomesDayOff, act, uncertain }) => [
      { date: plainDate(becomesWorking), working: true, name: swappedWorkingDay, why: act, uncertain },
      { date: plainDate(becomesDayOff), working: false, name: swappedDayOff, why: act, uncertain },
    ]),
  ])
}

/** The shipped file as a calendar. */
export function loadCalendar(file: CalendarFile): WorkingCalendar {
  return workingCalendar(Object.keys(file.years).map(Number), markedDays(file))
}

/** The shipped file's working hours (§10). Throws RangeError when they are not times. */
export function loadHours(file: CalendarFile): WorkingHours {
  const opens = parseLocalTime(file.workingHours.start)
  const closes = parseLocalTime(file.workingHours.end)
  if (opens === null || closes === null) throw new RangeError('working hours are not times')
  return { opens, closes, closingInclusive: file.workingHours.endInclusive }
}

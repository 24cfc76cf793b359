import { dueDate, isToBeTold } from '../../domain/appeal/due-date.ts'
import { type Instant, localDate } from '../../domain/calendar/instant.ts'
import type { PlainDate } from '../../domain/calendar/plain-date.ts'
import type { WorkingCalendar } from '../../domain/calendar/working-days.ts'
import type { WorkingHours } from '../../domain/calendar/working-hours.ts'
import type { Term } from '../../domain/catalogue/appeal-type.ts'
import {
  type RegistrySettings,
  registersAt,
  registrationDate,
} from '../../domain/registry/registration-date.ts'
import type { Forecast } from '../../wire/appeal.ts'
import { calendarOf, calendarText } from '../calendar/calendar-store.ts'
import type { Db } from '../context.ts'
import { hoursOf, type Settings, settingsOf, settingsText } from '../setting/setting-store.ts'

/** Everything a date of the registry depends on, for an appeal sent at a moment. */
export interface RegistryRules {
  readonly calendar: WorkingCalendar
  readonly hours: WorkingHours
  readonly settings: RegistrySettings
}

/** The rules for an appeal sent at this moment: settings of its day, the calendar as known now. */
export async function registryRules(db: Db, sentAt: Instant): Promise<RegistryRules> {
  const today = localDate(sentAt)
  const row = await db
    .selectNoFrom([settingsText(today).as('settings'), calendarText.as('calendar')])
    .executeTakeFirstOrThrow()
  return rulesOf(settingsOf(row.settings), calendarOf(row.calendar))
}

/** The same, where both were read before. */
export const rulesOf = (settings: Settings, calendar: WorkingCalendar): RegistryRules => ({
  calendar,
  hours: hoursOf(settings),
  settings: { beforeOpening: settings['registry.beforeOpening'] },
})

/** §10: what an appeal sent at a moment gets. */
export interface RegistryDates {
  readonly registersAt: Instant
  /** Taken by the ordinary week where the year has no calendar; `certain` says whether it may be promised. */
  readonly date: PlainDate
  readonly certain: boolean
  /** Null: the calendar of a year on the way is not known yet. */
  readonly dueDate: PlainDate | null
}

/** §10: registration date, its moment and the due date of an appeal sent at `sentAt` to which these terms apply. */
export function registryDates(sentAt: Instant, terms: readonly Term[], rules: RegistryRules): RegistryDates {
  const { calendar, hours, settings } = rules
  const { date, missingYear } = registrationDate(sentAt, calendar, hours, settings)
  return {
    registersAt: registersAt(sentAt, calendar, hours, settings),
    date,
    certain: missingYear === undefined,
    dueDate: dueFrom(date, terms, calendar),
  }
}

/** §10: by the earliest of the terms that apply; null: to be told. */
export function dueFrom(
  date: PlainDate,
  terms: readonly Term[],
  calendar: WorkingCalendar,
): PlainDate | null {
  const due = dueDate(date, terms, calendar)
  return isToBeTold(due) ? null : due.date
}

/** §10: the same, as it may be told to the client before sending. */
export function forecastOf(dates: RegistryDates, now: Instant): Forecast {
  const { certain, date, dueDate: due } = dates
  return {
    registrationDate: certain ? date : null,
    dueDate: certain ? due : null,
    atOnce: dates.registersAt === now,
  }
}

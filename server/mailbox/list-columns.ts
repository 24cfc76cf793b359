import { localDate } from '../../domain/calendar/instant.ts'
import type { PlainDate } from '../../domain/calendar/plain-date.ts'
import type { WorkingCalendar } from '../../domain/calendar/working-days.ts'
import { formatRegistration } from '../../domain/registry/registration-number.ts'
import { readCalendar } from '../calendar/calendar-store.ts'
import type { Config } from '../config.ts'
import type { Context } from '../context.ts'

/** §2: `3864 / 2022-10-04`, or null before registration. */
export function registrationColumn(number: number | null, date: PlainDate | null): string | null {
  return number === null || date === null ? null : formatRegistration({ number, date })
}

/** Today in Astana, and the calendar that days are counted by: what a list of the office needs to know. */
export const listDays = async (context: Context) => ({
  today: localDate(context.now()),
  calendar: await listCalendar(context),
})

const known = new WeakMap<Config, { readonly at: number; readonly calendar: WorkingCalendar }>()
const freshMs = 60_000

/**
 * The calendar for lists, which only count days with it: at most a minute old. Acts read it afresh.
 */
export async function listCalendar(context: Context): Promise<WorkingCalendar> {
  const now = context.now()
  const kept = known.get(context.config)
  if (kept !== undefined && Math.abs(now - kept.at) < freshMs) return kept.calendar
  const calendar = await readCalendar(context.db)
  known.set(context.config, { at: now, calendar })
  return calendar
}

import { basename } from 'node:path'
import { z } from 'zod'
import { type CalendarFile, markedDays } from '../../domain/calendar/load-calendar.ts'
import { yearOf } from '../../domain/calendar/plain-date.ts'
import { workingCalendar } from '../../domain/calendar/working-days.ts'
import type { Context } from '../context.ts'
import { inTransaction } from '../in-transaction.ts'
import { readCalendar, recordDays, recordOrdinary, recordYear } from './calendar-store.ts'

const name = z.object({ kk: z.string().min(1), ru: z.string().min(1), en: z.string().min(1) })
const dayOff = { date: z.iso.date(), name, uncertain: z.boolean() }
const Year = z.object({
  holidays: z.array(z.object({ ...dayOff, kind: z.string() })),
  substituteDaysOff: z.array(z.object({ ...dayOff, insteadOf: z.string() })),
  transfers: z.array(
    z.object({
      becomesWorking: z.iso.date(),
      becomesDayOff: z.iso.date(),
      act: z.string(),
      uncertain: z.boolean(),
    }),
  ),
})

/** A file such as data/calendar-kz.json, as far as it decides; hours are settings. */
export const CalendarSource = z.object({ years: z.record(z.string().regex(/^20\d\d$/), Year) })
export type CalendarSource = z.infer<typeof CalendarSource>

/**
 * Records the years of a file: marks that are new or other than before, and days that were marked and are ordinary now.
 * What was known before stays as history. Throws RangeError on a day outside the file's years.
 */
export async function importCalendar(
  context: Context,
  source: CalendarSource,
  file: string,
): Promise<{ readonly years: readonly number[]; readonly changed: number }> {
  const years = Object.keys(source.years).map(Number)
  const hours: CalendarFile['workingHours'] = { start: '', end: '', endInclusive: true }
  const { days } = workingCalendar(years, markedDays({ workingHours: hours, years: source.years }))
  const stranger = Object.values(days).find(({ date }) => !years.includes(yearOf(date)))
  if (stranger !== undefined) throw new RangeError(`${stranger.date}: its year is not in the file`)
  return await inTransaction(context.db, async (tx) => {
    const before = (await readCalendar(tx)).days
    const changed = Object.values(days).filter((day) => {
      const old = before[day.date]
      return old?.working !== day.working || old.uncertain !== day.uncertain || old.name.kk !== day.name.kk
    })
    const taken = Object.values(before).filter(
      ({ date }) => years.includes(yearOf(date)) && days[date] === undefined,
    )
    for (const year of years) await recordYear(tx, year, basename(file), context.now())
    await recordDays(tx, changed, context.now())
    await recordOrdinary(tx, taken, basename(file), context.now())
    return { years, changed: changed.length + taken.length }
  })
}

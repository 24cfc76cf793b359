import { sql } from 'kysely'
import { z } from 'zod'
import { plainDate } from '../../domain/calendar/plain-date.ts'
import { type MarkedDay, type WorkingCalendar, workingCalendar } from '../../domain/calendar/working-days.ts'
import type { Db } from '../context.ts'
import { readOnce } from '../read-once.ts'

const DayName = z.object({ kk: z.string(), ru: z.string(), en: z.string() })

/** SQL: the working calendar as it is known now, for `calendarOf`: for one day the mark recorded last counts. */
export const calendarText = sql<string>`(select json_build_object(
  'years', (select coalesce(json_agg(year order by year), '[]') from calendar_year),
  'days', (select coalesce(json_agg(day), '[]') from (
    select distinct on (date) date, mark, name, source, uncertain from calendar_day
    order by date, recorded_at desc) day where mark <> 'ordinary'))::text)`

const CalendarText = z.object({
  years: z.array(z.int()),
  days: z.array(
    z.object({
      date: z.string(),
      mark: z.enum(['working', 'off']),
      name: DayName,
      source: z.string(),
      uncertain: z.boolean(),
    }),
  ),
})

/** What such a text says. */
export const calendarOf = readOnce((text): WorkingCalendar => {
  const { years, days } = CalendarText.parse(JSON.parse(text))
  return workingCalendar(
    years,
    days.map(
      ({ date, mark, name, source, uncertain }): MarkedDay => ({
        date: plainDate(date),
        working: mark === 'working',
        name,
        why: source,
        uncertain,
      }),
    ),
  )
})

/** The working calendar as it is known now. */
export async function readCalendar(db: Db): Promise<WorkingCalendar> {
  const { text } = await db.selectNoFrom(calendarText.as('text')).executeTakeFirstOrThrow()
  return calendarOf(text)
}

/** Declares a year known. Declaring it again changes nothing. */
export async function recordYear(db: Db, year: number, source: string, recordedAt: number): Promise<void> {
  await db
    .insertInto('calendar_year')
    .values({ year, source, recorded_at: new Date(recordedAt) })
    .onConflict((conflict) => conflict.column('year').doNothing())
    .execute()
}

/** Marks days; earlier marks stay in the table as history. */
export async function recordDays(db: Db, days: readonly MarkedDay[], recordedAt: number): Promise<void> {
  if (days.length === 0) return
  await db
    .insertInto('calendar_day')
    .values(
      days.map((day) => ({
        date: day.date,
        recorded_at: new Date(recordedAt),
        mark: day.working ? ('working' as const) : ('off' as const),
        kind: kindOf(day),
        name: JSON.stringify(day.name),
        source: day.why,
        uncertain: day.uncertain,
      })),
    )
    .execute()
}

/** Takes marks back: these days are what their weekday says. */
export async function recordOrdinary(
  db: Db,
  days: readonly MarkedDay[],
  source: string,
  recordedAt: number,
): Promise<void> {
  if (days.length === 0) return
  await db
    .insertInto('calendar_day')
    .values(
      days.map(({ date, name }) => ({
        date,
        recorded_at: new Date(recordedAt),
        mark: 'ordinary' as const,
        kind: 'transfer',
        name: JSON.stringify(name),
        source,
        uncertain: false,
      })),
    )
    .execute()
}

function kindOf({ why, working }: MarkedDay): string {
  if (why.startsWith('instead of')) return 'substitute'
  if (why.startsWith('religious')) return 'religious'
  return why === 'state' || why === 'national' ? 'holiday' : working || why !== '' ? 'transfer' : 'holiday'
}

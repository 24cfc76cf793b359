import { z } from 'zod'
import { plainDate } from '../../domain/calendar/plain-date.ts'
import { type MarkedDay, type WorkingCalendar, workingCalendar } from '../../domain/calendar/working-days.ts'
import type { Db } from '../context.ts'

const DayName = z.object({ kk: z.string(), ru: z.string(), en: z.string() })

/** The working calendar as it is known now: for one day the mark recorded last counts. */
export async function readCalendar(db: Db): Promise<WorkingCalendar> {
  const years = await db.selectFrom('calendar_year').select('year').execute()
  const rows = await db
    .selectFrom('calendar_day')
    .distinctOn('date')
    .select(['date', 'mark', 'name', 'source', 'uncertain'])
    .orderBy('date')
    .orderBy('recorded_at', 'desc')
    .execute()
  const days = rows
    .filter((row) => row.mark !== 'ordinary')
    .map(
      (row): MarkedDay => ({
        date: plainDate(row.date),
        working: row.mark === 'working',
        name: DayName.parse(row.name),
        why: row.source,
        uncertain: row.uncertain,
      }),
    )
  return workingCalendar(
    years.map(({ year }) => year),
    days,
  )
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

import { createHash } from 'node:crypto'
import type { PlainDate } from '../../domain/calendar/plain-date.ts'
import type { OpeningHours } from '../../domain/signal/step.ts'
import { readCalendar } from '../calendar/calendar-store.ts'
import type { Db } from '../context.ts'
import { settingOverTime } from '../setting/setting-store.ts'

/** The calendar as it is known now, and when the company opens on each day. */
export async function openingHours(db: Db): Promise<OpeningHours> {
  return (await stampedHours(db)).hours
}

/** The same with a stamp: another one says that a calendar or hours have changed. */
export async function stampedHours(db: Db): Promise<{ hours: OpeningHours; stamp: string }> {
  const calendar = await readCalendar(db)
  const opens = await settingOverTime(db, 'hours.opens')
  const opensOn = (day: PlainDate) =>
    (opens.findLast(({ from }) => from <= day) ?? opens[0])?.value ?? '00:00:00'
  const marks = Object.values(calendar.days).map(({ date, working }) => [date, working])
  const stamp = createHash('sha256')
    .update(JSON.stringify([calendar.years, marks, opens]))
    .digest('hex')
  return { hours: { calendar, opensOn }, stamp }
}

/** By which stamp the plans were made; null: none were yet. */
export async function planStamp(db: Db): Promise<string | null> {
  const row = await db.selectFrom('signal_clock').select('stamp').executeTakeFirst()
  return row?.stamp ?? null
}

export async function keepPlanStamp(db: Db, stamp: string): Promise<void> {
  await db
    .insertInto('signal_clock')
    .values({ stamp })
    .onConflict((conflict) => conflict.column('one').doUpdateSet({ stamp }))
    .execute()
}

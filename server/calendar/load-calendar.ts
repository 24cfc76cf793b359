import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { projectRoot } from '../../db/project-root.ts'
import { type CalendarFile, markedDays } from '../../domain/calendar/load-calendar.ts'
import { workingCalendar } from '../../domain/calendar/working-days.ts'
import type { Context } from '../context.ts'
import { inTransaction } from '../in-transaction.ts'
import { recordDays, recordYear } from './calendar-store.ts'

/**
 * Records the years and days of a file such as data/calendar-kz.json. Throws RangeError on a date that does not
 * exist.
 */
export async function loadCalendarFile(
  context: Context,
  path = join(projectRoot(), 'data', 'calendar-kz.json'),
): Promise<void> {
  const file: CalendarFile = JSON.parse(await readFile(path, 'utf8'))
  // Through the domain's own reading, so that of two marks on one day the same one counts everywhere.
  const { years, days } = workingCalendar(Object.keys(file.years).map(Number), markedDays(file))
  await inTransaction(context.db, async (tx) => {
    for (const year of years) await recordYear(tx, year, 'data/calendar-kz.json', context.now())
    await recordDays(tx, Object.values(days), context.now())
  })
}

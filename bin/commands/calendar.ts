import { CalendarSource, importCalendar } from '../../server/calendar/import-calendar.ts'
import { tellDueDates } from '../../server/registry/tell-due-dates.ts'
import { fill } from '../../words/fill.ts'
import type { CommandWorld } from '../terminal/command-world.ts'
import { type DataAsked, jsonOf, onData } from '../terminal/data-file.ts'

const usage = `otinish calendar import <file.json> [--language kk|ru|en]

  Records years of the working calendar: holidays, days off instead of them, moved days. For the years of the file it is
  the whole truth: a day that it does not name is an ordinary one. data/calendar-kz.json shows the shape. Appeals whose
  due date waited for such a year are given theirs, and their clients are told.`

/** `otinish calendar import`: 0 recorded, 1 refused in words, 3 wrong arguments. */
export function run(args: string[]): Promise<number> {
  return onData('calendar', args, { usage, acts: { import: true } }, importYears)
}

async function importYears({ context }: CommandWorld, asked: DataAsked): Promise<void> {
  const source = CalendarSource.parse(await jsonOf(asked))
  const { years, changed } = await importCalendar(context, source, asked.file ?? '')
  console.log(fill(asked.said.calendarRecorded, { years: years.join(', '), n: changed }))
  console.log(fill(asked.said.datesTold, { n: await tellDueDates(context) }))
}

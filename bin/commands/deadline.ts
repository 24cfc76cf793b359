import { parseArgs } from 'node:util'
import calendarFile from '../../data/calendar-kz.json' with { type: 'json' }
import { dueDate, isToBeTold } from '../../domain/appeal/due-date.ts'
import {
  type Instant,
  instantOf,
  localDate,
  localDateTime,
  parseInstant,
  parseLocalTime,
} from '../../domain/calendar/instant.ts'
import { loadCalendar, loadHours } from '../../domain/calendar/load-calendar.ts'
import { type PlainDate, parsePlainDate } from '../../domain/calendar/plain-date.ts'
import { isMissingYear, skippedDays } from '../../domain/calendar/working-days.ts'
import type { Term } from '../../domain/catalogue/appeal-type.ts'
import type { Localised } from '../../domain/language.ts'
import { registrationDate } from '../../domain/registry/registration-date.ts'
import { fill } from '../../words/fill.ts'
import { argumentFault, languageHere, wordsHere, wrongArguments } from '../terminal/terminal-words.ts'

export const deadlineUsage = `otinish deadline --at <moment> (--days <n> | --calendar-days <n>) [--json]

  --at             when the appeal is sent: 2026-03-20T20:00, Astana time, or with an offset: 2026-03-20T20:00+03:00
  --days           the term in working days, 1-1000
  --calendar-days  the term in calendar days, 1-1000
  --json           one line of JSON`

class UsageError extends Error {}
class MissingCalendar extends Error {
  constructor(year: number) {
    super(fill(wordsHere().deadline.noCalendar, { year }))
  }
}

interface Deadline {
  readonly sent: { readonly date: PlainDate; readonly time: string }
  readonly registrationDate: PlainDate
  readonly dueDate: PlainDate
  /** After the day of sending, up to the due date. */
  readonly skipped: readonly { readonly date: PlainDate; readonly why: 'weekend' | Localised }[]
}

function momentOf(text: string): Instant {
  const [day = '', clock = '', ...more] = text.split('T')
  const date = parsePlainDate(day)
  const time = parseLocalTime(clock)
  const local = date !== null && time !== null && more.length === 0 ? instantOf(date, time) : null
  const moment = local ?? parseInstant(text)
  if (moment === null) throw new UsageError(fill(wordsHere().deadline.atWrong, { text }))
  return moment
}

function termOf(days: string | undefined, calendarDays: string | undefined): Term {
  const text = days ?? calendarDays
  if (text === undefined || (days !== undefined && calendarDays !== undefined)) {
    throw new UsageError(wordsHere().deadline.oneTerm)
  }
  if (!/^[1-9]\d{0,3}$/.test(text) || Number(text) > 1000)
    throw new UsageError(fill(wordsHere().deadline.daysWrong, { text }))
  return { value: Number(text), unit: days === undefined ? 'calendarDays' : 'workingDays' }
}

/** §10, by the shipped calendar and hours. Throws MissingCalendar rather than guess. */
function deadline(sentAt: Instant, term: Term): Deadline {
  const calendar = loadCalendar(calendarFile)
  const registered = registrationDate(sentAt, calendar, loadHours(calendarFile), { beforeOpening: 'sameDay' })
  if (registered.missingYear !== undefined) throw new MissingCalendar(registered.missingYear)
  const due = dueDate(registered.date, term, calendar)
  if (isToBeTold(due)) throw new MissingCalendar(due.toBeTold)
  const skipped = skippedDays(localDate(sentAt), due.date, calendar)
  if (isMissingYear(skipped)) throw new MissingCalendar(skipped.missingYear)
  return {
    sent: localDateTime(sentAt),
    registrationDate: registered.date,
    dueDate: due.date,
    skipped,
  }
}

const inJson = ({ registrationDate, dueDate, skipped }: Deadline): string =>
  JSON.stringify({
    registrationDate,
    dueDate,
    skipped: skipped.map(({ date, why }) => ({ date, why: why === 'weekend' ? why : why.kk })),
  })

function inWords({ sent, registrationDate, dueDate, skipped }: Deadline, term: Term): string {
  const said = wordsHere().deadline
  const language = languageHere()
  const lines: [string, string][] = [
    [said.sent, `${sent.date} ${sent.time} (${said.astana})`],
    [said.registered, registrationDate],
    [said.due, `${dueDate} (${fill(said[term.unit], { n: term.value })})`],
    [said.passed, String(skipped.length)],
  ]
  const width = Math.max(...lines.map(([label]) => label.length))
  return [
    ...lines.map(([label, text]) => `${label.padEnd(width)} ${text}`),
    ...skipped.map(({ date, why }) => `  ${date}  ${why === 'weekend' ? said.weekend : why[language]}`),
  ].join('\n')
}

/**
 * `otinish deadline`: when an appeal sent at this moment is registered and due. Needs no database. Resolves to the
 * exit code: 0, 1 when a year has no calendar, 3 when the arguments are wrong.
 */
export async function run(args: string[]): Promise<number> {
  try {
    const { values } = parse(args)
    if (values.at === undefined) throw new UsageError(wordsHere().deadline.atMissing)
    const term = termOf(values.days, values['calendar-days'])
    const found = deadline(momentOf(values.at), term)
    console.log(values.json ? inJson(found) : inWords(found, term))
    return 0
  } catch (error) {
    if (error instanceof MissingCalendar) {
      console.error(`otinish deadline: ${error.message}`)
      return 1
    }
    if (error instanceof UsageError) {
      return wrongArguments('deadline', deadlineUsage, error.message)
    }
    throw error
  }
}

function parse(args: string[]) {
  try {
    return parseArgs({
      args,
      options: {
        at: { type: 'string' },
        days: { type: 'string' },
        'calendar-days': { type: 'string' },
        json: { type: 'boolean', default: false },
      },
    })
  } catch (error) {
    throw new UsageError(argumentFault(error))
  }
}

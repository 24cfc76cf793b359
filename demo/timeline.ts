import { instantOf, localDate } from '../domain/calendar/instant.ts'
import { addDays, type PlainDate } from '../domain/calendar/plain-date.ts'
import { isMissingYear, sameOrNextWorkingDay, type WorkingCalendar } from '../domain/calendar/working-days.ts'
import { isTakenAsWorking } from '../domain/calendar/working-hours.ts'

/** Something that happens in the demo world at a moment (epoch milliseconds). */
export interface Step {
  readonly at: number
  readonly run: () => Promise<void>
}

/** Moments of the recent past, counted back in working days from the day the world is made. */
export class Timeline {
  readonly now: number
  readonly #calendar: WorkingCalendar

  constructor(now: number, calendar: WorkingCalendar) {
    this.now = now
    this.#calendar = calendar
  }

  /** A local time on the `days`-th working day before today; 1 is the last working day that has ended. */
  ago(days: number, time: string): number {
    let day = localDate(this.now)
    for (let left = days; left > 0; ) {
      day = addDays(day, -1)
      if (isTakenAsWorking(day, this.#calendar)) left -= 1
    }
    return instantOf(day, time)
  }

  /** The first working day at least `days` calendar days after a moment. */
  workingDayAfter(moment: number, days: number): PlainDate {
    const day = addDays(localDate(moment), days)
    const working = sameOrNextWorkingDay(day, this.#calendar)
    return isMissingYear(working) ? day : working
  }
}

/** Runs the steps in the order of their moments, whatever order they were written in. */
export async function play(steps: readonly Step[], setClock: (at: number) => void): Promise<void> {
  for (const step of [...steps].sort((a, b) => a.at - b.at)) {
    setClock(step.at)
    await step.run()
  }
}

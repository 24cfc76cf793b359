import { type PlainDate, yearOf } from '../calendar/plain-date.ts'

/**
 * Numbers run without gaps within a register and the year of the registration date, in order of registration:
 * 1, 2, 3 … (docs/decisions/0003). The counter is a row locked in the transaction that registers.
 */
export interface RegistrationNumber {
  readonly number: number
  readonly date: PlainDate
}

/** The year whose counter numbers an appeal registered on this date. */
export function registerYear(date: PlainDate): number {
  return yearOf(date)
}

/** §2: as the guide prints it, `3864 / 2022-10-04`. */
export function formatRegistration({ number, date }: RegistrationNumber): string {
  return `${number} / ${date}`
}

import { addDays, type PlainDate } from '../calendar/plain-date.ts'

/** Who may act for whom, by number, and from which day to which (inclusive; null: until it is taken back). */
export interface Mandate {
  /** IIN of who acts. */
  readonly person: string
  /** IIN or BIN of whom they act for. */
  readonly party: string
  readonly validFrom: PlainDate
  readonly validTo: PlainDate | null
}

export type MandateDays = Pick<Mandate, 'validFrom' | 'validTo'>

/** Is a mandate in force on this day? Its first and its last day count. */
export function isInForce({ validFrom, validTo }: MandateDays, today: PlainDate): boolean {
  return validFrom <= today && (validTo === null || today <= validTo)
}

/** What a person is to a party: the party itself, or somebody with mandates of it, past ones too. */
export interface Tie {
  readonly isOneself: boolean
  readonly mandates: readonly MandateDays[]
}

/** docs/decisions/0049: may they act for the party on this day, in their own right or by a mandate in force? */
export function mayActFor({ isOneself, mandates }: Tie, today: PlainDate): boolean {
  return isOneself || mandates.some((mandate) => isInForce(mandate, today))
}

/** What makes no mandate (docs/decisions/0021); null when nothing does. */
export function mandateProblem({
  person,
  party,
  validFrom,
  validTo,
}: Mandate): 'mandate_of_oneself' | 'mandate_dates' | null {
  if (person === party) return 'mandate_of_oneself'
  return validTo !== null && validTo < validFrom ? 'mandate_dates' : null
}

/**
 * A mandate may end earlier than was entered, never later: one that was taken back must not come back with the next
 * file, and a longer power of attorney is another one.
 */
export function isLonger(validTo: PlainDate | null, before: PlainDate | null): boolean {
  return before !== null && (validTo === null || validTo > before)
}

/** The last day of a mandate that is taken back; the day before its first where it never came into force. */
export function lastDayOf(validFrom: PlainDate, takenBackOn: PlainDate): PlainDate {
  return takenBackOn < validFrom ? addDays(validFrom, -1) : takenBackOn
}

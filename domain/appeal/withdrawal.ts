import { addDays, type PlainDate } from '../calendar/plain-date.ts'
import type { WorkingCalendar } from '../calendar/working-days.ts'
import { isTakenAsWorking } from '../calendar/working-hours.ts'
import type { AppealEvent } from './event.ts'

/** docs/decisions/0059: working days after the day of asking in which the company decides. */
const withdrawalTerm = 3

/** By when it is decided. A year without a calendar is taken by the ordinary week: a day there always is. */
export function decideBy(askedOn: PlainDate, calendar: WorkingCalendar): PlainDate {
  let day = askedOn
  for (let left = withdrawalTerm; left > 0; ) {
    day = addDays(day, 1)
    if (isTakenAsWorking(day, calendar)) left -= 1
  }
  return day
}

/** What the client asks for and nobody has decided. */
export interface OpenWithdrawal {
  readonly submissionId: string
  /** ISO 8601, UTC. */
  readonly askedAt: string
  readonly decideBy: PlainDate
}

const endedBy: readonly AppealEvent['type'][] = [
  'withdrawalDeclined',
  'withdrawn',
  'executed',
  'forwarded',
  'returned',
  'returnedByCompany',
]

/** The one that waits for a decision; null: none does. Where the appeal ends another way, it is over too. */
export function openWithdrawal(history: readonly AppealEvent[]): OpenWithdrawal | null {
  let open: OpenWithdrawal | null = null
  for (const event of history) {
    if (event.type === 'submitted' && event.data.decideBy !== undefined) {
      const { submissionId, decideBy } = event.data
      open = { submissionId, askedAt: event.occurredAt, decideBy }
    } else if (endedBy.includes(event.type)) open = null
  }
  return open
}

/**
 * What became of one: agreed to, declined, none because its signer's key turned out revoked, overtaken by the appeal's
 * own end, or nothing yet.
 */
export const withdrawalStates = ['open', 'accepted', 'declined', 'revoked', 'over'] as const
export type WithdrawalState = (typeof withdrawalStates)[number]

/** Nobody declined: the signature turned out to be none. */
export const isRevoked = (event: Pick<AppealEvent, 'type' | 'data'>): boolean =>
  event.type === 'withdrawalDeclined' && 'verdict' in event.data && event.data.verdict !== undefined

export function withdrawalStateOf(history: readonly AppealEvent[], submissionId: string): WithdrawalState {
  const decided = history.find(
    ({ type, data }) =>
      (type === 'withdrawn' || type === 'withdrawalDeclined') &&
      'submissionId' in data &&
      data.submissionId === submissionId,
  )
  if (decided?.type === 'withdrawn') return 'accepted'
  if (decided !== undefined) return isRevoked(decided) ? 'revoked' : 'declined'
  return openWithdrawal(history)?.submissionId === submissionId ? 'open' : 'over'
}

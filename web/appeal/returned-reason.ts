import type { Appeal } from '../../wire/appeal.ts'
import { fill } from '../../words/fill.ts'
import type { Words } from '../words.ts'
import { shortMoment } from './dates.ts'

const known = ['revoked', 'on_hold', 'not_known_to_ca', 'notConsidered'] as const

type Returned = Pick<NonNullable<Appeal['returned']>, 'reason' | 'revokedAt'>

/** Why an appeal was returned, and since when its key was revoked, as one text. */
export function returnedReason(
  { reason, revokedAt }: Returned,
  { reasons, revokedSince }: Words<'verdict'>,
): string {
  const why = known.find((one) => one === reason) ?? 'other'
  const since = revokedAt === null ? '' : ` ${fill(revokedSince, { date: shortMoment(revokedAt) })}`
  return reasons[why] + since
}

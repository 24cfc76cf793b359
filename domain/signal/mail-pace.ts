import type { Instant } from '../calendar/instant.ts'
import type { SignalKind } from './kind.ts'

/** Somebody gets one mail in so long. */
export const mailEveryMs = 3_600_000

/** docs/office.md 8: what is overdue waits for no limit. */
export const isUrgent = (kind: SignalKind): boolean => kind === 'overdue'

/**
 * When the next mail may go to somebody: an hour after the last. What comes meanwhile is added to it: limits merge and
 * postpone, they never drop. A last one in the future is of a clock that was put back since.
 */
export function mailDueAt(lastAt: Instant | null, now: Instant, urgent: boolean): Instant {
  return urgent || lastAt === null ? now : Math.max(now, Math.min(lastAt, now) + mailEveryMs)
}

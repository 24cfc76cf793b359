import { createHash } from 'node:crypto'
import canonicalize from 'canonicalize'
import type { AppealEvent } from '../../domain/appeal/history.ts'

/** What the hash of an event covers, by these names. Times are ISO 8601, UTC, with milliseconds. */
export interface ChainedEvent {
  readonly appeal: string
  readonly seq: number
  readonly type: AppealEvent['type']
  readonly occurredAt: string
  readonly recordedAt: string
  /** `person:<id>`, `staff:<id>` or `system` */
  readonly actor: string
  readonly source: string
  /** Good once an appeal: the same act told twice is one event. */
  readonly key: string
  readonly data: unknown
  /** The hash of the event before; 64 zeros for the first. */
  readonly previous: string
}

export const firstPrevious = '0'.repeat(64)

/** SHA-256, lower-case hexadecimal, of the event's RFC 8785 JSON. */
export function hashOf(event: ChainedEvent): string {
  const { appeal, seq, type, occurredAt, recordedAt, actor, source, key, data, previous } = event
  const json = canonicalize({ appeal, seq, type, occurredAt, recordedAt, actor, source, key, data, previous })
  if (json === undefined) throw new TypeError('an event is an object')
  return createHash('sha256').update(json).digest('hex')
}

/**
 * Is this chain whole? `events` are one appeal's, in order of `seq`. Null when it is; else the `seq` of the first
 * event that was changed, moved or comes after a gap.
 */
export function checkChain(events: readonly (ChainedEvent & { readonly hash: string })[]): number | null {
  let previous = firstPrevious
  for (const [index, event] of events.entries()) {
    const inPlace =
      event.seq === index + 1 && event.previous === previous && event.appeal === events[0]?.appeal
    if (!inPlace || hashOf(event) !== event.hash) return event.seq
    previous = event.hash
  }
  return null
}

/** The head of a day: SHA-256 of the heads of all chains, 64 hexadecimal digits each, sorted by appeal id. */
export function dailyHeadOf(heads: readonly { readonly appeal: string; readonly hash: string }[]): string {
  const sorted = [...heads].sort((a, b) => (a.appeal < b.appeal ? -1 : a.appeal > b.appeal ? 1 : 0))
  return createHash('sha256')
    .update(sorted.map(({ hash }) => hash).join(''))
    .digest('hex')
}

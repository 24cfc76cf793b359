import { createHash } from 'node:crypto'
import canonicalize from 'canonicalize'
import type { EventType } from '../../domain/appeal/event.ts'
import type { EventKind } from '../../domain/appeal/history.ts'

/** What the hash of an event covers, by these names. Times are ISO 8601, UTC, with milliseconds. */
export interface ChainedEvent<Type extends string = EventType> {
  readonly appeal: string
  readonly seq: number
  readonly type: Type
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

/** An event as it is kept: what the hash covers, and the hash. */
export type StoredEvent<Type extends string = EventType> = ChainedEvent<Type> & { readonly hash: string }

/** An event that is not told: its place, its time and its hash, so that the chain can be followed past it. */
export type HeldBack = Pick<StoredEvent, 'seq' | 'recordedAt' | 'hash'>

export const firstPrevious = '0'.repeat(64)

/** SHA-256, lower-case hexadecimal, of the event's RFC 8785 JSON. */
export const hashOf = (event: ChainedEvent<string>): string =>
  createHash('sha256').update(canonicalEvent(event)).digest('hex')

/** What the hash of an event is over: RFC 8785 JSON. */
export function canonicalEvent(event: ChainedEvent<string>): string {
  const { appeal, seq, type, occurredAt, recordedAt, actor, source, key, data, previous } = event
  const json = canonicalize({ appeal, seq, type, occurredAt, recordedAt, actor, source, key, data, previous })
  if (json === undefined) throw new TypeError('an event is an object')
  return json
}

/** A chain as it leaves the company: what `kinds` says that only the office sees is held back. */
export function toldChain<Type extends string>(
  chain: readonly StoredEvent<Type>[],
  kinds: Readonly<Record<Type, Pick<EventKind, 'seenBy'>>>,
): (StoredEvent<Type> | HeldBack)[] {
  return chain.map((event) => {
    const { seq, recordedAt, hash } = event
    return kinds[event.type].seenBy === 'client' ? event : { seq, recordedAt, hash }
  })
}

/**
 * Is this chain whole? `events` are one appeal's, in order of `seq`. Null when it is; else the `seq` of the first
 * event that was changed, moved or comes after a gap. A change of what is held back shows at the event after it.
 */
export function checkChain(events: readonly (StoredEvent<string> | HeldBack)[]): number | null {
  const appeal = events.find((event) => 'appeal' in event)?.appeal
  let previous = firstPrevious
  for (const [index, event] of events.entries()) {
    if (event.seq !== index + 1) return event.seq
    const whole =
      !('appeal' in event) ||
      (event.previous === previous && event.appeal === appeal && hashOf(event) === event.hash)
    if (!whole) return event.seq
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

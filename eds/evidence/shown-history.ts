import { equalBytes, toHex } from '../bytes.ts'
import { sha256Of } from './manifest.ts'

/** An event as the client is shown it. `data` is what its kind says: ids, codes, dates, digests. */
export interface ShownEvent {
  readonly appeal: string
  readonly seq: number
  readonly type: string
  readonly actor: string
  readonly data: Readonly<Record<string, unknown>>
  readonly previous: string
}

/** A history that holds together: `hashes` of all its events in order, hexadecimal, `shown` those that are told. */
export interface ShownHistory {
  readonly hashes: readonly string[]
  readonly shown: readonly ShownEvent[]
}

const noPrevious = '0'.repeat(64)

/**
 * The shown history of a package (docs/decisions/0063): a line an event. A line that tells its event is the very JSON
 * (RFC 8785) that the event's hash covers, so its SHA-256 is the hash, and no canonical writer is needed to check it.
 * What the client is not shown has its place, time and hash alone. Null when the chain is broken, has a gap, or is of
 * two appeals.
 */
export async function readHistory(bytes: Uint8Array): Promise<ShownHistory | null> {
  const text = new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes)
  if (!text.endsWith('\n') || !equalBytes(new TextEncoder().encode(text), bytes)) return null
  const hashes: string[] = []
  const shown: ShownEvent[] = []
  for (const line of text.slice(0, -1).split('\n')) {
    const event = parsed(line)
    if (event === null || event.seq !== hashes.length + 1) return null
    if ('hash' in event) hashes.push(event.hash)
    else {
      const follows = event.previous === (hashes.at(-1) ?? noPrevious)
      if (!follows || event.appeal !== (shown[0]?.appeal ?? event.appeal)) return null
      shown.push(event)
      hashes.push(toHex(await sha256Of(new TextEncoder().encode(line))))
    }
  }
  return { hashes, shown }
}

/** An event that is held back, in the one form that is read. */
export const heldBackLine = (event: { seq: number; recordedAt: string; hash: string }): string =>
  JSON.stringify({ hash: event.hash, recordedAt: event.recordedAt, seq: event.seq })

function parsed(line: string): ShownEvent | { seq: number; recordedAt: string; hash: string } | null {
  try {
    const event = JSON.parse(line)
    if (event === null || typeof event !== 'object') return null
    if (!('hash' in event)) return isShown(event) ? event : null
    const right = /^[0-9a-f]{64}$/.test(event.hash) && typeof event.recordedAt === 'string'
    return right && heldBackLine(event) === line ? event : null
  } catch {
    return null
  }
}

const isShown = (event: Partial<ShownEvent>): event is ShownEvent =>
  [event.appeal, event.type, event.actor, event.previous].every((one) => typeof one === 'string') &&
  typeof event.data === 'object' &&
  event.data !== null

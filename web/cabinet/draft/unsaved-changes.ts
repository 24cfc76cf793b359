import type { Unsaved } from './draft-saving.ts'

/** A change that this device still has: whose it is, of which draft, and which page typed it. */
export interface KeptHere {
  readonly personId: string
  readonly draftId: string
  /** A page's own mark: two windows on one draft keep theirs apart. */
  readonly pageId: string
  /** Epoch milliseconds by this device's clock, for forgetting alone. */
  readonly at: number
  readonly unsaved: Unsaved
}

/** `localStorage`, or a substitute for it. */
export type Store = Pick<Storage, 'getItem' | 'setItem' | 'removeItem' | 'key' | 'length'>

const prefix = 'otinish.unsaved.'
// As long as the server keeps a draft nobody changes.
const keptDays = 30

const keyOf = ({ personId, draftId, pageId }: Omit<KeptHere, 'at' | 'unsaved'>): string =>
  `${prefix}${personId}.${draftId}.${pageId}`

/** Writes it down before anything is sent. Never throws: a full or forbidden storage leaves the page as it is. */
export function keepHere(store: Store, kept: KeptHere): void {
  try {
    store.setItem(keyOf(kept), JSON.stringify(kept))
  } catch {
    // The page still has it in memory and goes on trying to save it.
  }
}

export function forgetHere(store: Store, kept: Omit<KeptHere, 'at' | 'unsaved'>): void {
  try {
    store.removeItem(keyOf(kept))
  } catch {
    // Nothing could be kept there either.
  }
}

/** What this person left unsaved on this device, the oldest first; nothing of anybody else's. */
export function keptOf(store: Store, personId: string, now: number): KeptHere[] {
  const found: KeptHere[] = []
  for (const key of keysOf(store)) {
    const kept = readKept(store, key)
    if (kept === null || now - kept.at > keptDays * 86_400_000) store.removeItem(key)
    else if (kept.personId === personId) found.push(kept)
  }
  return found.sort((a, b) => a.at - b.at)
}

/** After sending, deleting or signing out: nothing of these drafts, or of this person, stays on the device. */
export function forgetAllHere(store: Store, personId: string, draftId?: string): void {
  const start = draftId === undefined ? `${prefix}${personId}.` : `${prefix}${personId}.${draftId}.`
  for (const key of keysOf(store)) if (key.startsWith(start)) store.removeItem(key)
}

function keysOf(store: Store): string[] {
  const keys: string[] = []
  try {
    for (let index = 0; index < store.length; index++) {
      const key = store.key(index)
      if (key?.startsWith(prefix)) keys.push(key)
    }
  } catch {
    return []
  }
  return keys
}

function readKept(store: Store, key: string): KeptHere | null {
  try {
    const kept = JSON.parse(store.getItem(key) ?? 'null') as Partial<KeptHere> | null
    const whole = kept?.personId && kept.draftId && kept.pageId && kept.unsaved?.base && kept.unsaved.pending
    return whole && keyOf(kept as KeptHere) === key ? (kept as KeptHere) : null
  } catch {
    return null
  }
}

import { inTab } from '../../tab-storage.ts'
import type { WorkRow } from '../assign/work-row.ts'

/** Where somebody is in the queue: the address, the row opened last, how far it was scrolled, what is chosen. */
export interface Place {
  /** Where appeals are opened from now. */
  readonly from: 'desk' | 'queue'
  readonly address: string
  readonly opened: string | null
  readonly scroll: number
  readonly chosen: readonly WorkRow[]
}

const nowhere: Place = { from: 'queue', address: '', opened: null, scroll: 0, chosen: [] }
const keyOf = (personId: string): string => `${inTab.queue}${personId}.place`

/** What this tab remembers; nothing where there is no storage. */
export function placeOf(personId: string): Place {
  try {
    const kept = sessionStorage.getItem(keyOf(personId))
    return kept === null ? nowhere : { ...nowhere, ...(JSON.parse(kept) as Partial<Place>) }
  } catch {
    return nowhere
  }
}

export function keepPlace(personId: string, place: Partial<Place>): void {
  try {
    sessionStorage.setItem(keyOf(personId), JSON.stringify({ ...placeOf(personId), ...place }))
  } catch {
    // Without storage nothing is remembered.
  }
}

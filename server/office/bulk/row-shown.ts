import { isKnownTo, standingFor } from '../../../domain/appeal/can.ts'
import type { Asker } from '../../context.ts'
import type { WorkItem } from '../work/work-store.ts'

/** What a row says of an appeal that was named in an act of many. */
export type RowShown = Pick<WorkItem, 'id' | 'number' | 'coupon' | 'subject'>

/**
 * All that a list says where they may list it; its numbers where they may know of it, so that who comes late learns
 * which one it was; of any other nothing. `item`: undefined where it is none.
 */
export function rowShown(asker: Asker, id: string, item: WorkItem | undefined): RowShown {
  if (item === undefined || !isKnownTo(asker, item.facts))
    return { id, number: null, coupon: '', subject: '' }
  const { number, coupon } = item
  return { id, number, coupon, subject: isListedBy(asker, item) ? item.subject : '' }
}

export const isListedBy = (asker: Asker, { facts }: WorkItem): boolean =>
  standingFor(asker, 'list', facts).length > 0

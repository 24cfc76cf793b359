import { relationsFor } from '../../domain/appeal/rights.ts'
import { queueTabs, tabFilters } from '../../domain/mailbox/queue.ts'
import { queueAddress } from '../../domain/mailbox/queue-address.ts'
import { QueueAsked, queueAsked, type Views } from '../../wire/queue.ts'
import type { Asker, Context } from '../context.ts'
import { listDays } from '../mailbox/list-columns.ts'
import { allUnits } from '../unit/unit-store.ts'
import { filterOf } from './desk-filter.ts'
import { countQueue } from './queue-store.ts'
import { viewsOf } from './view-store.ts'

/** The tabs and views of the queue, each with the count of the list at its address. */
export async function showViews(context: Context, asker: Asker): Promise<Views> {
  const days = await listDays(context)
  const count = async (asked: QueueAsked) =>
    await countQueue(context.db, await filterOf(context.db, asker, asked, days))
  const views = await viewsOf(context.db, asker)
  const units = (await allUnits(context.db)).filter(({ id, closed }) => !closed && mayKeepViewsOf(asker, id))
  return {
    tabs: await Promise.all(
      queueTabs.map(async (tab) => {
        const asked = QueueAsked.parse(tabFilters[tab])
        return { tab, query: queueAddress(asked), ...(await count(asked)) }
      }),
    ),
    views: await Promise.all(
      views.map(async ({ id, name, query, unit }) => ({
        id,
        name,
        query,
        unit: unit?.name ?? null,
        mayDelete: unit === null || mayKeepViewsOf(asker, unit.id),
        ...(await count(queueAsked(Object.fromEntries(new URLSearchParams(query))))),
      })),
    ),
    units: units.map(({ id, name }) => ({ id, name })),
  }
}

/** Who hands out the work of a unit keeps its views. */
export function mayKeepViewsOf({ roles, duty }: Asker, unitId: string): boolean {
  const hands = relationsFor(roles, 'assign', false)
  return hands.has('all') || (hands.has('unit') && duty.unitsBelow.includes(unitId))
}

import type { z } from 'zod'
import { localDate } from '../../domain/calendar/instant.ts'
import type { Localised } from '../../domain/language.ts'
import { shortName } from '../../domain/person/name.ts'
import { inTreeOrder, mayHead } from '../../domain/unit/unit.ts'
import type { Units } from '../../wire/people.ts'
import { countOpenWork, workIn } from '../appeal/held-work-store.ts'
import type { Context } from '../context.ts'
import { workersOn } from '../person/worker-store.ts'
import { type HandOverProgress, handOverProgress, openHandOvers } from './hand-over-store.ts'
import { allUnits } from './unit-store.ts'

/** The tree of open units, with who belongs to each, and how much it has to do. */
export async function showUnits(context: Context): Promise<z.input<typeof Units>> {
  const { workers } = await workersOn(context.db, localDate(context.now()))
  const units = (await allUnits(context.db)).filter(({ closed }) => !closed)
  const open = await countOpenWork(context.db, 'unit_id')
  const free = new Map<string, number>()
  for (const unit of units) {
    const nobodys = (await workIn(context.db, unit.id)).filter(({ executorId }) => executorId === null)
    free.set(unit.id, nobodys.length)
  }
  const closing = new Map<string, HandOverProgress>()
  for (const { id, unitId } of await openHandOvers(context.db)) {
    if (unitId !== null) closing.set(unitId, await handOverProgress(context.db, id))
  }
  const named = ({ id, name }: (typeof workers)[number]) => ({ id, name: shortName(name) })
  return {
    units: inTreeOrder(units).map(({ id, code, name, parentId, headId, closesTo }) => {
      const head = workers.find((one) => one.id === headId)
      return {
        id,
        code,
        name,
        parentId,
        head: head === undefined ? null : named(head),
        members: workers.filter((one) => one.active && one.units.includes(id)).map(named),
        open: open.get(id) ?? 0,
        free: free.get(id) ?? 0,
        closing: closingTo(closing.get(id), units.find((one) => one.id === closesTo)?.name),
      }
    }),
    heads: workers.filter(mayHead).map(named),
  }
}

const closingTo = (progress: HandOverProgress | undefined, taker: Localised | undefined) =>
  progress === undefined || taker === undefined ? null : { ...progress, taker }

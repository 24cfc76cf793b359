import { localDate } from '../../domain/calendar/instant.ts'
import { refuse } from '../../domain/refusal.ts'
import { mayHead, type Unit, whyNotBelow, whyNotNamed } from '../../domain/unit/unit.ts'
import type { Context, Db } from '../context.ts'
import { workersOn } from '../person/worker-store.ts'
import { NotFound, Refused } from '../refused.ts'
import { inLoggedTransaction } from '../security-log.ts'
import { handingOf, lockOfficeBy, type Manager, refuseIf } from './manage.ts'
import { settleWork } from './settle-work.ts'
import { recordUnitMove } from './taken-store.ts'
import { allUnits, updateUnit } from './unit-store.ts'

export type UnitChange = Partial<Pick<Unit, 'name' | 'parentId' | 'headId'>>

/**
 * Renames a unit, moves it below another, or says who its head is; what is left out stays. A head above who loses it by
 * the move gives back what they hold there. Throws NotFound or Refused.
 */
export async function changeUnit(
  context: Context,
  manager: Manager,
  unitId: string,
  change: UnitChange,
): Promise<void> {
  const { name, parentId, headId } = change
  const about = { unit: unitId, changed: Object.keys(change).join(' '), head: headId ?? null }
  await inLoggedTransaction(context, async (trx, tell) => {
    await lockOfficeBy(context, trx, manager)
    const units = await allUnits(trx)
    const unit = units.find(({ id, closed }) => id === unitId && !closed)
    if (unit === undefined) throw new NotFound()
    if (name !== undefined) refuseIf(whyNotNamed(name))
    if (parentId !== undefined) refuseIf(whyNotBelow(units, unitId, parentId))
    if (headId != null) await needHead(context, trx, headId)
    await updateUnit(trx, unitId, change)
    await tell('unitChanged', manager?.id ?? null, about)
    if (parentId === undefined || parentId === unit.parentId) return
    if (unit.parentId !== null) {
      const moved = { unitId, parentBefore: unit.parentId }
      await recordUnitMove(trx, moved, manager?.id ?? null, context.now())
    }
    const { workers } = await workersOn(trx, localDate(context.now()))
    for (const { id } of workers.filter(({ roles }) => roles.includes('head'))) {
      await settleWork(trx, id, handingOf(context, manager, 'unitLeft'))
    }
  })
}

async function needHead(context: Context, trx: Db, headId: string): Promise<void> {
  const { workers } = await workersOn(trx, localDate(context.now()))
  const head = workers.find(({ id }) => id === headId)
  if (head === undefined || !mayHead(head)) throw new Refused(refuse('head_not_able'))
}

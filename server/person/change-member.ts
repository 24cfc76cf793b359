import { whyNotOwnAdministration } from '../../domain/person/administration.ts'
import { refuse } from '../../domain/refusal.ts'
import { whyNotOpen } from '../../domain/unit/unit.ts'
import type { Context } from '../context.ts'
import { inTransaction } from '../in-transaction.ts'
import { Refused } from '../refused.ts'
import { logSecurity } from '../security-log.ts'
import { beginManaging, handingOf, type Manager, refuseIf } from '../unit/manage.ts'
import { settleWork } from '../unit/settle-work.ts'
import { allUnits, recordMember, withdrawHeadship } from '../unit/unit-store.ts'

/**
 * Somebody joins or leaves a unit; what is so already, stays. Who leaves gives back the open work that they hold
 * there. Throws NotFound or Refused.
 */
export async function changeMember(
  context: Context,
  manager: Manager,
  staffId: string,
  unitId: string,
  change: 'joined' | 'left',
): Promise<void> {
  const by = manager?.id ?? null
  const changed = await inTransaction(context.db, async (trx) => {
    const { worker } = await beginManaging(context, trx, manager, 'changePeople', staffId)
    const units = await allUnits(trx)
    const unit = units.find(({ id, closed }) => id === unitId && !closed)
    if (unit === undefined) throw new Refused(refuse('unit_closed'))
    if (change === 'joined') refuseIf(whyNotOpen(units, unitId))
    if (worker.units.includes(unitId) === (change === 'joined')) return null
    refuseIf(whyNotOwnAdministration(by, staffId))
    await recordMember(trx, { staffId, unitId, change }, by, context.now())
    if (change === 'joined') return 0
    await withdrawHeadship(trx, staffId, unitId)
    return await settleWork(trx, staffId, handingOf(context, manager, 'unitLeft'), worker.unitsBelow)
  })
  if (changed === null) return
  const act = change === 'joined' ? 'unitJoined' : 'unitLeft'
  await logSecurity(context, act, by, { staff: staffId, unit: unitId, appeals: changed })
}

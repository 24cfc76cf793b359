import { whyNotOwnAdministration } from '../../domain/person/administration.ts'
import { refuse } from '../../domain/refusal.ts'
import { whyNotOpen } from '../../domain/unit/unit.ts'
import type { Context } from '../context.ts'
import { Refused } from '../refused.ts'
import { inLoggedTransaction } from '../security-log.ts'
import { tellAccount } from '../signal/tell-account.ts'
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
  await inLoggedTransaction(context, async (trx, tell) => {
    const { worker } = await beginManaging(context, trx, manager, 'changePeople', staffId)
    const units = await allUnits(trx)
    const unit = units.find(({ id, closed }) => id === unitId && !closed)
    if (unit === undefined) throw new Refused(refuse('unit_closed'))
    if (change === 'joined') refuseIf(whyNotOpen(units, unitId))
    if (worker.units.includes(unitId) === (change === 'joined')) return
    refuseIf(whyNotOwnAdministration(by, staffId))
    await recordMember(trx, { staffId, unitId, change }, by, context.now())
    const about = { staff: staffId, unit: unitId }
    const act = change === 'joined' ? 'unitJoined' : 'unitLeft'
    await tellAccount(context, trx, staffId, { kind: 'accessChanged', act })
    if (change === 'joined') return await tell('unitJoined', by, { ...about, appeals: 0 })
    await withdrawHeadship(trx, staffId, unitId)
    const handing = handingOf(context, manager, 'unitLeft')
    const appeals = await settleWork(trx, staffId, handing, worker.unitsBelow)
    await tell('unitLeft', by, { ...about, appeals })
  })
}

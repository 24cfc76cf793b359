import { whyNotOwnAdministration } from '../../domain/person/administration.ts'
import type { StaffRole } from '../../domain/person/role.ts'
import type { Context } from '../context.ts'
import { inLoggedTransaction } from '../security-log.ts'
import { tellAccount } from '../signal/tell-account.ts'
import { beginManaging, handingOf, keepAdministered, type Manager, refuseIf } from '../unit/manage.ts'
import { settleWork } from '../unit/settle-work.ts'
import { needProofOf } from './proof-store.ts'
import { recordRole } from './role-store.ts'

/**
 * Grants or withdraws a role; what is so already, stays. Who loses the right to answer gives their open work back.
 * Throws NotFound or Refused; 403 `prove_again` for one granted.
 */
export async function changeRole(
  context: Context,
  manager: Manager,
  staffId: string,
  role: StaffRole,
  change: 'granted' | 'withdrawn',
): Promise<void> {
  const by = manager?.id ?? null
  await inLoggedTransaction(context, async (trx, tell) => {
    const office = await beginManaging(context, trx, manager, 'changePeople', staffId)
    const { worker } = office
    if (worker.roles.includes(role) === (change === 'granted')) return
    refuseIf(whyNotOwnAdministration(by, staffId))
    if (change === 'granted') await needProofOf(context, trx, manager, 'grantRole')
    if (change === 'withdrawn' && role === 'administrator') {
      const roles = worker.roles.filter((one) => one !== role)
      keepAdministered(context, office, { worker: { ...worker, roles } })
    }
    await recordRole(trx, { staffId, role, change }, by, context.now())
    const act = change === 'granted' ? 'roleGranted' : 'roleWithdrawn'
    await tellAccount(context, trx, staffId, { kind: 'accessChanged', act })
    if (change === 'granted') return await tell('roleGranted', by, { staff: staffId, role, appeals: 0 })
    const appeals = await settleWork(trx, staffId, handingOf(context, manager, 'roleWithdrawn'))
    await tell('roleWithdrawn', by, { staff: staffId, role, appeals })
  })
}

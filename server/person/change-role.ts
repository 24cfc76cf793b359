import { whyNotOwnAdministration } from '../../domain/person/administration.ts'
import type { StaffRole } from '../../domain/person/role.ts'
import type { Context } from '../context.ts'
import { inTransaction } from '../in-transaction.ts'
import { logSecurity } from '../security-log.ts'
import { beginManaging, handingOf, keepAdministered, type Manager, refuseIf } from '../unit/manage.ts'
import { settleWork } from '../unit/settle-work.ts'
import { recordRole } from './role-store.ts'

/**
 * Grants or withdraws a role; what is so already, stays. Who loses the right to answer gives their open work back.
 * Throws NotFound or Refused.
 */
export async function changeRole(
  context: Context,
  manager: Manager,
  staffId: string,
  role: StaffRole,
  change: 'granted' | 'withdrawn',
): Promise<void> {
  const by = manager?.id ?? null
  const changed = await inTransaction(context.db, async (trx) => {
    const office = await beginManaging(context, trx, manager, 'changePeople', staffId)
    const { worker } = office
    if (worker.roles.includes(role) === (change === 'granted')) return null
    refuseIf(whyNotOwnAdministration(by, staffId))
    if (change === 'withdrawn' && role === 'administrator') {
      const roles = worker.roles.filter((one) => one !== role)
      keepAdministered(context, office, { worker: { ...worker, roles } })
    }
    await recordRole(trx, { staffId, role, change }, by, context.now())
    if (change === 'granted') return 0
    return await settleWork(trx, staffId, handingOf(context, manager, 'roleWithdrawn'))
  })
  if (changed === null) return
  const act = change === 'granted' ? 'roleGranted' : 'roleWithdrawn'
  await logSecurity(context, act, by, { staff: staffId, role, appeals: changed })
}

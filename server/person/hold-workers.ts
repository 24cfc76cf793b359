import { localDate } from '../../domain/calendar/instant.ts'
import { refuse } from '../../domain/refusal.ts'
import { mayWork, whyMayNotHold } from '../../domain/unit/assignable.ts'
import type { Db } from '../context.ts'
import { Refused } from '../refused.ts'
import { workersOn } from './worker-store.ts'

/**
 * Holds those who are newly given work until the transaction ends, and looks once more whether they may have it: who
 * loses a unit or a right at this moment either gives it back, or is not given it. Throws Refused.
 */
export async function holdWorkers(
  trx: Db,
  {
    executorId,
    unitId,
    helperIds,
  }: { executorId: string | null; unitId: string | null; helperIds: string[] },
  now: number,
): Promise<void> {
  const ids = executorId === null ? helperIds : [executorId, ...helperIds]
  if (ids.length === 0) return
  await trx.selectFrom('staff').select('id').where('id', 'in', ids).orderBy('id').forShare().execute()
  const { workers } = await workersOn(trx, localDate(now))
  for (const worker of workers.filter(({ id }) => ids.includes(id))) {
    const refusal =
      worker.id === executorId
        ? whyMayNotHold(worker, unitId)
        : mayWork(worker)
          ? null
          : refuse('staff_not_executor')
    if (refusal !== null) throw new Refused(refusal)
  }
}

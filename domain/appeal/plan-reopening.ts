import { mayWork, whyMayNotHold } from '../unit/assignable.ts'
import type { OfficeDay, Work } from './work.ts'

/**
 * docs/office.md 6: whose work an appeal is once it is taken back to work: the executor's who answered, where they may
 * hold it still, else the unit's. Who helped and may, helps again; the internal day of before is over. Who is away
 * keeps it: their deputy acts.
 */
export function planReopening(work: Work, { workers }: Pick<OfficeDay, 'workers'>): Work {
  const find = (id: string | null) => workers.find((one) => one.id === id)
  const executor = find(work.executorId)
  const holds = executor !== undefined && whyMayNotHold(executor, work.unitId) === null
  const helps = (id: string) => {
    const helper = find(id)
    return helper !== undefined && mayWork(helper)
  }
  return {
    ...work,
    executorId: holds ? work.executorId : null,
    coExecutorIds: work.coExecutorIds.filter(helps),
    internalDay: null,
  }
}

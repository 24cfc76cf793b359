import { localDate } from '../../domain/calendar/instant.ts'
import { mayWork, whyMayNotHold } from '../../domain/unit/assignable.ts'
import { workHeldBy } from '../appeal/held-work-store.ts'
import type { Db } from '../context.ts'
import { workersOn } from '../person/worker-store.ts'
import { beginHandOver } from './begin-hand-over.ts'
import type { HandOverRow } from './hand-over-store.ts'
import type { Handing } from './hand-over-work.ts'
import { withdrawHeadships } from './unit-store.ts'

/**
 * docs/office.md 3: who lost a unit or a right gives back what they may hold no more: it is the unit's free work again.
 * They are co-executor of nothing in `leftUnits`, and head of nothing when no head. Call it after the change was
 * written: from then on the unit answers for that work, as nobody holds it who may not. Answers how many appeals go.
 */
export async function settleWork(
  trx: Db,
  staffId: string,
  handing: Handing,
  leftUnits: readonly string[] = [],
): Promise<number> {
  const { workers } = await workersOn(trx, localDate(handing.now))
  const worker = workers.find(({ id }) => id === staffId)
  if (worker === undefined) return 0
  if (!worker.active || !worker.roles.includes('head')) await withdrawHeadships(trx, staffId)
  const rows = (await workHeldBy(trx, staffId)).flatMap((work): HandOverRow[] => {
    if (whyMayNotHold(worker, work.unitId) === null) return []
    const left = !mayWork(worker) || (work.unitId !== null && leftUnits.includes(work.unitId))
    const executes = work.executorId === staffId
    const helps = left && work.coExecutorIds.includes(staffId)
    if (!executes && !helps) return []
    const heirs = { ...(executes ? { executor: null } : {}), ...(helps ? { coExecutor: null } : {}) }
    return [{ appealId: work.id, heirs }]
  })
  if (rows.length === 0) return 0
  const { by, reason, cause, now } = handing
  await beginHandOver(trx, { cause, staffId, unitId: null, takerId: null, reason, by }, rows, now)
  return rows.length
}

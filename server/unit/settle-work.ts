import { localDate } from '../../domain/calendar/instant.ts'
import { mayWork, whyMayNotHold } from '../../domain/unit/assignable.ts'
import type { Db } from '../context.ts'
import { workersOn } from '../person/worker-store.ts'
import { type Handing, handOver, lockWorkOf, replaceCoExecutor } from './hand-over-work.ts'
import { withdrawHeadships } from './unit-store.ts'

/**
 * docs/office.md 3: who lost a unit or a right gives back, in the same transaction, what they may hold no more:
 * it is the unit's free work again. They are co-executor of nothing in `leftUnits`, and head of nothing when no head.
 * Call it after the change was written. Answers how many appeals it touched.
 */
export async function settleWork(
  trx: Db,
  staffId: string,
  handing: Handing,
  leftUnits: readonly string[] = [],
): Promise<number> {
  const held = await lockWorkOf(trx, staffId)
  const { workers } = await workersOn(trx, localDate(handing.now))
  const worker = workers.find(({ id }) => id === staffId)
  if (worker === undefined) return 0
  if (!worker.active || !worker.roles.includes('head')) await withdrawHeadships(trx, staffId)
  let touched = 0
  for (const work of held) {
    const refused = whyMayNotHold(worker, work.unitId) !== null
    const left = !mayWork(worker) || (work.unitId !== null && leftUnits.includes(work.unitId) && refused)
    const [executes, helps] = [work.executorId === staffId, work.coExecutorIds.includes(staffId)]
    const freed = executes && refused ? await handOver(trx, work, null, handing) : work
    if (helps && left) await replaceCoExecutor(trx, freed, staffId, null, handing)
    if ((executes && refused) || (helps && left)) touched += 1
  }
  return touched
}

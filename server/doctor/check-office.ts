import { localDate } from '../../domain/calendar/instant.ts'
import type { Refusal } from '../../domain/refusal.ts'
import { whyMayNotHold } from '../../domain/unit/assignable.ts'
import { chainOfDuty, whoMustAct } from '../../domain/unit/chain-of-duty.ts'
import { type HeldWork, workIn } from '../appeal/held-work-store.ts'
import type { Context } from '../context.ts'
import { workersOn } from '../person/worker-store.ts'
import { handedOverNow } from '../unit/hand-over-store.ts'
import { unroutedAppeals } from '../unit/routing-store.ts'
import { allUnits } from '../unit/unit-store.ts'

/** What is wrong with who has an open appeal. `why`: why its executor may not hold it. */
export interface OfficeFault {
  readonly work: HeldWork
  readonly fault: 'noUnit' | 'closedUnit' | 'wrongExecutor' | 'noDuty'
  readonly why: Refusal | null
}

/**
 * docs/office.md 3: every open appeal is in exactly one unit's queue, or on the registrar's desk, its executor may hold
 * it, or it is on its way from them, and its chain of duty ends with somebody who is there. Answers how many were
 * looked at, how many are being handed over, and what is not so.
 */
export async function checkOffice(
  context: Context,
): Promise<{ looked: number; handedOver: number; faults: OfficeFault[] }> {
  const { db } = context
  const day = localDate(context.now())
  const { workers, absences } = await workersOn(db, day)
  const units = await allUnits(db)
  const all = await workIn(db, null)
  const onTheirWay = await handedOverNow(db)
  const unrouted = new Set(await unroutedAppeals(db))
  const faults = all.flatMap((work): OfficeFault[] => {
    const { executorId, unitId } = work
    const unit = units.find(({ id }) => id === unitId)
    const executor = workers.find(({ id }) => id === executorId)
    const why = executor === undefined ? null : whyMayNotHold(executor, unitId)
    const someone = whoMustAct(chainOfDuty(work, { day, workers, units, absences }))
    return [
      ...(unrouted.has(work.id) ? [{ work, fault: 'noUnit', why: null } as const] : []),
      ...(unit?.closed === true ? [{ work, fault: 'closedUnit', why: null } as const] : []),
      ...(why === null || onTheirWay.has(work.id) ? [] : [{ work, fault: 'wrongExecutor', why } as const]),
      ...(someone === undefined ? [{ work, fault: 'noDuty', why: null } as const] : []),
    ]
  })
  return { looked: all.length, handedOver: all.filter(({ id }) => onTheirWay.has(id)).length, faults }
}

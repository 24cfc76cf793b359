import { refuse } from '../refusal.ts'
import { whyMayNotHold } from '../unit/assignable.ts'
import { whyNotOpen } from '../unit/unit.ts'
import { whyNotExecutor, whyNotHelper, whyNotThem } from './assignee.ts'
import { type AppealFacts, type Asker, can } from './can.ts'
import { checkInternalDay } from './internal-day.ts'
import {
  isSameHelp,
  no,
  type OfficeDay,
  type Work,
  type Workable,
  type WorkOrder,
  type WorkRefusal,
  without,
} from './work.ts'

/**
 * docs/office.md 4: an executor is named, or another one with a reason; beside them who helps, the internal day and
 * the instruction. That the asker may assign was asked before.
 */
export function planAssignment(
  asker: Asker,
  appeal: Workable,
  order: Extract<WorkOrder, { act: 'assign' }>,
  office: OfficeDay,
): Work | WorkRefusal {
  const { work, facts, dueDate } = appeal
  const { executorId, unitId = unitFor(asker, appeal, executorId, office), seen } = order
  const changes = executorId !== work.executorId
  if (changes && seen !== undefined && seen !== work.executorId) return no(refuse('changed_meanwhile'))
  if (overwrites(order, work)) return no(refuse('changed_meanwhile'))
  if (unitId === null) return no(refuse('unit_needed'), 'unitId')
  if (unitId !== work.unitId) {
    const shut = whyNotOpen(office.units, unitId)
    if (shut !== null) return no(shut, 'unitId')
    const refusal = whyNotThere(asker, facts, unitId)
    if (refusal !== null) return no(refusal)
  }
  const unfit =
    changes || unitId !== work.unitId
      ? (whyNotThem(executorId, facts.aboutIds) ?? whyNotExecutor(office, executorId, unitId))
      : null
  if (unfit !== null) return no(unfit, 'executorId')
  if (changes && work.executorId !== null && (order.reason ?? '') === '') {
    return no(refuse('required'), 'reason')
  }
  const coExecutorIds = without([...new Set(order.coExecutorIds ?? work.coExecutorIds)], [executorId])
  for (const id of without(coExecutorIds, work.coExecutorIds)) {
    const cannot = whyNotThem(id, facts.aboutIds) ?? whyNotHelper(office, id)
    if (cannot !== null) return no(cannot, 'coExecutorIds')
  }
  const { internalDay = work.internalDay } = order
  // An empty instruction is none, and what was said stays said.
  const instruction =
    order.instruction === undefined || order.instruction === '' ? work.instruction : order.instruction
  const wrong =
    internalDay === null || internalDay === work.internalDay
      ? null
      : checkInternalDay(internalDay, { ...office, dueDate })
  if (wrong !== null) return no(wrong, 'internalDay')
  return { unitId, executorId, coExecutorIds, internalDay, instruction }
}

/** Whether who helps, or the internal day, would change from something that the page did not show. */
function overwrites(
  { coExecutorIds, internalDay, settled }: Extract<WorkOrder, { act: 'assign' }>,
  work: Work,
): boolean {
  if (settled === undefined) return false
  const help = coExecutorIds !== undefined && !isSameHelp(coExecutorIds, work.coExecutorIds)
  const day = internalDay !== undefined && internalDay !== work.internalDay
  return (
    (help && !isSameHelp(settled.coExecutorIds, work.coExecutorIds)) ||
    (day && settled.internalDay !== work.internalDay)
  )
}

/** Who gives it to another unit must be somebody who may route it, and hand out work there. */
const whyNotThere = (asker: Asker, facts: AppealFacts, unitId: string) =>
  can(asker, 'route', facts) ?? can(asker, 'assign', { ...facts, unitId })

/** Where somebody would have the appeal: in its own unit if they can, else in one of theirs. */
function unitFor(
  asker: Asker,
  { work, facts }: Workable,
  executorId: string,
  office: OfficeDay,
): string | null {
  const worker = office.workers.find(({ id }) => id === executorId)
  if (worker === undefined || whyMayNotHold(worker, work.unitId) === null) return work.unitId
  const there = worker.units.find(
    (id) => whyMayNotHold(worker, id) === null && whyNotThere(asker, facts, id) === null,
  )
  return there ?? work.unitId
}

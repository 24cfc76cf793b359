import { refuse } from '../refusal.ts'
import { whyMayNotHold } from '../unit/assignable.ts'
import { whyNotExecutor } from './assignee.ts'
import { type AppealFacts, type Asker, can, replacedBy, standingFor } from './can.ts'
import { planAssignment } from './plan-assignment.ts'
import {
  isOpenUnit,
  no,
  type OfficeDay,
  rightFor,
  type Work,
  type Workable,
  type WorkOrder,
  type WorkRefusal,
  without,
} from './work.ts'

/**
 * docs/office.md 4: what the work is after an order, or why not. Pure, so that pressing once, many at once and the dry
 * run of many come to the same. That the asker may know of the appeal was asked before.
 */
export function planWork(
  asker: Asker,
  appeal: Workable,
  order: WorkOrder,
  office: OfficeDay,
): Work | WorkRefusal {
  const { work } = appeal
  const refusal = can(asker, rightFor(order), appeal.facts)
  // Pressed twice: what they have taken is theirs.
  const taken = order.act === 'takeIntoWork' && work.executorId === asker.id
  if (taken && refusal?.code === 'not_the_executor') return work
  if (refusal !== null) return no(refusal)
  switch (order.act) {
    case 'assign':
      return planAssignment(asker, appeal, order, office)
    case 'route':
      return planRouting(work, order, office)
    case 'takeIntoWork':
    case 'takeOver':
      return named(work, asker.id)
    case 'giveBack':
      return givenBack(work, [asker.id, ...asker.duty.insteadOf])
    case 'undo':
      return planUndo(asker, appeal, order.before, office)
  }
}

/** Whom somebody replaces by this order: they may do it only because the work of one who is away is theirs today. */
export function replacedIn(asker: Asker, order: WorkOrder, facts: AppealFacts): string | undefined {
  const relations = standingFor(asker, rightFor(order), facts)
  return relations.every((one) => one === 'own') ? replacedBy(asker, facts) : undefined
}

const named = (work: Work, executorId: string): Work => ({
  ...work,
  executorId,
  coExecutorIds: without(work.coExecutorIds, [executorId]),
})

/** The unit's free work again; who only helped leaves those who help. */
const givenBack = (work: Work, selves: readonly string[]): Work =>
  work.executorId !== null && selves.includes(work.executorId)
    ? { ...work, executorId: null }
    : { ...work, coExecutorIds: without(work.coExecutorIds, selves) }

/** Who may hold it in the new unit too keeps the appeal; else what the old unit had settled goes with the executor. */
function planRouting(
  work: Work,
  { unitId, seen }: Extract<WorkOrder, { act: 'route' }>,
  office: OfficeDay,
): Work | WorkRefusal {
  if (unitId === work.unitId) return work
  if (seen !== undefined && seen !== work.executorId) return no(refuse('changed_meanwhile'))
  if (unitId !== null && !isOpenUnit(unitId, office)) return no(refuse('unit_closed'), 'unitId')
  const executor = office.workers.find(({ id }) => id === work.executorId)
  return executor !== undefined && whyMayNotHold(executor, unitId) === null
    ? { ...work, unitId }
    : { ...work, unitId, executorId: null, coExecutorIds: [], internalDay: null }
}

/** What was is still checked as of today: a unit may have closed, somebody may have left. Words said stay said. */
function planUndo(
  asker: Asker,
  { work, facts }: Workable,
  before: Work,
  office: OfficeDay,
): Work | WorkRefusal {
  const { unitId, executorId } = before
  const refusal = unitId === work.unitId ? null : can(asker, 'route', facts)
  if (refusal !== null) return no(refusal)
  if (unitId !== work.unitId && unitId !== null && !isOpenUnit(unitId, office)) {
    return no(refuse('unit_closed'), 'unitId')
  }
  if (executorId !== null && unitId !== null && executorId !== work.executorId) {
    const unfit = whyNotExecutor(office, executorId, unitId)
    if (unfit !== null) return no(unfit, 'executorId')
  }
  return { ...before, instruction: work.instruction }
}

import { type Refusal, refuse } from '../refusal.ts'
import { whyMayNotHold } from '../unit/assignable.ts'
import { whyNotExecutor, whyNotHelper } from './assignee.ts'
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
      return takenBy(asker, work, office)
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

/** The office is looked at later than the asker: they may have lost the right on the way. */
function takenBy({ id }: Asker, work: Work, { workers }: OfficeDay): Work | WorkRefusal {
  const worker = workers.find((one) => one.id === id)
  const unfit = worker === undefined ? refuse('staff_not_executor') : whyMayNotHold(worker, work.unitId)
  return unfit === null ? named(work, id) : no(unfit)
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

/**
 * What was is still checked as of today: a unit may have closed, somebody may have left. Who helped and can't any
 * more is left out. Words said stay said.
 */
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
  const unfit = executorId === null ? null : whyNotBack(executorId, before, work, office)
  if (unfit !== null) return no(unfit, 'executorId')
  const gone = without(before.coExecutorIds, work.coExecutorIds).filter(
    (id) => whyNotHelper(office, id) !== null,
  )
  return { ...before, coExecutorIds: without(before.coExecutorIds, gone), instruction: work.instruction }
}

/** Who has it still only goes back to the unit with it; anybody else is named. */
function whyNotBack(executorId: string, { unitId }: Work, work: Work, office: OfficeDay): Refusal | null {
  if (executorId === work.executorId && unitId === work.unitId) return null
  if (unitId === null) return refuse('unit_needed')
  if (executorId !== work.executorId) return whyNotExecutor(office, executorId, unitId)
  const worker = office.workers.find(({ id }) => id === executorId)
  return worker === undefined ? refuse('staff_not_executor') : whyMayNotHold(worker, unitId)
}

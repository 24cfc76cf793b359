import type { PlainDate } from '../calendar/plain-date.ts'
import { type Refusal, refuse } from '../refusal.ts'
import { whyMayNotHold } from '../unit/assignable.ts'
import { whyNotOpen } from '../unit/unit.ts'
import { whyNotExecutor, whyNotHelper, whyNotThem } from './assignee.ts'
import { type Asker, can, replacedBy } from './can.ts'
import { checkInternalDay, type InternalDayRules } from './internal-day.ts'
import { planAssignment } from './plan-assignment.ts'
import {
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
  const refusal = whyNot(asker, order, appeal)
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
      return givenBack(work, replacedBy(asker, work) ?? asker.id)
    case 'undo':
      return planUndo(asker, appeal, order.before, office)
  }
}

/**
 * Who gave back their help and undoes that, helps again: they may where they could give it back then. Of anything else
 * an undoing is asked as the act that leads back.
 */
function whyNot(asker: Asker, order: WorkOrder, { facts, work }: Workable): Refusal | null {
  const helps = order.act === 'undo' && order.undone === 'giveBack' && isHelpAlone(order.before, work)
  return helps
    ? can(asker, 'giveBack', { ...facts, coExecutorIds: order.before.coExecutorIds })
    : can(asker, rightFor(order), facts)
}

const isHelpAlone = (before: Work, now: Work): boolean =>
  before.unitId === now.unitId && before.executorId === now.executorId

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

/** The unit's free work again; who only helped leaves those who help. A deputy gives back for one at a time. */
const givenBack = (work: Work, whose: string): Work =>
  work.executorId === whose
    ? { ...work, executorId: null }
    : { ...work, coExecutorIds: without(work.coExecutorIds, [whose]) }

/** Who may hold it in the new unit too keeps the appeal; else what the old unit had settled goes with the executor. */
function planRouting(
  work: Work,
  { unitId, seen }: Extract<WorkOrder, { act: 'route' }>,
  office: OfficeDay,
): Work | WorkRefusal {
  if (unitId === work.unitId) return work
  if (seen !== undefined && seen !== work.executorId) return no(refuse('changed_meanwhile'))
  const shut = unitId === null ? null : whyNotOpen(office.units, unitId)
  if (shut !== null) return no(shut, 'unitId')
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
  { work, facts, dueDate }: Workable,
  before: Work,
  office: OfficeDay,
): Work | WorkRefusal {
  const { unitId, executorId } = before
  const refusal = unitId === work.unitId ? null : can(asker, 'route', facts)
  if (refusal !== null) return no(refusal)
  const shut = unitId === work.unitId || unitId === null ? null : whyNotOpen(office.units, unitId)
  if (shut !== null) return no(shut, 'unitId')
  const unfit =
    executorId === null
      ? null
      : (whyNotThem(executorId, facts.aboutIds) ?? whyNotBack(executorId, before, work, office))
  if (unfit !== null) return no(unfit, 'executorId')
  const gone = without(before.coExecutorIds, work.coExecutorIds).filter(
    (id) => (whyNotThem(id, facts.aboutIds) ?? whyNotHelper(office, id)) !== null,
  )
  const coExecutorIds = without(before.coExecutorIds, gone)
  const internalDay = dayBack(before, work, { ...office, dueDate })
  return { ...before, coExecutorIds, internalDay, instruction: work.instruction }
}

/** An internal day that has passed meanwhile, or is later than what the client was told since, is none any more. */
function dayBack({ internalDay }: Work, work: Work, rules: InternalDayRules): PlainDate | null {
  if (internalDay === null || internalDay === work.internalDay) return internalDay
  return checkInternalDay(internalDay, rules) === null ? internalDay : null
}

/** Who has it still only goes back to the unit with it; anybody else is named. */
function whyNotBack(executorId: string, { unitId }: Work, work: Work, office: OfficeDay): Refusal | null {
  if (executorId === work.executorId && unitId === work.unitId) return null
  if (unitId === null) return refuse('unit_needed')
  if (executorId !== work.executorId) return whyNotExecutor(office, executorId, unitId)
  const worker = office.workers.find(({ id }) => id === executorId)
  return worker === undefined ? refuse('staff_not_executor') : whyMayNotHold(worker, unitId)
}

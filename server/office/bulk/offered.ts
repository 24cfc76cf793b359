import { can } from '../../../domain/appeal/can.ts'
import { planWork } from '../../../domain/appeal/plan-work.ts'
import { isPlan, type OfficeDay, type Workable } from '../../../domain/appeal/work.ts'
import { mayWork } from '../../../domain/unit/assignable.ts'
import type { Asker } from '../../context.ts'

/**
 * Whom all of these appeals may be given to, and where all of them may be routed: nothing is offered that is always
 * refused. An appeal that can't be handed around at all is refused by itself and leaves the offer as it is.
 */
export function allowedByAll(asker: Asker, items: readonly Workable[], office: OfficeDay) {
  // Appeals of one unit in one status allow the same.
  const kinds = new Map(items.map((one) => [`${one.facts.status} ${one.work.unitId}`, one])).values()
  const all = [...kinds]
  const assignable = all.filter(({ facts }) => can(asker, 'assign', facts) === null)
  const routable = all.filter(({ facts }) => can(asker, 'route', facts) === null)
  const executors = office.workers.filter(
    (worker) => mayWork(worker) && assignable.every((one) => mayBeNamed(asker, one, worker.id, office)),
  )
  return {
    executorIds: assignable.length === 0 ? [] : executors.map(({ id }) => id),
    unitIds: routable.length === 0 ? [] : office.units.filter(({ closed }) => !closed).map(({ id }) => id),
  }
}

function mayBeNamed(asker: Asker, { facts, work, dueDate }: Workable, executorId: string, office: OfficeDay) {
  // As if nobody were it yet: whether it is a change, and why, is asked later.
  const free = { facts: { ...facts, executorId: null }, work: { ...work, executorId: null }, dueDate }
  return isPlan(planWork(asker, free, { act: 'assign', executorId }, office))
}

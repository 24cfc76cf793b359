import type { PlainDate } from '../calendar/plain-date.ts'
import { type Absence, absenceOn, actingWay } from '../person/absence.ts'
import { type Refusal, refuse } from '../refusal.ts'

/** Somebody of the staff, as far as work is given to them. */
export interface Worker {
  readonly id: string
  readonly active: boolean
  readonly roles: readonly string[]
  /** Ids of the open units that they belong to, and the same with all below. */
  readonly units: readonly string[]
  readonly unitsBelow: readonly string[]
}

/** docs/office.md 3: whether somebody answers appeals at all: the right, and an open account. */
export const mayWork = ({ active, roles }: Pick<Worker, 'active' | 'roles'>): boolean =>
  active && (roles.includes('executor') || roles.includes('head'))

/**
 * Why somebody can't be the executor of a unit's appeal, whether they are here today or not; null: they can. An
 * executor in their own unit, a head there and in all below. What lies on the registrar's desk is nobody's.
 */
export function whyMayNotHold(worker: Worker, unitId: string | null): Refusal | null {
  if (!worker.active) return refuse('staff_off')
  if (!mayWork(worker)) return refuse('staff_not_executor')
  const executes = worker.roles.includes('executor') && unitId !== null && worker.units.includes(unitId)
  const heads = worker.roles.includes('head') && unitId !== null && worker.unitsBelow.includes(unitId)
  return executes || heads ? null : refuse('staff_of_another_unit')
}

/** Why work can't be given to somebody on this day; null: it can. One function for people and rules. */
export function whyNotAssignable(
  worker: Worker,
  unitId: string | null,
  absences: readonly Absence[],
  day: PlainDate,
): Refusal | null {
  const refusal = whyMayNotHold(worker, unitId)
  if (refusal !== null) return refusal
  const away = absenceOn(absences, worker.id, day)
  return away === null ? null : refuse('staff_away', { until: away.to })
}

/** Who is offered in place of one who is away: who acts for them today, where work can be given to that one. */
export function deputyOffered(
  workers: readonly Worker[],
  staffId: string,
  unitId: string | null,
  absences: readonly Absence[],
  day: PlainDate,
): string | null {
  const isActive = (id: string) => workers.some((one) => one.id === id && one.active)
  const acting = actingWay(absences, staffId, day, isActive)?.at(-1)
  const deputy = workers.find(({ id }) => id === acting && id !== staffId)
  return deputy !== undefined && whyNotAssignable(deputy, unitId, absences, day) === null ? deputy.id : null
}

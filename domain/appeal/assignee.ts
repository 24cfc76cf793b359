import { absenceOn } from '../person/absence.ts'
import { fullName } from '../person/name.ts'
import { type Refusal, refuse } from '../refusal.ts'
import { deputyOffered, mayWork, whyNotAssignable } from '../unit/assignable.ts'
import type { OfficeDay } from './work.ts'

type Workers = Pick<OfficeDay, 'workers' | 'absences' | 'today'>

/** Whom it is about is given nothing of it. */
export const whyNotThem = (id: string, aboutIds: readonly string[]): Refusal | null =>
  aboutIds.includes(id) ? refuse('about_them') : null

/** Why an appeal of this unit can't be given to them today; who is away is refused with the name of a deputy. */
export function whyNotExecutor(office: Workers, id: string, unitId: string): Refusal | null {
  const { workers, absences, today } = office
  const worker = workers.find((one) => one.id === id)
  if (worker === undefined) return refuse('staff_not_executor')
  const refusal = whyNotAssignable(worker, unitId, absences, today)
  if (refusal?.code !== 'staff_away') return refusal
  const deputyId = deputyOffered(workers, id, unitId, absences, today)
  const deputy = workers.find((one) => one.id === deputyId)
  if (deputy === undefined) return refusal
  const names = { name: fullName(worker.name), deputy: fullName(deputy.name) }
  return refuse('deputy_instead', { ...refusal.params, ...names })
}

/** Why they can't help with an appeal today: helpers may be of any unit. */
export function whyNotHelper({ workers, absences, today }: Workers, id: string): Refusal | null {
  const worker = workers.find((one) => one.id === id)
  if (worker === undefined) return refuse('staff_not_executor')
  if (!worker.active) return refuse('staff_off')
  if (!mayWork(worker)) return refuse('staff_not_executor')
  const away = absenceOn(absences, id, today)
  return away === null ? null : refuse('staff_away', { until: away.to })
}

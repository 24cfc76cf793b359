import type { PlainDate } from '../calendar/plain-date.ts'
import { type Absence, absenceOn, actingWay } from '../person/absence.ts'
import { mayWork, type Worker, whyMayNotHold } from './assignable.ts'
import type { Unit } from './unit.ts'

/** The company on a day, as far as work goes: everybody who was ever entered, and absences that were not cancelled. */
export interface OfficeOn {
  readonly day: PlainDate
  readonly workers: readonly Worker[]
  readonly units: readonly Pick<Unit, 'id' | 'parentId' | 'headId' | 'closed'>[]
  readonly absences: readonly Absence[]
}

/** One link of the chain: by what somebody answers, of which unit, and who of them is there today. */
export interface DutyLink {
  readonly by: 'executor' | 'unit' | 'head' | 'registrar' | 'administrator'
  readonly unitId: string | null
  readonly ids: readonly string[]
  /** Whose duty it is by right, here or not: who is in `ids` and none of them acts for one of them. */
  readonly owners: readonly string[]
}

/**
 * docs/office.md 3: who must do the next thing, and who after them: the executor or who acts for them, those of the
 * unit who are here, its head, the heads above, registrars, administrators. Links are in this order; where nobody is
 * there, `ids` is empty and the next link answers.
 */
export function chainOfDuty(
  appeal: { readonly executorId: string | null; readonly unitId: string | null },
  office: OfficeOn,
): DutyLink[] {
  const { executorId, unitId } = appeal
  const open = office.units.filter(({ closed }) => !closed)
  const chain: DutyLink[] = []
  if (executorId !== null) {
    const holds = office.workers.some((one) => one.id === executorId && whyMayNotHold(one, unitId) === null)
    const ids = holds ? actingFor([executorId], office, mayWork) : []
    chain.push({ by: 'executor', unitId, ids, owners: [executorId] })
  }
  const way = unitId === null ? [] : upFrom(unitId, open)
  if (way.length > 0) {
    const here = office.workers.filter((one) => whyMayNotHold(one, unitId) === null && isHere(one, office))
    const own = here.filter(({ units }) => units.some((id) => id === unitId)).map(({ id }) => id)
    chain.push({ by: 'unit', unitId, ids: own, owners: own })
  }
  for (const unit of way) {
    const heads = unit.headId === null ? headsIn(unit.id, office) : [unit.headId]
    chain.push({ by: 'head', unitId: unit.id, ids: actingFor(heads, office, mayWork), owners: heads })
  }
  for (const role of ['registrar', 'administrator'] as const) {
    const those = office.workers.filter(({ active, roles }) => active && roles.includes(role))
    const owners = those.map(({ id }) => id)
    chain.push({ by: role, unitId: null, ids: actingFor(owners, office), owners })
  }
  return chain
}

/** Who must do the next thing: the first link with somebody there. Undefined: nobody is, which the doctor tells. */
export const whoMustAct = (chain: readonly DutyLink[]): DutyLink | undefined =>
  chain.find(({ ids }) => ids.length > 0)

const isHere = ({ id, active }: Worker, { absences, day }: OfficeOn): boolean =>
  active && absenceOn(absences, id, day) === null

const headsIn = (unitId: string, { workers }: OfficeOn): string[] =>
  workers.filter(({ roles, units }) => roles.includes('head') && units.includes(unitId)).map(({ id }) => id)

/** A unit and those above it; a tree with a circle in it ends as well. */
export function upFrom(unitId: string, units: OfficeOn['units']): OfficeOn['units'] {
  const way: OfficeOn['units'][number][] = []
  for (let id: string | null = unitId; id !== null; ) {
    const unit = units.find((one) => one.id === id && !way.includes(one))
    if (unit === undefined) break
    way.push(unit)
    id = unit.parentId
  }
  return way
}

/** Who is there for these people today, each once: themselves, or the end of their chain of deputies. */
function actingFor(
  ids: readonly string[],
  { workers, absences, day }: OfficeOn,
  isAble: (worker: Worker) => boolean = () => true,
): string[] {
  const byId = new Map(workers.map((one) => [one.id, one]))
  const isActive = (id: string) => byId.get(id)?.active === true
  const found = new Set<string>()
  for (const id of ids) {
    const acting = byId.get(actingWay(absences, id, day, isActive)?.at(-1) ?? '')
    if (acting !== undefined && isAble(acting)) found.add(acting.id)
  }
  return [...found]
}

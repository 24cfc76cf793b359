import type { Localised } from '../language.ts'
import { type Refusal, refuse } from '../refusal.ts'

/** A unit of the company. Units form a tree; `headId` answers for what nobody of the unit does. */
export interface Unit {
  readonly id: string
  /** What files and commands call it: lower-case Latin letters, digits and hyphens. */
  readonly code: string
  readonly name: Localised
  readonly parentId: string | null
  readonly headId: string | null
  readonly closed: boolean
  /** While it closes: the unit that takes its work. It still does what it has, and is given nothing new. */
  readonly closesTo?: string | null
}

/** The units that somebody belongs to and all below them: what a head sees (docs/office.md 3). */
export function withUnitsBelow(
  units: readonly Pick<Unit, 'id' | 'parentId'>[],
  own: readonly string[],
): string[] {
  const found = new Set(own)
  // A set is walked to its end, what was added on the way too: a tree with a circle in it ends as well.
  for (const id of found) {
    for (const unit of units) if (unit.parentId === id) found.add(unit.id)
  }
  return [...found]
}

/** Whether one of these open units is a topmost one: its heads answer for letters on the registrar's desk. */
export const isAtTop = (units: readonly Pick<Unit, 'id' | 'parentId'>[], own: readonly string[]): boolean =>
  units.some(({ id, parentId }) => parentId === null && own.includes(id))

/** Why a unit can't be called so; null: it can. Codes are kept for good: closed units keep theirs. */
export function whyNotCalled(
  units: readonly Pick<Unit, 'code'>[],
  { code, name }: Pick<Unit, 'code' | 'name'>,
): Refusal | null {
  if (!/^[a-z][a-z0-9-]{0,39}$/.test(code)) return refuse('unit_code')
  return units.some((unit) => unit.code === code) ? refuse('unit_code_taken') : whyNotNamed(name)
}

export function whyNotNamed(name: Localised): Refusal | null {
  const texts = Object.values(name).map((text) => text.trim())
  return texts.some((text) => text === '' || text.length > 100) ? refuse('unit_name') : null
}

/** Why nothing new can come to a unit; null: it can. */
export function whyNotOpen(
  units: readonly Pick<Unit, 'id' | 'closed' | 'closesTo'>[],
  unitId: string,
): Refusal | null {
  const unit = units.find(({ id, closed }) => id === unitId && !closed)
  if (unit === undefined) return refuse('unit_closed')
  return unit.closesTo == null ? null : refuse('unit_closing')
}

type Place = Pick<Unit, 'id' | 'parentId' | 'closed' | 'closesTo'>

/** Why a unit can't come below another; null: it can. No unit is below itself, at whatever distance. */
export function whyNotBelow(
  units: readonly Place[],
  unitId: string | null,
  parentId: string | null,
): Refusal | null {
  if (parentId === null) return null
  const refusal = whyNotOpen(units, parentId)
  if (refusal !== null) return refusal
  return unitId !== null && withUnitsBelow(units, [unitId]).includes(parentId) ? refuse('unit_circle') : null
}

/**
 * Why a unit can't be closed; null: it can. `work` is how many open appeals and open questions it has; they go to the
 * unit that takes them, null where none is named.
 */
export function whyNotClosed(
  units: readonly Place[],
  unitId: string,
  work: number,
  takerId: string | null,
): Refusal | null {
  const open = units.filter(({ closed }) => !closed)
  const shut = whyNotOpen(units, unitId)
  if (shut !== null) return shut
  // What another one's work is going to stays until it has come.
  if (open.some(({ closesTo }) => closesTo === unitId)) return refuse('unit_takes')
  const below = open.filter(({ parentId }) => parentId === unitId).length
  if (below > 0) return refuse('unit_has_units', { n: below })
  if (open.length === 1) return refuse('unit_last')
  if (takerId === unitId) return refuse('unit_closed')
  const taken = takerId === null ? null : whyNotOpen(units, takerId)
  if (taken !== null) return taken
  return takerId === null && work > 0 ? refuse('unit_has_work', { n: work }) : null
}

/** Whether somebody can be a unit's head: they can sign in, and hold the role. */
export const mayHead = (person: { readonly active: boolean; readonly roles: readonly string[] }): boolean =>
  person.active && person.roles.includes('head')

/** Each unit after the one that it is below; those of one place as they were given. */
export function inTreeOrder<One extends Pick<Unit, 'id' | 'parentId'>>(units: readonly One[]): One[] {
  const isTop = ({ parentId }: One) => parentId === null || !units.some(({ id }) => id === parentId)
  const walk = (unit: One): One[] => [
    unit,
    ...units.filter(({ parentId }) => parentId === unit.id).flatMap(walk),
  ]
  return units.filter(isTop).flatMap(walk)
}

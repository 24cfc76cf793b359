import type { Localised } from '../language.ts'

/** A unit of the company. Units form a tree; `headId` answers for what nobody of the unit does. */
export interface Unit {
  readonly id: string
  /** What files and commands call it: lower-case Latin letters, digits and hyphens. */
  readonly code: string
  readonly name: Localised
  readonly parentId: string | null
  readonly headId: string | null
  readonly closed: boolean
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

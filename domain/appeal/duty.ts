import { isAtTop, type Unit, withUnitsBelow } from '../unit/unit.ts'
import type { Duty } from './can.ts'

/** What is known of somebody on a day. `replaced`: ids of the units of the heads for whom they act. */
interface OnDuty extends Pick<Duty, 'units' | 'insteadOf' | 'seesAll'> {
  readonly roles: readonly string[]
  readonly replaced: readonly string[]
}

/** docs/office.md 3: where somebody works, and for whom they act, among the open units of the company. */
export function dutyIn(
  tree: readonly Pick<Unit, 'id' | 'parentId'>[],
  { roles, units, insteadOf, replaced, seesAll }: OnDuty,
): Duty {
  const isHead = roles.includes('head')
  return {
    units,
    // Who belongs to a unit sees those below it as its head alone.
    unitsBelow: isHead ? withUnitsBelow(tree, units) : units,
    insteadOf,
    unitsFor: withUnitsBelow(tree, replaced),
    atTop: isAtTop(tree, isHead ? [...units, ...replaced] : replaced),
    seesAll,
  }
}

import { type OfficeOn, upFrom } from './chain-of-duty.ts'
import { withUnitsBelow } from './unit.ts'

/** That `by` lately took a headship from somebody: over these units, with those below them. */
export interface TakenAway {
  readonly id: string
  readonly by: string
  readonly units: readonly string[]
}

/** That `by` moved a unit away from the one above it. */
export interface UnitMove {
  readonly unitId: string
  readonly parentBefore: string
  readonly by: string
}

/** docs/office.md 6: a unit that was moved is out of the hands of the heads who were above it. */
export function takenByMoves(
  moves: readonly UnitMove[],
  { workers, units }: Pick<OfficeOn, 'workers' | 'units'>,
): TakenAway[] {
  const open = units.filter(({ closed }) => !closed)
  return moves.flatMap(({ unitId, parentBefore, by }) => {
    const above = upFrom(parentBefore, open).map(({ id }) => id)
    const heads = workers.filter(
      (one) => one.active && one.roles.includes('head') && one.units.some((id) => above.includes(id)),
    )
    return heads
      .filter(({ id }) => id !== by)
      .map(({ id }) => ({ id, by, units: withUnitsBelow(open, [unitId]) }))
  })
}

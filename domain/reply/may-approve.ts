import { actingWay } from '../person/absence.ts'
import { type Refusal, refuse } from '../refusal.ts'
import { mayWork } from '../unit/assignable.ts'
import type { OfficeOn } from '../unit/chain-of-duty.ts'

/** Somebody who may say yes today: a head, or `insteadOf` one who is away. */
export interface Approver {
  readonly id: string
  readonly insteadOf: string | null
}

/**
 * Who may approve letters on the appeals of a unit today: its heads and those above, each themselves or by who acts for
 * them. Of what lies on the registrar's desk (null) the heads of the topmost units.
 */
export function approversOf(unitId: string | null, { workers, units, absences, day }: OfficeOn): Approver[] {
  const tops = units.filter(({ parentId, closed }) => parentId === null && !closed).map(({ id }) => id)
  const isActive = (id: string) => workers.some((one) => one.id === id && one.active)
  const heads = workers.filter(
    (one) =>
      one.active &&
      one.roles.includes('head') &&
      (unitId === null ? tops.some((id) => one.units.includes(id)) : one.unitsBelow.includes(unitId)),
  )
  return heads.flatMap(({ id }) => {
    const acting = actingWay(absences, id, day, isActive)?.at(-1)
    const worker = workers.find((one) => one.id === acting)
    if (worker === undefined || !mayWork(worker)) return []
    return [{ id: worker.id, insteadOf: worker.id === id ? null : id }]
  })
}

/** What a letter is to those who would approve it. */
interface Written {
  /** Everybody who ever saved a version of it. */
  readonly writerIds: readonly string[]
  /** Staff whom the appeal is about. */
  readonly aboutIds: readonly string[]
}

const isAmong = ({ id, insteadOf }: Approver, ids: readonly string[]): boolean =>
  ids.includes(id) || (insteadOf !== null && ids.includes(insteadOf))

/** A second pair of eyes: neither they nor whom they replace wrote any of it, and it is about neither. */
const isAnother = (one: Approver, { writerIds, aboutIds }: Written): boolean =>
  !isAmong(one, writerIds) && !isAmong(one, aboutIds)

/**
 * docs/office.md 6: by which of their places somebody approves a letter, or why not. Nobody approves what is about
 * them. Who wrote it, in whatever role, does only where nobody else who may is there today.
 */
export function approvingAs(
  askerId: string,
  letter: Written,
  approvers: readonly Approver[],
): Approver | Refusal {
  if (letter.aboutIds.includes(askerId)) return refuse('about_self')
  const places = approvers.filter(({ id }) => id === askerId)
  const free = places.find((place) => isAnother(place, letter))
  if (free !== undefined) return free
  const [sole] = places.filter((place) => !isAmong(place, letter.aboutIds))
  if (sole === undefined) return refuse(places.length === 0 ? 'reply_not_approver' : 'about_self')
  return approvers.some((one) => one.id !== askerId && isAnother(one, letter))
    ? refuse('reply_writer_approves')
    : sole
}

export const isApprover = (found: Approver | Refusal): found is Approver => 'insteadOf' in found

/** Whose name is under the letter before anybody has approved it: the first who may, the nearest head first. */
export function likelyApprover(letter: Written, approvers: readonly Approver[]): Approver | null {
  return approvers.find((one) => isAnother(one, letter)) ?? approvers[0] ?? null
}

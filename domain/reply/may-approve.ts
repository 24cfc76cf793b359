import { absencesOnWay, actingWay } from '../person/absence.ts'
import { type Refusal, refuse } from '../refusal.ts'
import { mayWork } from '../unit/assignable.ts'
import type { OfficeOn } from '../unit/chain-of-duty.ts'
import type { TakenAway } from '../unit/taken-away.ts'

/** The company as letters are approved in it: with who lately took a headship from whom. */
export interface ReplyOffice extends OfficeOn {
  readonly takenAway: readonly TakenAway[]
}

/** Somebody who may say yes today: a head, or `insteadOf` one who is away. */
export interface Approver {
  readonly id: string
  readonly insteadOf: string | null
}

/** Somebody who would be one, had `by` not recorded that they are away, or taken their role, unit or account. */
export interface SentAway extends Approver {
  readonly by: string
}

/** That `by` named somebody as one whom an appeal is about. */
export interface Naming {
  readonly staffId: string
  readonly by: string
}

/** That somebody, maybe for another, moved an appeal from a unit (null: the registrar's desk). */
export interface Routing {
  readonly by: string
  readonly insteadOf: string | null
  readonly before: string | null
}

/**
 * Where an appeal would be, had no writer of its letter moved it: the units of the routings by writers since somebody
 * else routed it last. Who took it to where they alone say yes is not alone by that.
 */
export function unitsBefore(routings: readonly Routing[], writerIds: readonly string[]): (string | null)[] {
  const isByWriter = ({ by, insteadOf }: Routing) => isAmong({ id: by, insteadOf }, writerIds)
  const others = routings.findLastIndex((one) => !isByWriter(one))
  return routings.slice(others + 1).map(({ before }) => before)
}

const topsOf = ({ units }: OfficeOn): string[] =>
  units.filter(({ parentId, closed }) => parentId === null && !closed).map(({ id }) => id)

const headsOf = (unitId: string | null, office: OfficeOn) => {
  const tops = topsOf(office)
  return office.workers.filter(
    (one) =>
      one.active &&
      one.roles.includes('head') &&
      (unitId === null ? tops.some((id) => one.units.includes(id)) : one.unitsBelow.includes(unitId)),
  )
}

/**
 * Who may approve letters on the appeals of a unit today: its heads and those above, each themselves or by who acts for
 * them. Of what lies on the registrar's desk (null) the heads of the topmost units.
 */
export function approversOf(unitId: string | null, office: OfficeOn): Approver[] {
  const { workers, absences, day } = office
  const isActive = (id: string) => workers.some((one) => one.id === id && one.active)
  return headsOf(unitId, office).flatMap(({ id }) => {
    const acting = actingWay(absences, id, day, isActive)?.at(-1)
    const worker = workers.find((one) => one.id === acting)
    if (worker === undefined || !mayWork(worker)) return []
    return [{ id: worker.id, insteadOf: worker.id === id ? null : id }]
  })
}

/** The same, who are not there because somebody else says so: a writer of the letter can't be the one who does. */
export function sentAwayOf(unitId: string | null, office: ReplyOffice): SentAway[] {
  const { workers, absences, day, takenAway } = office
  const tops = topsOf(office)
  const taken = takenAway
    .filter(({ units }) => (unitId === null ? tops.some((id) => units.includes(id)) : units.includes(unitId)))
    .map(({ id, by }) => ({ id, insteadOf: null, by }))
  const absent = headsOf(unitId, office).flatMap((head) =>
    absencesOnWay(absences, head.id, day).flatMap(({ staffId: id, recordedBy: by = null }) => {
      const worker = workers.find((one) => one.id === id)
      if (by === null || by === id || worker === undefined || !mayWork(worker)) return []
      return [{ id, insteadOf: id === head.id ? null : head.id, by }]
    }),
  )
  return [...absent, ...taken]
}

/** What a letter is to those who would approve it. */
interface Written {
  /** Everybody who ever saved a version of it. */
  readonly writerIds: readonly string[]
  /** Staff whom the appeal is about. */
  readonly aboutIds: readonly string[]
  /** Who named those of them who were named. */
  readonly namings: readonly Naming[]
  /** Who could say yes in the units that a writer moved the appeal from. */
  readonly before: readonly Approver[]
}

export const isAmong = ({ id, insteadOf }: Approver, ids: readonly string[]): boolean =>
  ids.includes(id) || (insteadOf !== null && ids.includes(insteadOf))

/** A second pair of eyes: neither they nor whom they replace wrote any of it, and it is about neither. */
const isAnother = (
  one: Approver,
  { writerIds, aboutIds }: Pick<Written, 'writerIds' | 'aboutIds'>,
): boolean => !isAmong(one, writerIds) && !isAmong(one, aboutIds)

/**
 * The second pairs of eyes beside somebody. Nobody who wrote in the letter makes them fewer: whom a writer recorded as
 * away or named as concerned counts, or who says yes in the unit that a writer moved the appeal from, though they
 * approve nothing themselves.
 */
export function othersThan(
  askerId: string,
  { writerIds, aboutIds, namings, before }: Written,
  approvers: readonly Approver[],
  sentAway: readonly SentAway[],
): Approver[] {
  const named = namings.filter(({ by }) => writerIds.includes(by)).map(({ staffId }) => staffId)
  const about = aboutIds.filter((id) => !named.includes(id))
  const there = [...approvers, ...before, ...sentAway.filter(({ by }) => writerIds.includes(by))]
  return there.filter((one) => one.id !== askerId && isAnother(one, { writerIds, aboutIds: about }))
}

/**
 * docs/office.md 6: by which of their places somebody approves a letter, or why not. Nobody approves what is about
 * them. Who wrote it, in whatever role, does only where nobody else who may is there today.
 */
export function approvingAs(
  askerId: string,
  letter: Written,
  approvers: readonly Approver[],
  sentAway: readonly SentAway[],
): Approver | Refusal {
  if (letter.aboutIds.includes(askerId)) return refuse('about_self')
  const places = approvers.filter(({ id }) => id === askerId)
  const free = places.find((place) => isAnother(place, letter))
  if (free !== undefined) return free
  const [sole] = places.filter((place) => !isAmong(place, letter.aboutIds))
  if (sole === undefined) return refuse(places.length === 0 ? 'reply_not_approver' : 'about_self')
  return othersThan(askerId, letter, approvers, sentAway).length > 0 ? refuse('reply_writer_approves') : sole
}

export const isApprover = (found: Approver | Refusal): found is Approver => 'insteadOf' in found

/** Whose name is under the letter before anybody has approved it: the first who may, the nearest head first. */
export function likelyApprover(
  letter: Pick<Written, 'writerIds' | 'aboutIds'>,
  approvers: readonly Approver[],
): Approver | null {
  return approvers.find((one) => isAnother(one, letter)) ?? approvers[0] ?? null
}

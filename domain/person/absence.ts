import type { PlainDate } from '../calendar/plain-date.ts'
import { type Refusal, refuse } from '../refusal.ts'

/** Why somebody is away. */
export const absenceReasons = ['leave', 'illness', 'trip', 'other'] as const
export type AbsenceReason = (typeof absenceReasons)[number]

/** Somebody is away from a day to a day, both included, and another acts for them. A cancelled one is left out. */
export interface Absence {
  readonly staffId: string
  readonly deputyId: string
  readonly from: PlainDate
  readonly to: PlainDate
  /** Who of the staff recorded it; null or left out: a command did. */
  readonly recordedBy?: string | null
}

/** How many deputies deep one acts for another (docs/office.md 3). */
const longestDeputyChain = 3

const covers = (one: Absence, day: PlainDate): boolean => one.from <= day && day <= one.to

/** The absence that covers this day; null: they are here. */
export function absenceOn<One extends Absence>(
  absences: readonly One[],
  staffId: string,
  day: PlainDate,
): One | null {
  return absences.find((one) => one.staffId === staffId && covers(one, day)) ?? null
}

/** From somebody by their deputies to one who is not away on this day, or why there is no such way. */
function wayOf(
  absences: readonly Absence[],
  staffId: string,
  day: PlainDate,
): readonly string[] | 'circle' | 'chain' {
  const way = [staffId]
  for (let id = staffId; ; ) {
    const absence = absenceOn(absences, id, day)
    if (absence === null) return way
    id = absence.deputyId
    if (way.includes(id)) return 'circle'
    if (way.length > longestDeputyChain) return 'chain'
    way.push(id)
  }
}

/** The absences by which what somebody does comes to others on a day, from the first to the last deputy. */
export function absencesOnWay(absences: readonly Absence[], staffId: string, day: PlainDate): Absence[] {
  const way: Absence[] = []
  for (let id = staffId; way.length <= longestDeputyChain; ) {
    const absence = absenceOn(absences, id, day)
    if (absence === null || way.some((one) => one.staffId === id)) break
    way.push(absence)
    id = absence.deputyId
  }
  return way
}

/**
 * Who acts for somebody on a day, by the way of their deputies; `[staffId]` when they are here themselves. Null:
 * nobody of the chain is here, it turns in a circle, or it is too long. `isActive` says who works at the company still.
 */
export function actingWay(
  absences: readonly Absence[],
  staffId: string,
  day: PlainDate,
  isActive: (id: string) => boolean,
): readonly string[] | null {
  const way = wayOf(absences, staffId, day)
  if (typeof way === 'string') return null
  return isActive(way.at(-1) ?? staffId) ? way : null
}

/** Those for whom this person acts on a day: everybody away whose chain of deputies ends with them. */
export function actsInsteadOf(
  absences: readonly Absence[],
  staffId: string,
  day: PlainDate,
  isActive: (id: string) => boolean,
): string[] {
  const away = new Set(absences.filter((one) => covers(one, day)).map((one) => one.staffId))
  return [...away].filter(
    (id) => id !== staffId && actingWay(absences, id, day, isActive)?.at(-1) === staffId,
  )
}

/** What is to be known of somebody to say whether they can act for another. */
export interface PossibleDeputy {
  readonly active: boolean
  readonly roles: readonly string[]
}

const answers = ({ roles }: PossibleDeputy): boolean => roles.includes('executor') || roles.includes('head')

/** Whether somebody can do another's work: who answers appeals is replaced by one who answers them too. */
export const isAbleDeputy = (absent: PossibleDeputy, deputy: PossibleDeputy): boolean =>
  deputy.active && (!answers(absent) || answers(deputy))

/**
 * Why an absence can't be recorded; null: it can. `others` are those that were not cancelled. Chains are looked at on
 * each day on which any of them changes, for everybody: whose deputy goes away gets a longer chain.
 */
export function whyNoAbsence(
  wanted: Absence,
  others: readonly Absence[],
  today: PlainDate,
  person: (id: string) => PossibleDeputy,
): Refusal | null {
  if (wanted.to < wanted.from) return refuse('absence_order')
  if (wanted.to < today) return refuse('absence_past')
  if (wanted.staffId === wanted.deputyId) return refuse('deputy_self')
  const [absent, deputy] = [person(wanted.staffId), person(wanted.deputyId)]
  if (!absent.active) return refuse('staff_off')
  if (!deputy.active) return refuse('deputy_off')
  if (!isAbleDeputy(absent, deputy)) return refuse('deputy_not_able')
  const clash = others.find(
    (one) => one.staffId === wanted.staffId && one.from <= wanted.to && wanted.from <= one.to,
  )
  if (clash !== undefined) return refuse('absence_overlaps', { from: clash.from, to: clash.to })
  const all = [...others, wanted]
  const first = wanted.from < today ? today : wanted.from
  const days = [first, ...others.map(({ from }) => from).filter((day) => first < day && day <= wanted.to)]
  for (const day of days) {
    for (const { staffId } of all.filter((one) => covers(one, day))) {
      const way = wayOf(all, staffId, day)
      if (way === 'circle') return refuse('deputy_circle')
      if (way === 'chain') return refuse('deputy_chain')
    }
  }
  return null
}

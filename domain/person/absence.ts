import type { PlainDate } from '../calendar/plain-date.ts'

/** Somebody is away from a day to a day, both included, and another acts for them. A cancelled one is left out. */
export interface Absence {
  readonly staffId: string
  readonly deputyId: string
  readonly from: PlainDate
  readonly to: PlainDate
}

/** How many deputies deep one acts for another (docs/office.md 3). */
const longestDeputyChain = 3

/** The absence that covers this day; null: they are here. */
function absenceOn<One extends Absence>(
  absences: readonly One[],
  staffId: string,
  day: PlainDate,
): One | null {
  return absences.find((one) => one.staffId === staffId && one.from <= day && day <= one.to) ?? null
}

/**
 * Who acts for somebody on a day, by the way of their deputies; `[staffId]` when they are here themselves. Null:
 * nobody of the chain is here, it turns in a circle, or it is too long. `isActive` says who works at the company still.
 */
function actingWay(
  absences: readonly Absence[],
  staffId: string,
  day: PlainDate,
  isActive: (id: string) => boolean,
): readonly string[] | null {
  const way = [staffId]
  for (let id = staffId; ; ) {
    const absence = absenceOn(absences, id, day)
    if (absence === null) return isActive(id) ? way : null
    id = absence.deputyId
    if (way.includes(id) || way.length > longestDeputyChain) return null
    way.push(id)
  }
}

/** Those for whom this person acts on a day: everybody away whose chain of deputies ends with them. */
export function actsInsteadOf(
  absences: readonly Absence[],
  staffId: string,
  day: PlainDate,
  isActive: (id: string) => boolean,
): string[] {
  const away = new Set(absences.filter((one) => one.from <= day && day <= one.to).map((one) => one.staffId))
  return [...away].filter(
    (id) => id !== staffId && actingWay(absences, id, day, isActive)?.at(-1) === staffId,
  )
}

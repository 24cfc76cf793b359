import { actingWay, actsInsteadOf } from '../person/absence.ts'
import type { DutyLink, OfficeOn } from '../unit/chain-of-duty.ts'
import type { SignalTrack } from './kind.ts'

/** Who is told, and for whom: who is away and whom they replace. */
export interface Recipient {
  readonly staffId: string
  readonly insteadOf: string | null
}

/** How many steps of escalation over whom must act. Free work climbs on its second and fourth working day. */
function headsTold(track: SignalTrack, step: number): number {
  if (track === 'papers') return 0
  if (track === 'free') return step < 2 ? 0 : step < 4 ? 1 : 2
  return step <= 0 ? 0 : Math.ceil(step / 3)
}

/** Who may not see the appeal is told nothing of it; but where nobody else is there, administrators are told. */
const inSight = (chain: readonly DutyLink[], sees: (staffId: string) => boolean): DutyLink[] =>
  chain
    .map((link) => (link.by === 'administrator' ? link : { ...link, ids: link.ids.filter(sees) }))
    .filter(({ ids }) => ids.length > 0)

/**
 * docs/office.md 8: who is told of a step. Who must act; once the day is past, the nearest head too, and one head
 * more for every three working days, up to the top. A head who is the executor is passed over, and where no head is
 * there, registrars and administrators are told: escalation never ends with nobody.
 */
export function toldOfDay(
  track: SignalTrack,
  step: number,
  chain: readonly DutyLink[],
  office: OfficeOn,
  sees: (staffId: string) => boolean,
): Recipient[] {
  const links = inSight(chain, sees)
  const [first] = links
  if (first === undefined) return []
  const above = links.filter(
    ({ by, ids }) => by === 'head' && (first.by !== 'executor' || ids.some((id) => !first.ids.includes(id))),
  )
  const heads = headsTold(track, step)
  const last = links.filter(({ by }) => by === 'registrar' || by === 'administrator').slice(0, 1)
  const climbed = heads === 0 ? [] : above.length > 0 ? above.slice(0, heads) : last
  return recipientsOf([first, ...climbed], office)
}

/** Who is told of what a unit, or its head, must do: the nearest of these who are there, without who did it. */
export function toldOfDuty(
  to: 'unit' | 'head',
  by: string | null,
  chain: readonly DutyLink[],
  office: OfficeOn,
  sees: (staffId: string) => boolean,
): Recipient[] {
  const links = inSight(chain, sees).filter(
    (link) => link.by !== 'executor' && (to === 'unit' || link.by !== 'unit'),
  )
  const others = links
    .map((link) => ({ ...link, ids: link.ids.filter((id) => id !== by) }))
    .filter(({ by: role, ids }) => ids.length > 0 && role !== 'administrator')
  // Who did it themselves knows of it, but is told where nobody else is there.
  return recipientsOf((others.length > 0 ? others : links).slice(0, 1), office)
}

/** Somebody themselves, or who acts for them today; null: nobody does, or they did it themselves. */
export function toldPerson(staffId: string, by: string | null, office: OfficeOn): Recipient | null {
  const { absences, day, workers } = office
  const isActive = (id: string) => workers.some((one) => one.id === id && one.active)
  const acting = actingWay(absences, staffId, day, isActive)?.at(-1)
  if (acting === undefined || acting === by || staffId === by) return null
  return { staffId: acting, insteadOf: acting === staffId ? null : staffId }
}

function recipientsOf(links: readonly DutyLink[], office: OfficeOn): Recipient[] {
  const told = new Map<string, Recipient>()
  for (const link of links) {
    for (const staffId of link.ids) {
      if (!told.has(staffId)) told.set(staffId, { staffId, insteadOf: replacedBy(staffId, link, office) })
    }
  }
  return [...told.values()]
}

/** Whom somebody replaces in this link of the chain; null: they are there for themselves. */
function replacedBy(staffId: string, link: DutyLink, office: OfficeOn): string | null {
  const { absences, day, workers } = office
  if (link.owners.includes(staffId)) return null
  const isActive = (id: string) => workers.some((one) => one.id === id && one.active)
  const replaced = actsInsteadOf(absences, staffId, day, isActive)
  return link.owners.find((id) => replaced.includes(id)) ?? null
}

import { addDays, type PlainDate } from '../calendar/plain-date.ts'
import { type Refusal, refuse } from '../refusal.ts'
import { type Absence, actingWay } from './absence.ts'
import { type StaffRole, staffRoles } from './role.ts'

/** What is done with people and units. `readSecurityLog`: which events, is in domain/security/security-event.ts. */
export type PeopleAct =
  | 'readSecurityLog'
  | 'lookAtPeople'
  | 'changePeople'
  | 'changeUnits'
  | 'recordAbsence'
  | 'handOverWork'

/** With whom: oneself, those of one's units and of those below, everybody. */
type Reach = 'self' | 'unit' | 'all'
type Rights = Readonly<Partial<Record<PeopleAct, readonly Reach[]>>>

const everybody: Rights = { recordAbsence: ['self'] }
/** docs/office.md 3: role × act × with whom. The routes, the pages and the verbs all ask this table. */
const rights: Readonly<Record<StaffRole, Rights>> = {
  registrar: everybody,
  executor: everybody,
  head: { recordAbsence: ['self', 'unit'], handOverWork: ['unit'] },
  callCentre: everybody,
  auditor: { ...everybody, readSecurityLog: ['all'] },
  catalogueKeeper: everybody,
  administrator: {
    readSecurityLog: ['all'],
    lookAtPeople: ['all'],
    changePeople: ['all'],
    changeUnits: ['all'],
    recordAbsence: ['all'],
    handOverWork: ['all'],
  },
}

/** Who may do it with anybody at all: the door of a route. */
export const managersFor = (act: PeopleAct): StaffRole[] =>
  staffRoles.filter((role) => rights[role][act] !== undefined)

interface Manager {
  readonly id: string
  readonly roles: readonly string[]
  readonly duty: { readonly unitsBelow: readonly string[] }
}

/** May this person do it with somebody, who belongs to these units? */
export function mayManage(
  asker: Manager,
  act: PeopleAct,
  whom: { readonly id: string; readonly units: readonly string[] },
): boolean {
  const held = staffRoles.filter((role) => asker.roles.includes(role))
  const reaches = held.flatMap((role) => rights[role][act] ?? [])
  if (reaches.includes('all')) return true
  if (whom.id === asker.id) return reaches.includes('self')
  if (!reaches.includes('unit')) return false
  const theirs = (id: string) => asker.duty.unitsBelow.includes(id)
  // What is handed over for good may lie in each of their units.
  return act === 'handOverWork' ? whom.units.every(theirs) : whom.units.some(theirs)
}

/**
 * Whether a deputy whom this person chooses would see no more than units of theirs: only administrators, and commands,
 * choose one from elsewhere.
 */
export function mayChooseDeputy(
  asker: Manager | null,
  absent: { readonly units: readonly string[] },
  deputy: { readonly unitsBelow: readonly string[] },
): boolean {
  if (asker === null) return true
  const held = staffRoles.filter((role) => asker.roles.includes(role))
  if (held.some((role) => rights[role].recordAbsence?.includes('all'))) return true
  return absent.units.every((id) => deputy.unitsBelow.includes(id))
}

/** Who may see how much somebody has to do: who hands work out, of theirs, administrators, and each of their own. */
export function maySeeLoad(
  asker: Manager,
  whom: { readonly id: string; readonly units: readonly string[] },
): boolean {
  if (whom.id === asker.id) return true
  const has = (role: StaffRole) => asker.roles.includes(role)
  if (has('registrar') || has('administrator')) return true
  return has('head') && whom.units.some((id) => asker.duty.unitsBelow.includes(id))
}

interface Member {
  readonly id: string
  readonly active: boolean
  readonly roles: readonly string[]
}

interface People {
  readonly people: readonly Member[]
  readonly absences: readonly Absence[]
}

/**
 * Refuses a change by which, today or on a day to come, no administrator would be there, and nobody for one. A company
 * that has none yet may go on without.
 */
export const whyNobodyAdministers = (before: People, after: People, today: PlainDate): Refusal | null =>
  isAdministered(before, today) && !isAdministered(after, today) ? refuse('last_administrator') : null

function isAdministered({ people, absences }: People, today: PlainDate): boolean {
  const administrators = people.filter(({ active, roles }) => active && roles.includes('administrator'))
  const isActive = (id: string) => people.some((one) => one.id === id && one.active)
  const days = [today, ...absences.flatMap(({ from, to }) => [from, addDays(to, 1)])]
  return days
    .filter((day) => day >= today)
    .every((day) => administrators.some(({ id }) => actingWay(absences, id, day, isActive) !== null))
}

/**
 * Nobody changes their own roles and units: neither out of administration by mistake, nor into other people's letters.
 * `by` is null for a command.
 */
export const whyNotOwnAdministration = (by: string | null, staffId: string): Refusal | null =>
  by === staffId ? refuse('own_administrator') : null

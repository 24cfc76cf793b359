import { rolesFor } from '../../domain/appeal/rights.ts'
import { deskOf } from '../../domain/mailbox/desk.ts'
import { managersFor } from '../../domain/person/administration.ts'
import { sightRoles } from '../../domain/sight/figure.ts'
import { paths } from '../paths.ts'
import type { Words } from '../words.ts'

export interface Area {
  readonly to: string
  readonly name: keyof Pick<
    Words<'areas'>,
    | 'desk'
    | 'queue'
    | 'appeals'
    | 'toApprove'
    | 'toSign'
    | 'figures'
    | 'register'
    | 'calls'
    | 'absences'
    | 'security'
    | 'administration'
  >
  /** Its other pages. */
  readonly also?: readonly string[]
  /** The list whose count is beside its name. */
  readonly counts?: 'proposed' | 'toSign'
  /** Shown only where something waits: not everybody who may come to it has it every day. */
  readonly whenAny?: boolean
}

/** Letters that wait: a head's own area; others have it while they act for one. */
function waitingAreas(roles: readonly string[]): readonly Area[] {
  if (!rolesFor('writeReply').some((role) => roles.includes(role))) return []
  const heads = rolesFor('approveReply').some((role) => roles.includes(role))
  return [
    { to: paths.officeToApprove, name: 'toApprove', counts: 'proposed', whenAny: !heads },
    { to: paths.officeToSign, name: 'toSign', counts: 'toSign', whenAny: true },
  ]
}

const administration: Area = {
  to: paths.officePeople,
  name: 'administration',
  also: [paths.officeUnits, paths.officeAbsences],
}

/** The areas of the office that somebody in these roles has, in their order. */
export function areasFor(roles: readonly string[]): readonly Area[] {
  const lists = rolesFor('list').some((role) => roles.includes(role))
  const books = rolesFor('readRegister').some((role) => roles.includes(role))
  const works = deskOf(roles).length > 0
  const manages = managersFor('lookAtPeople').some((role) => roles.includes(role))
  const reads = managersFor('readSecurityLog').some((role) => roles.includes(role))
  const absent = managersFor('recordAbsence').some((role) => roles.includes(role))
  return [
    ...(works ? [{ to: paths.office, name: 'desk' } as const] : []),
    ...(lists ? [{ to: paths.officeQueue, name: works ? 'queue' : 'appeals' } as const] : []),
    ...waitingAreas(roles),
    ...(books ? [{ to: paths.officeRegister, name: 'register' } as const] : []),
    ...(sightRoles.some((role) => roles.includes(role))
      ? [{ to: paths.officeFigures, name: 'figures' } as const]
      : []),
    ...(roles.includes('callCentre') ? [{ to: paths.officeCalls, name: 'calls' } as const] : []),
    ...(manages ? [administration] : absent ? [{ to: paths.officeAbsences, name: 'absences' } as const] : []),
    ...(reads ? [{ to: paths.officeSecurityLog, name: 'security' } as const] : []),
  ]
}

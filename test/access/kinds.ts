import { rolesFor } from '../../domain/appeal/rights.ts'
import { type StaffRole, staffRoles } from '../../domain/person/role.ts'

const withoutRole = ['nobody', 'owner', 'otherClient', 'coTenant'] as const
export type Kind = (typeof withoutRole)[number] | StaffRole

/** Everybody who may come to a door. `owner` is Айгерім, whose draft and appeal the requests name. */
export const kinds: readonly Kind[] = [...withoutRole, ...staffRoles]

export const clients: readonly Kind[] = ['owner', 'otherClient', 'coTenant']
const office: readonly Kind[] = ['executor', 'head']
/** Who is let in; another client asking for what is not theirs gets 404, everybody else 401 or 403. */
export const sets = {
  everybody: kinds,
  none: [],
  clients,
  signedIn: [...clients, ...staffRoles],
  owner: ['owner'],
  // The contract is shared; what each writes under it is not.
  parties: ['owner', 'coTenant'],
  office,
  lists: rolesFor('list'),
  // The executor of the tests is a registrar too.
  sighted: ['registrar', 'executor', 'head', 'auditor'],
  executors: rolesFor('execute'),
  heads: ['head'],
  readers: ['registrar', 'executor', 'head', 'auditor'],
  askers: ['executor', 'head'],
  noters: ['registrar', 'executor', 'head', 'callCentre'],
  noteReaders: ['registrar', 'executor', 'head', 'auditor', 'callCentre'],
  linkers: ['registrar', 'executor', 'head'],
  callCentre: ['callCentre'],
  // The executor of the test world is a registrar as well.
  assigners: ['registrar', 'executor', 'head'],
  correctors: ['registrar', 'executor'],
  wholeBookReaders: ['registrar', 'executor', 'auditor'],
  administrators: ['administrator'],
  securityReaders: ['auditor', 'administrator'],
  staff: staffRoles,
} satisfies Record<string, readonly Kind[]>

/**
 * What the security log tells, and how each ended (docs/security-log.md has a line for each). What was refused can come
 * in any number, so only so many rows of it are kept (server/security-log.ts).
 */
export const securityEvents = {
  // who comes in and leaves
  signedIn: 'done',
  signInRefused: 'refused',
  triesUsedUp: 'refused',
  provedAgain: 'done',
  proofRefused: 'refused',
  signedOut: 'done',
  sessionEnded: 'done',
  ownSessionsEnded: 'done',
  sessionsEnded: 'done',
  // what somebody comes in by
  passwordChanged: 'done',
  passwordRefused: 'refused',
  passwordReset: 'done',
  codeReset: 'done',
  keyChanged: 'done',
  contactsChanged: 'done',
  mailAddressConfirmed: 'done',
  mailAddressChanged: 'done',
  // who may do what
  rightRefused: 'refused',
  staffAdded: 'done',
  roleGranted: 'done',
  roleWithdrawn: 'done',
  unitJoined: 'done',
  unitLeft: 'done',
  unitAdded: 'done',
  unitChanged: 'done',
  unitClosed: 'done',
  staffEnabled: 'done',
  staffDisabled: 'done',
  staffLeft: 'done',
  absenceRecorded: 'done',
  absenceCancelled: 'done',
  // what the company sets
  settingsRecorded: 'done',
  // what was taken away
  listExported: 'done',
  listExportEnded: 'done',
  figuresExported: 'done',
  bookExported: 'done',
  bookExportEnded: 'done',
  bookEditionTaken: 'done',
  ownDataTaken: 'done',
} as const satisfies Readonly<Record<string, 'done' | 'refused'>>
export type SecurityEvent = keyof typeof securityEvents

/** What is given or taken away, and what the company sets: not about anybody's access. */
const beyondAccess: readonly SecurityEvent[] = [
  'settingsRecorded',
  'listExported',
  'listExportEnded',
  'figuresExported',
  'bookExported',
  'bookExportEnded',
  'bookEditionTaken',
  'ownDataTaken',
]

/** The events that somebody in these roles reads: auditors all, administrators those of people's access. */
export function eventsReadBy(roles: readonly string[]): SecurityEvent[] {
  const all = Object.keys(securityEvents) as SecurityEvent[]
  if (roles.includes('auditor')) return all
  return roles.includes('administrator') ? all.filter((code) => !beyondAccess.includes(code)) : []
}

/** So long everybody reads what happened to their own account. */
export const ownEventDays = 90

/** What of an event is shown besides who, where and when: codes and counts, no ids. */
export const shownOfEvent = [
  'way',
  'why',
  'wrong',
  'route',
  'role',
  'roles',
  'fields',
  'keys',
  'iin',
  'rows',
] as const

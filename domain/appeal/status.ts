import type { Role } from '../person/role.ts'

/**
 * §10: the guide's statuses, with the draft before them and three honest ones more: it went back unconsidered (the
 * signature turned out revoked, or the company says so in a letter), another body is competent, the client took it
 * back.
 */
export const statuses = [
  'draft',
  'sent',
  'registered',
  'awaitingExecution',
  'interimReply',
  'executed',
  'forwarded',
  'returned',
  'withdrawn',
] as const
export type Status = (typeof statuses)[number]

/** Who acts: somebody in a role, or the system itself (registration is automatic). */
export type Actor = Role | 'system'

export const actions = [
  'send',
  'register',
  'takeIntoWork',
  'replyInterim',
  'execute',
  'forward',
  'reopen',
  'return',
  'returnByCompany',
  'withdraw',
] as const
export type Action = (typeof actions)[number]

interface Transition {
  readonly from: readonly Status[]
  readonly to: Status
  /** `staff`: which of them says domain/appeal/rights.ts. */
  readonly by: 'client' | 'staff' | 'system'
  /** It takes back what was over: that it can be done does not keep an appeal open. */
  readonly takesBack?: true
}

const table = {
  send: { from: ['draft'], to: 'sent', by: 'client' },
  register: { from: ['sent'], to: 'registered', by: 'system' },
  takeIntoWork: { from: ['registered', 'interimReply'], to: 'awaitingExecution', by: 'staff' },
  replyInterim: {
    from: ['registered', 'awaitingExecution', 'interimReply'],
    to: 'interimReply',
    by: 'staff',
  },
  execute: { from: ['awaitingExecution', 'interimReply'], to: 'executed', by: 'staff' },
  // docs/domain.md 2.1: АППК art. 65.
  forward: {
    from: ['registered', 'awaitingExecution', 'interimReply'],
    to: 'forwarded',
    by: 'staff',
  },
  reopen: { from: ['executed'], to: 'awaitingExecution', by: 'staff', takesBack: true },
  return: {
    from: ['sent', 'registered', 'awaitingExecution', 'interimReply'],
    to: 'returned',
    by: 'system',
  },
  // docs/domain.md 2.1: АППК art. 64. By a letter, so not before there is a number (docs/decisions/0061).
  returnByCompany: {
    from: ['registered', 'awaitingExecution', 'interimReply'],
    to: 'returned',
    by: 'staff',
  },
  // docs/domain.md 2.1: АППК art. 64. The client asks for it, signed; the company agrees (docs/decisions/0059).
  withdraw: {
    from: ['registered', 'awaitingExecution', 'interimReply'],
    to: 'withdrawn',
    by: 'staff',
  },
} as const satisfies Readonly<Record<Action, Transition>>

/** §10: the only place that knows transitions. A second interim reply is allowed; work goes on after one. */
export const transitions: Readonly<Record<Action, Transition>> = table

// Sets are made from the table and spelled nowhere else: a status that is added falls into the right ones by itself.
const isLeft = (status: Status): boolean =>
  actions.some((act) => transitions[act].from.includes(status) && transitions[act].takesBack !== true)

/** Where every appeal begins, before any act. */
export const firstStatus = table.send.from[0]

/** Not sent yet: the client's own, nobody else sees them. */
export const unsentStatuses: readonly Status[] = table.send.from

export type SentStatus = (typeof table)[Action]['to']

/** Some act has led here: in the mailboxes and seen by the company. */
export const sentStatuses: readonly SentStatus[] = statuses.filter((status): status is SentStatus =>
  actions.some((act) => transitions[act].to === status),
)

/** Sent, and something is still to happen. */
export const openStatuses: readonly SentStatus[] = sentStatuses.filter(isLeft)

/** Nothing more happens, unless somebody takes it back to work. */
export const finalStatuses: readonly Status[] = sentStatuses.filter((status) => !isLeft(status))

/** Sent, and the number is still to be given. */
export const unnumberedStatuses: readonly Status[] = table.register.from

const withoutNumber = reachedWithout('register')

/** With a number whatever came before, so that the company may have written on it. */
export const numberedStatuses: readonly Status[] = sentStatuses.filter((status) => !withoutNumber.has(status))

/** Open with a number, so the term runs or is still to be told. */
export const termStatuses: readonly Status[] = openStatuses.filter((status) => !withoutNumber.has(status))

/** Every status that an appeal can come to without this act. */
function reachedWithout(left: Action): ReadonlySet<Status> {
  const reached = new Set<Status>([firstStatus])
  // A set is walked to its end, what was added on the way too.
  for (const status of reached) {
    for (const act of actions) {
      if (act !== left && transitions[act].from.includes(status)) reached.add(transitions[act].to)
    }
  }
  return reached
}

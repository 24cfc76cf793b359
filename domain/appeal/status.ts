import type { Role } from '../person/role.ts'

/** §10: the guide's statuses, with the draft before them and one honest one more: the signature turned out revoked. */
export const statuses = [
  'draft',
  'sent',
  'registered',
  'awaitingExecution',
  'interimReply',
  'executed',
  'returned',
] as const
export type Status = (typeof statuses)[number]

/** Who acts: somebody in a role, or the system itself (registration is automatic). */
export type Actor = Role | 'system'

export const actions = ['send', 'register', 'takeIntoWork', 'replyInterim', 'execute', 'return'] as const
export type Action = (typeof actions)[number]

interface Transition {
  readonly from: readonly Status[]
  readonly to: Status
  readonly by: readonly Actor[]
}

/** §10: the only place that knows transitions. A second interim reply is allowed; work goes on after one. */
export const transitions: Readonly<Record<Action, Transition>> = {
  send: { from: ['draft'], to: 'sent', by: ['client'] },
  register: { from: ['sent'], to: 'registered', by: ['system'] },
  takeIntoWork: { from: ['registered', 'interimReply'], to: 'awaitingExecution', by: ['executor'] },
  replyInterim: {
    from: ['registered', 'awaitingExecution', 'interimReply'],
    to: 'interimReply',
    by: ['head'],
  },
  execute: { from: ['awaitingExecution', 'interimReply'], to: 'executed', by: ['executor'] },
  return: {
    from: ['sent', 'registered', 'awaitingExecution', 'interimReply'],
    to: 'returned',
    by: ['system'],
  },
}

/** Statuses in which nothing more happens. */
export const finalStatuses: readonly Status[] = ['executed', 'returned']

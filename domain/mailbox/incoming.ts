import { type Status, unsentStatuses } from '../appeal/status.ts'

/** §2: the columns of «Кіріс», in the guide's order. */
export const incomingColumns = ['number', 'subject', 'status', 'registration', 'executor', 'phone'] as const

/** §10: from «Жіберілді» on an appeal is followed in «Кіріс»; a draft is not there. */
export function isIncoming(status: Status): boolean {
  return !unsentStatuses.includes(status)
}

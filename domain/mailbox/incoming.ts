import { type SentStatus, sentStatuses } from '../appeal/status.ts'

/** §2: the columns of «Кіріс», in the guide's order. */
export const incomingColumns = ['number', 'subject', 'status', 'registration', 'executor', 'phone'] as const
export type IncomingColumn = (typeof incomingColumns)[number]

/** §10: from «Жіберілді» on an appeal is followed in «Кіріс»; a draft is not there. */
export const incomingStatuses: readonly SentStatus[] = sentStatuses

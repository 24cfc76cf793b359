import { type SentStatus, sentStatuses } from '../appeal/status.ts'

/** §2: the columns of «Кіріс», in the guide's order. */
export const incomingColumns = ['number', 'subject', 'status', 'registration', 'executor', 'phone'] as const
export type IncomingColumn = (typeof incomingColumns)[number]

/** §10: from «Жіберілді» on an appeal is followed in «Кіріс»; a draft is not there. */
export const incomingStatuses: readonly SentStatus[] = sentStatuses

/** §9: the columns of «Шығыс»: what was sent, the day it was created, its current status. */
export const outgoingColumns = ['number', 'subject', 'createdAt', 'status', 'registration'] as const
export type OutgoingColumn = (typeof outgoingColumns)[number]

/** §1: «Шығыс» holds the appeals the client has sent; the status shown is the live one. */
export const outgoingStatuses: readonly SentStatus[] = sentStatuses

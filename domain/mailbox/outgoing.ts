import { type Status, unsentStatuses } from '../appeal/status.ts'

/** §9: the columns of «Шығыс»: what was sent, the day it was created, its current status. */
export const outgoingColumns = ['number', 'subject', 'createdAt', 'status', 'registration'] as const

/** §1: «Шығыс» holds the appeals the client has sent; the status shown is the live one. */
export function isOutgoing(status: Status): boolean {
  return !unsentStatuses.includes(status)
}

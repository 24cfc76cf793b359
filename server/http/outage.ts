import { DatabaseError } from 'pg'

/**
 * PostgreSQL's codes (appendix A of its manual) for "not now", by class or whole: connection lost, out of disk, memory
 * or connections, stopping or starting, a server that only reads, a statement that took too long, a file of its that
 * failed. Whatever else it says no to is a fault of ours.
 */
const databaseCodes = [
  '08',
  '53',
  '57P01',
  '57P02',
  '57P03',
  '57P05',
  '57014',
  '25006',
  '25P03',
  '58030',
  'F0001',
]

/** What the machine says: nobody listens or answers, the disk is full, broken or read-only, too many files are open. */
const systemCodes = new Set([
  'ECONNREFUSED',
  'ECONNRESET',
  'EPIPE',
  'ETIMEDOUT',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'ENOTFOUND',
  'EAI_AGAIN',
  'ENOSPC',
  'EDQUOT',
  'EROFS',
  'EACCES',
  'EPERM',
  'EIO',
  'EMFILE',
  'ENFILE',
  // A thread of this process ended in the middle (server/threads/thread-in-hand.ts).
  'ERR_THREAD_LOST',
])

/** What the database's driver says by words alone (pg, pg-pool). */
const driverWords = [
  'Connection terminated',
  'timeout exceeded when trying to connect',
  'Client has encountered a connection error and is not queryable',
  'Query read timeout',
]

/** Whether something that we need is away, and not a fault of ours: the database, or the disk with the files. */
export function isOutage(error: unknown): boolean {
  if (error instanceof AggregateError) return error.errors.length > 0 && error.errors.every(isOutage)
  if (!(error instanceof Error)) return false
  const code = 'code' in error && typeof error.code === 'string' ? error.code : ''
  if (error instanceof DatabaseError) return databaseCodes.some((one) => code.startsWith(one))
  if (systemCodes.has(code)) return true
  return driverWords.some((words) => error.message.startsWith(words))
}

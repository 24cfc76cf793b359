import { sql } from 'kysely'
import type { Db } from './context.ts'

/** Every job by its name, and what it carries: ids only. */
export interface Jobs {
  /** An appeal was sent in working hours: give the numbers that are due. */
  'register-sent': Record<string, never>
  /** A file was kept: have the virus scanner look at it. */
  'scan-files': Record<string, never>
  /** A signature was received: ask whether its certificate was revoked. */
  'check-revocation': Record<string, never>
  /** A signature was received: ask for a timestamp over it. */
  'stamp-signatures': Record<string, never>
  /** The authority has decided on a letter of the company: send it, or annul its number. */
  'send-signed': Record<string, never>
  /** A name has changed: make the words of its appeals again. */
  'keep-search': Record<string, never>
  /** Many at once were begun: do what is left of them. */
  'run-bulks': Record<string, never>
  /** Much work changes hands: hand over what is left of it. */
  'run-hand-overs': Record<string, never>
  /** A month is over, or its rows were corrected: print what is lacking of the register books. */
  'make-editions': Record<string, never>
  /** Go through the numbers of the register books. */
  'check-books': Record<string, never>
  /** Somebody of the staff is to be told something. */
  'tell-signals': Record<string, never>
  /** A mail is due. */
  'send-mail': Record<string, never>
  /** Do what the injected clock has brought due (table `due_act`). */
  sweep: Record<string, never>
}
export type JobName = keyof Jobs

/**
 * Jobs that do all there is to do: one that has not begun is enough for everybody. Who queues such a job waits for
 * others who have and did not end yet, so it comes last in a transaction.
 */
const onceForAll: readonly JobName[] = ['register-sent']

/**
 * Queues a job within the caller's transaction: it runs when that commits, and not at all when it does not.
 * `afterMs` of real time, since the runner has the database's clock, not the injected one.
 */
export async function queueJob<Name extends JobName>(
  db: Db,
  name: Name,
  payload: Jobs[Name],
  afterMs = 0,
): Promise<void> {
  const runAt = afterMs === 0 ? sql`null` : sql`clock_timestamp() + ${afterMs} * interval '1 millisecond'`
  const key = onceForAll.includes(name) ? name : null
  await sql`
    select graphile_worker.add_job(${name}::text, ${JSON.stringify(payload)}::json,
      run_at => (${runAt})::timestamptz, job_key => ${key}::text)`.execute(db)
}

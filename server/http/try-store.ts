import { createHash } from 'node:crypto'
import { sql } from 'kysely'
import type { Db } from '../context.ts'

/** How often something may be tried within a window. */
export interface TryLimit {
  /** What is tried, as the count is kept under; whose it is comes to it. */
  readonly kind: string
  readonly most: number
  readonly windowMs: number
}

/** A try that was taken, to be given back when it was none. */
export interface TakenTry {
  readonly subject: Buffer
  readonly beganAt: Date
}

/** No try is left until the window is over, so many milliseconds from now. */
export interface NoTry {
  readonly leftMs: number
}

const subjectOf = (kind: string, whose: string): Buffer =>
  createHash('sha256').update(`${kind}\n${whose}`).digest()

/**
 * Takes one try, in one statement, so that of any number at once no more pass than there are. Called before any work is
 * done for the one who tries. A window begins with the first try; one that lies ahead by a whole window (a moved clock)
 * is over too.
 */
export async function takeTry(
  db: Db,
  limit: TryLimit,
  whose: string,
  now: number,
): Promise<TakenTry | NoTry> {
  const subject = subjectOf(limit.kind, whose)
  const at = new Date(now)
  const from = new Date(now - limit.windowMs)
  const to = new Date(now + limit.windowMs)
  const over = sql<boolean>`(try_count.began_at <= ${from} or try_count.began_at >= ${to})`
  const { rows } = await sql<{ began_at: Date }>`
    insert into try_count (subject, taken, began_at) values (${subject}, 1, ${at})
    on conflict (subject) do update
       set taken = case when ${over} then 1 else try_count.taken + 1 end,
           began_at = case when ${over} then ${at} else try_count.began_at end
     where ${over} or try_count.taken < ${limit.most}
    returning began_at`.execute(db)
  const taken = rows[0]
  if (taken !== undefined) return { subject, beganAt: taken.began_at }
  const row = await db
    .selectFrom('try_count')
    .select('began_at')
    .where('subject', '=', subject)
    .executeTakeFirst()
  return { leftMs: Math.max(1, (row?.began_at.getTime() ?? now) + limit.windowMs - now) }
}

/** Gives a try back that succeeded or was nobody's fault; into a later window nothing is given. */
export async function giveBackTry(db: Db, { subject, beganAt }: TakenTry): Promise<void> {
  await db
    .updateTable('try_count')
    .set((eb) => ({ taken: eb('taken', '-', 1) }))
    .where('subject', '=', subject)
    .where('began_at', '=', beganAt)
    .where('taken', '>', 0)
    .execute()
}

/** Deletes counts whose window is long over. */
export async function forgetTries(db: Db, now: number): Promise<void> {
  await db
    .deleteFrom('try_count')
    .where('began_at', '<', new Date(now - 86_400_000))
    .execute()
}

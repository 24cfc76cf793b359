import { type AccountAct, mustProve } from '../../domain/security/prove-again.ts'
import type { Asker, Context, Db } from '../context.ts'
import { HttpRefused } from '../refused.ts'
import { hashOf, newToken } from './session-store.ts'

/** The session was proved again: it has a new token, answered here (ASVS 7.2.4). Null: it is over by now. */
export async function proveSession(db: Db, sessionId: string, now: number): Promise<string | null> {
  const token = newToken()
  const { numUpdatedRows } = await db
    .updateTable('session')
    .set({ token_hash: hashOf(token), proved_at: new Date(now), last_seen_at: new Date(now) })
    .where('id', '=', sessionId)
    .where('ended_at', 'is', null)
    .executeTakeFirstOrThrow()
  return numUpdatedRows === 1n ? token : null
}

/** Of an act that asks only for a part of what its route does. Throws 403 `prove_again`, as the door does. */
export async function needProof(db: Db, sessionId: string, act: AccountAct, now: number): Promise<void> {
  const row = await db
    .selectFrom('session')
    .select('proved_at')
    .where('id', '=', sessionId)
    .executeTakeFirst()
  if (mustProve(act, row?.proved_at?.getTime() ?? null, now)) throw new HttpRefused(403, 'prove_again')
}

/** The same of an act that a command does too: its operator is not asked. */
export async function needProofOf(
  { now }: Pick<Context, 'now'>,
  db: Db,
  by: Pick<Asker, 'sessionId'> | null,
  act: AccountAct,
): Promise<void> {
  if (by !== null) await needProof(db, by.sessionId, act, now())
}

/** The text that an open session is proved again by; null when used, lapsed, unknown or another session's. */
export async function findProofText(
  db: Db,
  sessionId: string,
  id: string,
  now: number,
): Promise<{ readonly id: string; readonly content: Uint8Array } | null> {
  const row = await db
    .selectFrom('sign_in_challenge')
    .select(['id', 'content'])
    .where('id', '=', id)
    .where('session_id', '=', sessionId)
    .where('used_at', 'is', null)
    .where('expires_at', '>', new Date(now))
    .executeTakeFirst()
  return row === undefined ? null : { id: row.id, content: new Uint8Array(row.content) }
}

import { createHash } from 'node:crypto'
import { sql } from 'kysely'
import type { Asker, Context } from '../context.ts'
import { HttpRefused } from '../refused.ts'

/** One press of a button: the asker's own key, and what was asked. */
export interface Act {
  readonly asker: Asker
  readonly key: string
  /** The route, its parameters and its body; the same key with another request is a mistake of the caller. */
  readonly request: unknown
}

const keyShape = /^[\x21-\x7e]{8,200}$/

/** The `Idempotency-Key` of a request. Throws 400 when it is missing or no key. */
export function keyOf(header: string | string[] | undefined): string {
  if (typeof header === 'string' && keyShape.test(header)) return header
  throw new HttpRefused(400, 'idempotency_key_required')
}

/**
 * Does an act once for a key: the act and its answer are committed together, repetitions get that answer, and two
 * presses at once wait for each other. A refused act leaves nothing behind, so that it may be tried again.
 */
export async function once(
  context: Context,
  act: Act,
  work: (context: Context) => Promise<unknown>,
): Promise<{ answer: unknown; repeated: boolean }> {
  const actor = `${act.asker.kind}:${act.asker.id}`
  const hash = createHash('sha256').update(JSON.stringify(act.request)).digest()
  return await context.db.transaction().execute(async (tx) => {
    await sql`select pg_advisory_xact_lock(hashtextextended(${`${actor} ${act.key}`}, 0))`.execute(tx)
    const first = await tx
      .selectFrom('idempotency_key')
      .select(['request_hash', 'response'])
      .where('actor', '=', actor)
      .where('key', '=', act.key)
      .executeTakeFirst()
    if (first !== undefined) {
      if (!hash.equals(first.request_hash)) throw new HttpRefused(422, 'idempotency_key_reused')
      return { answer: first.response, repeated: true }
    }
    const answer = await work({ ...context, db: tx })
    await tx
      .insertInto('idempotency_key')
      .values({
        actor,
        key: act.key,
        request_hash: hash,
        status: 200,
        response: JSON.stringify(answer),
        created_at: new Date(context.now()),
      })
      .execute()
    return { answer, repeated: false }
  })
}

/** Forgets answers kept for repetitions; they hold what was answered, so no longer than needed. */
export async function forgetAnswers(context: Context, keepHours = 48): Promise<void> {
  await context.db
    .deleteFrom('idempotency_key')
    .where('created_at', '<', new Date(context.now() - keepHours * 3_600_000))
    .execute()
}

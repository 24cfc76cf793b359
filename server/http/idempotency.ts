import { createHash } from 'node:crypto'
import { sql } from 'kysely'
import { z } from 'zod'
import { localDate } from '../../domain/calendar/instant.ts'
import type { PlainDate } from '../../domain/calendar/plain-date.ts'
import { appealNamedBy, isAppealOpenTo } from '../appeal/open-store.ts'
import type { Asker, Context, Db } from '../context.ts'
import { inTransaction } from '../in-transaction.ts'
import { HttpRefused, NotFound } from '../refused.ts'

/** One press of a button: the asker's own key, and what was asked. */
export interface Act {
  readonly asker: Asker
  readonly key: string
  /** The route, its parameters and its body; the same key with another request is a mistake of the caller. */
  readonly request: { readonly name: string; readonly params: unknown; readonly body: unknown }
}

const keyShape = /^[\x21-\x7e]{8,200}$/

/** The `Idempotency-Key` of a request. Throws 400 when it is missing or no key. */
export function keyOf(header: string | string[] | undefined): string {
  if (typeof header === 'string' && keyShape.test(header)) return header
  throw new HttpRefused(400, 'idempotency_key_required')
}

/**
 * Does an act once for a key: the act and its answer are committed together, repetitions get that answer, and two
 * presses at once wait for each other. A refused act leaves nothing behind, so that it may be tried again. What was
 * answered of an appeal that is open to this client no more is not told again: NotFound.
 */
export async function once(
  context: Context,
  act: Act,
  work: (context: Context) => Promise<unknown>,
): Promise<{ answer: unknown; repeated: boolean }> {
  const actor = `${act.asker.kind}:${act.asker.id}`
  const hash = createHash('sha256').update(JSON.stringify(act.request)).digest()
  return await inTransaction(context.db, async (tx) => {
    await sql`select pg_advisory_xact_lock(hashtextextended(${`${actor} ${act.key}`}, 0))`.execute(tx)
    const first = await tx
      .selectFrom('idempotency_key')
      .select(['request_hash', 'response'])
      .where('actor', '=', actor)
      .where('key', '=', act.key)
      .executeTakeFirst()
    if (first !== undefined) {
      if (!hash.equals(first.request_hash)) throw new HttpRefused(422, 'idempotency_key_reused')
      await needOpen(tx, act, first.response, localDate(context.now()))
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

const Named = z.object({ id: z.uuid() })

/** Every act of a client that is done once is about an appeal: the one it names, writes in, or made as a draft. */
async function needOpen(tx: Db, { asker, request }: Act, answer: unknown, today: PlainDate): Promise<void> {
  if (asker.kind !== 'client') return
  for (const named of [request.params, answer]) {
    const { data } = Named.safeParse(named)
    const appealId = data === undefined ? null : await appealNamedBy(tx, data.id)
    if (appealId !== null && (await isAppealOpenTo(tx, asker.id, appealId, today)) === false)
      throw new NotFound()
  }
}

/** Forgets answers kept for repetitions; they hold what was answered, so no longer than needed. */
export async function forgetAnswers(context: Context, keepHours = 48): Promise<void> {
  await context.db
    .deleteFrom('idempotency_key')
    .where('created_at', '<', new Date(context.now() - keepHours * 3_600_000))
    .execute()
}

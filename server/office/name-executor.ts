import { actorOf } from '../../domain/appeal/actor.ts'
import { type AppealFacts, firstNaming } from '../../domain/appeal/can.ts'
import { appendEvent } from '../appeal/event-store.ts'
import type { Db } from '../context.ts'

/** Who is to be the executor; null: nobody, the appeal is the unit's free work again. */
export interface Naming {
  readonly appealId: string
  readonly facts: AppealFacts
  readonly executorId: string | null
  readonly reasonId: string | null
  /** Who is away and whom the acting person replaces by this. */
  readonly insteadOf?: string | undefined
  /** Of the act, good once an appeal; a fresh one when left out. */
  readonly key?: string
}

/**
 * Records who the executor is, by every act that names them: taking, assigning, taking over, giving back. The first
 * naming moves the status and is told to the client; a later one is a change that they see. Naming the one who is it
 * already records nothing. `by` is the member of the staff who acts; the right to do it was asked before; the appeal is
 * locked.
 */
export async function nameExecutor(
  trx: Db,
  by: string,
  { appealId, facts, executorId, reasonId, insteadOf, key = crypto.randomUUID() }: Naming,
  now: number,
): Promise<boolean> {
  if (facts.executorId === executorId) return false
  const replaced = insteadOf === undefined ? {} : { insteadOf }
  const common = {
    appealId,
    occurredAt: now,
    recordedAt: now,
    actor: actorOf(by),
    source: 'office',
  } as const
  if (executorId !== null && firstNaming(facts) && !(await wasTaken(trx, appealId))) {
    const data = { executorId, ...replaced }
    await appendEvent(trx, { ...common, type: 'takenIntoWork', key: `takenIntoWork:${key}`, data })
    return true
  }
  const data = { executorId, reasonId, ...replaced }
  await appendEvent(trx, { ...common, type: 'executorChanged', key: `executorChanged:${key}`, data })
  return true
}

/** Given back and taken again is no first naming, after an interim reply neither: the client was told before. */
async function wasTaken(trx: Db, appealId: string): Promise<boolean> {
  const before = await trx
    .selectFrom('event')
    .select('seq')
    .where('appeal_id', '=', appealId)
    .where('type', '=', 'takenIntoWork')
    .limit(1)
    .executeTakeFirst()
  return before !== undefined
}

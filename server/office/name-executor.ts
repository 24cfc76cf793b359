import { type AppealFacts, firstNaming, replacedBy } from '../../domain/appeal/can.ts'
import { appendEvent } from '../appeal/event-store.ts'
import type { Asker, Db } from '../context.ts'

/** Who is to be the executor; null: nobody, the appeal is the unit's free work again. */
export interface Naming {
  readonly appealId: string
  readonly facts: AppealFacts
  readonly executorId: string | null
  readonly reasonId: string | null
}

/**
 * Records who the executor is, by every act that names them: taking, assigning, taking over, giving back. The first
 * naming moves the status and is told to the client; a later one is a change that they see. Naming the one who is it
 * already records nothing. The right to do it was asked before; the appeal is locked.
 */
export async function nameExecutor(trx: Db, asker: Asker, naming: Naming, now: number): Promise<boolean> {
  const { appealId, facts, executorId, reasonId } = naming
  if (facts.executorId === executorId) return false
  const instead = replacedBy(asker, facts)
  const replaced = instead === undefined ? {} : { insteadOf: instead }
  const common = {
    appealId,
    occurredAt: now,
    recordedAt: now,
    actor: `staff:${asker.id}`,
    source: 'office',
  } as const
  if (executorId !== null && firstNaming(facts)) {
    const data = { executorId, ...replaced }
    await appendEvent(trx, { ...common, type: 'takenIntoWork', key: `takenIntoWork:${executorId}`, data })
    return true
  }
  const key = `executorChanged:${crypto.randomUUID()}`
  await appendEvent(trx, {
    ...common,
    type: 'executorChanged',
    key,
    data: { executorId, reasonId, ...replaced },
  })
  return true
}

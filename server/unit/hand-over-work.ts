import { actorOf } from '../../domain/appeal/actor.ts'
import { appendEvent } from '../appeal/event-store.ts'
import { type HeldWork, keepReason } from '../appeal/held-work-store.ts'
import type { Db } from '../context.ts'
import type { Cause } from './hand-over-store.ts'

/** By whom and why work changes hands; `by` is null for a command. */
export interface Handing {
  readonly by: string | null
  readonly reason: string
  readonly cause: Cause
  /** Epoch milliseconds. */
  readonly now: number
}

const common = (work: HeldWork, { by, now }: Handing) =>
  ({
    appealId: work.id,
    occurredAt: now,
    recordedAt: now,
    actor: actorOf(by),
    source: 'office',
  }) as const

/**
 * Another is the executor from now on, and no co-executor; null: the appeal is its unit's free work again. The appeal
 * is locked. Answers it as it is then.
 */
export async function handOver(
  trx: Db,
  work: HeldWork,
  executorId: string | null,
  handing: Handing,
): Promise<HeldWork> {
  const { by, reason, now } = handing
  const reasonId = await keepReason(trx, work.id, reason, by, now)
  const key = `executorChanged:${crypto.randomUUID()}`
  const data = { executorId, reasonId }
  await appendEvent(trx, { ...common(work, handing), type: 'executorChanged', key, data })
  const handed = { ...work, executorId }
  if (executorId === null || !work.coExecutorIds.includes(executorId)) return handed
  return await replaceCoExecutor(trx, handed, executorId, null, handing)
}

/** In place of one co-executor another, or nobody; what else was settled for the work stays. */
export async function replaceCoExecutor(
  trx: Db,
  work: HeldWork,
  staffId: string,
  heirId: string | null,
  handing: Handing,
): Promise<HeldWork> {
  const heirs = heirId === null || heirId === work.executorId ? [] : [heirId]
  const others = work.coExecutorIds.filter((id) => id !== staffId && id !== heirId)
  const { by, reason, now } = handing
  const data = {
    coExecutorIds: [...others, ...heirs],
    internalDay: work.internalDay,
    // What was instructed stays as it was said.
    instructionId: null,
    reasonId: await keepReason(trx, work.id, reason, by, now),
  }
  const key = `workAssigned:${crypto.randomUUID()}`
  await appendEvent(trx, { ...common(work, handing), type: 'workAssigned', key, data })
  return { ...work, coExecutorIds: data.coExecutorIds }
}

/** Another unit's work from now on. */
export async function handToUnit(trx: Db, work: HeldWork, unitId: string, handing: Handing): Promise<void> {
  const { by, reason, now } = handing
  const reasonId = await keepReason(trx, work.id, reason, by, now)
  const key = `routed:${crypto.randomUUID()}`
  const data = { unitId, rule: null, reasonId }
  await appendEvent(trx, { ...common(work, handing), type: 'routed', key, data })
}

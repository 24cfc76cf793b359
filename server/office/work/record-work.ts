import { actorOf } from '../../../domain/appeal/actor.ts'
import type { AppealFacts } from '../../../domain/appeal/can.ts'
import { isSettledAlike, type Work } from '../../../domain/appeal/work.ts'
import { appendEvent } from '../../appeal/event-store.ts'
import type { Db } from '../../context.ts'
import { nameExecutor } from '../name-executor.ts'
import { keepRemark } from './work-store.ts'

/** What is to be written of one order; the appeal is locked, and the right to it was asked. */
interface WorkChange {
  readonly appealId: string
  readonly facts: AppealFacts
  readonly from: Work
  readonly to: Work
  readonly reason: string | null
  /** Whom the acting person replaces; undefined: they act for themselves. */
  readonly instead: string | undefined
  /** A member of the staff. */
  readonly by: string
  readonly key: string
  /** Epoch milliseconds. */
  readonly now: number
}

/**
 * Writes what differs, an event for each kind of change: whose it is, who answers, what the office has settled. People
 * and units are held as the plan saw them (`holdOffice`): nobody loses a right to it meanwhile.
 */
export async function recordWork(trx: Db, change: WorkChange): Promise<void> {
  const { appealId, facts, from, to, by, key, now } = change
  const common = {
    appealId,
    occurredAt: now,
    recordedAt: now,
    actor: actorOf(by),
    source: 'office',
  } as const
  const replaced = change.instead === undefined ? {} : { insteadOf: change.instead }
  const words = { appealId, writtenBy: by, at: now }
  const { reason } = change
  const reasonId = reason === null ? null : await keepRemark(trx, { ...words, kind: 'reason', text: reason })
  if (to.unitId !== from.unitId) {
    const data = { unitId: to.unitId, rule: null, reasonId, ...replaced }
    await appendEvent(trx, { ...common, type: 'routed', key: `routed:${key}`, data })
  }
  if (to.executorId !== from.executorId) {
    const naming = { appealId, facts, executorId: to.executorId, reasonId, insteadOf: change.instead, key }
    await nameExecutor(trx, by, naming, now)
  }
  if (isSettledAlike(from, to)) return
  const { coExecutorIds, internalDay, instruction } = to
  const instructionId =
    instruction === null || instruction === from.instruction
      ? null
      : await keepRemark(trx, { ...words, kind: 'instruction', text: instruction })
  // Where only this changes, the reason is of this.
  const alone = to.unitId === from.unitId && to.executorId === from.executorId && reasonId !== null
  const data = {
    coExecutorIds: [...coExecutorIds],
    internalDay,
    instructionId,
    ...(alone ? { reasonId } : {}),
    ...replaced,
  }
  await appendEvent(trx, { ...common, type: 'workAssigned', key: `workAssigned:${key}`, data })
}

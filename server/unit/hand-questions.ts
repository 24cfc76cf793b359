import { actorOf } from '../../domain/appeal/actor.ts'
import { appendEvent } from '../appeal/event-store.ts'
import type { Db } from '../context.ts'
import type { Handing } from './hand-over-work.ts'
import { moveQuestion, type OpenQuestion, withdrawStored } from './unit-things-store.ts'

/**
 * Questions of a unit that closes wait for the answer of another, and the histories of their appeals say so. One that
 * the other unit was asked already is taken back: nobody is asked twice of one appeal. The appeals are locked.
 */
export async function handQuestions(
  trx: Db,
  questions: readonly OpenQuestion[],
  unitId: string,
  { by, now }: Handing,
): Promise<void> {
  for (const { id, appealId, askedTaker } of questions) {
    const common = {
      appealId,
      occurredAt: now,
      recordedAt: now,
      actor: actorOf(by),
      source: 'office',
    } as const
    if (askedTaker) {
      await withdrawStored(trx, id, by, now)
      const key = `questionWithdrawn:${id}`
      await appendEvent(trx, { ...common, type: 'questionWithdrawn', key, data: { questionId: id } })
    } else {
      await moveQuestion(trx, id, unitId)
      const key = `asked:${id}:${unitId}`
      await appendEvent(trx, { ...common, type: 'asked', key, data: { questionId: id, unitId } })
    }
  }
}

import type { OpeningHours } from '../../domain/signal/step.ts'
import type { Db } from '../context.ts'
import { isQuestionPlanned, openQuestions } from './due-plan-store.ts'
import { planDay } from './signal-plan-store.ts'

/**
 * Plans the days of questions that were asked and have no plan yet. Done where their units are told, not with the
 * event: what clients do goes through the same events, and reads nothing of what staff ask each other.
 */
export async function planQuestions(
  trx: Db,
  appealId: string,
  at: number,
  hours: OpeningHours,
): Promise<void> {
  for (const { id, day } of await openQuestions(trx, appealId)) {
    if (await isQuestionPlanned(trx, id)) continue
    await planDay(trx, { appealId, track: 'question', questionId: id, day }, at, hours)
  }
}

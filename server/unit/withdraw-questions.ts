import { actorOf } from '../../domain/appeal/actor.ts'
import { appendEvent } from '../appeal/event-store.ts'
import type { Db } from '../context.ts'
import { openQuestionsOn, withdrawStored } from './unit-things-store.ts'

/**
 * What units were asked about an appeal and have not answered is asked no more: it is over, or is taken up afresh. The
 * history names each. `by` null: by itself. The appeal is locked.
 */
export async function withdrawQuestions(
  trx: Db,
  appealId: string,
  by: string | null,
  now: number,
): Promise<void> {
  for (const id of await openQuestionsOn(trx, appealId)) {
    await withdrawStored(trx, id, by, now)
    await appendEvent(trx, {
      appealId,
      type: 'questionWithdrawn',
      occurredAt: now,
      recordedAt: now,
      actor: actorOf(by),
      source: 'office',
      key: `questionWithdrawn:${id}`,
      data: { questionId: id },
    })
  }
}

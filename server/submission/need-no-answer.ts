import { messageWaitsSince } from '../../domain/appeal/awaits-word.ts'
import { refuse } from '../../domain/refusal.ts'
import { lastSubmissionIn } from '../../domain/submission/submission.ts'
import { historyOf } from '../appeal/event-store.ts'
import { lockForAct } from '../appeal/office-appeal-store.ts'
import { insteadOf, recordOfficeEvent } from '../case/case-events.ts'
import type { Asker, Context } from '../context.ts'
import { inTransaction } from '../in-transaction.ts'
import { holdOfficeFor } from '../person/staff-asker-store.ts'
import { Refused } from '../refused.ts'

/**
 * Says that what the client wrote, up to the submission `seen`, needs no answer: it waits for a word of the company no
 * more. Where nothing waits, nothing happens. Throws NotFound or Refused, `changed_meanwhile` where the client has
 * written more than was seen.
 */
export async function needNoAnswer(
  context: Context,
  caller: Asker,
  appealId: string,
  seen: string,
): Promise<void> {
  await inTransaction(context.db, async (trx) => {
    const asker = await holdOfficeFor(trx, caller, context.now())
    const { facts } = await lockForAct(trx, asker, 'writeMessage', appealId)
    const history = await historyOf(trx, appealId)
    if (messageWaitsSince(history) === null) return
    if (lastSubmissionIn(history) !== seen) throw new Refused(refuse('changed_meanwhile'))
    await recordOfficeEvent(trx, asker, {
      appealId,
      type: 'answerNotNeeded',
      key: `answerNotNeeded:${history.length}`,
      data: insteadOf(asker, 'writeMessage', facts),
      at: context.now(),
    })
  })
}

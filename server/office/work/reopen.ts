import { actorOf } from '../../../domain/appeal/actor.ts'
import { planReopening } from '../../../domain/appeal/plan-reopening.ts'
import { isSettledAlike } from '../../../domain/appeal/work.ts'
import { clearRetention } from '../../appeal/appeal-store.ts'
import { appendEvent } from '../../appeal/event-store.ts'
import { lockForAct } from '../../appeal/office-appeal-store.ts'
import type { Asker, Context } from '../../context.ts'
import { inTransaction } from '../../in-transaction.ts'
import { holdOfficeFor } from '../../person/staff-asker-store.ts'
import { NotFound } from '../../refused.ts'
import { withdrawQuestions } from '../../unit/withdraw-questions.ts'
import { keepRemark, officeDay, workItems } from './work-store.ts'

/**
 * docs/office.md 6: takes an executed appeal back to work, with a reason for the office; the client is told. No day
 * moves: past its day it is overdue. The answer before stays in the thread. Throws NotFound or Refused.
 */
export async function reopen(
  context: Context,
  caller: Asker,
  appealId: string,
  { reason }: { readonly reason: string },
): Promise<void> {
  await inTransaction(context.db, async (trx) => {
    const asker = await holdOfficeFor(trx, caller, context.now())
    await lockForAct(trx, asker, 'reopen', appealId)
    const now = context.now()
    // Those of before answers withdrew them: they don't come back with it.
    await withdrawQuestions(trx, appealId, asker.id, now)
    const [item] = await workItems(trx, [appealId])
    if (item === undefined) throw new NotFound()
    const plan = planReopening(item.work, await officeDay(trx, now))
    const words = { appealId, kind: 'reason', text: reason, writtenBy: asker.id, at: now } as const
    const reasonId = await keepRemark(trx, words)
    const key = crypto.randomUUID()
    const common = {
      appealId,
      occurredAt: now,
      recordedAt: now,
      actor: actorOf(asker.id),
      source: 'office',
    } as const
    const { executorId, coExecutorIds, internalDay } = plan
    await appendEvent(trx, {
      ...common,
      type: 'reopened',
      key: `reopened:${key}`,
      data: { executorId, reasonId },
    })
    // An open appeal has no end of its keeping: the next answer sets one.
    await clearRetention(trx, appealId)
    if (isSettledAlike(item.work, plan)) return
    await appendEvent(trx, {
      ...common,
      type: 'workAssigned',
      key: `workAssigned:${key}`,
      data: { coExecutorIds: [...coExecutorIds], internalDay, instructionId: null },
    })
  })
}

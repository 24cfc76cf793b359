import { actorOf } from '../../domain/appeal/actor.ts'
import { stateOf } from '../../domain/appeal/history.ts'
import { without } from '../../domain/appeal/work.ts'
import { refuse } from '../../domain/refusal.ts'
import { isByConcerned } from '../../domain/reply/why-not.ts'
import { appendEvent, historyOf } from '../appeal/event-store.ts'
import { keepReason } from '../appeal/held-work-store.ts'
import { lockForAct } from '../appeal/office-appeal-store.ts'
import type { Asker, Context, Db } from '../context.ts'
import { inTransaction } from '../in-transaction.ts'
import { holdOfficeFor } from '../person/staff-asker-store.ts'
import { staffNames } from '../person/staff-store.ts'
import { Refused } from '../refused.ts'
import { holdForItself } from './held-reply.ts'
import { waitingReplies } from './reply-store.ts'
import { lastStep } from './step-store.ts'
import { voidApproval } from './void-approval.ts'

/**
 * docs/office.md 3: says whom of the staff an appeal is about. They work on it no more: what they held goes back to the
 * unit's free work with the reason, in the same transaction. Throws NotFound or Refused.
 */
export async function nameConcerned(
  context: Context,
  caller: Asker,
  appealId: string,
  named: { readonly staffIds: readonly string[]; readonly reason: string },
): Promise<void> {
  await inTransaction(context.db, async (trx) => {
    const asker = await holdOfficeFor(trx, caller, context.now())
    const { facts } = await lockForAct(trx, asker, 'nameConcerned', appealId)
    const staffIds = [...new Set(named.staffIds)]
    if ((await staffNames(trx, staffIds)).size < staffIds.length) {
      const refusal = refuse('option_unknown')
      throw new Refused(refusal, [{ field: 'staffIds', refusal }])
    }
    const at = context.now()
    const { internalDay, concernedIds } = stateOf(await historyOf(trx, appealId))
    if (concernedIds.length === staffIds.length && staffIds.every((id) => concernedIds.includes(id))) return
    const reasonId = await keepReason(trx, appealId, named.reason, asker.id, at)
    const key = crypto.randomUUID()
    const common = {
      appealId,
      occurredAt: at,
      recordedAt: at,
      actor: actorOf(asker.id),
      source: 'office',
    } as const
    await appendEvent(trx, {
      ...common,
      type: 'concernsNamed',
      key: `concernsNamed:${key}`,
      data: { staffIds, reasonId },
    })
    if (facts.executorId !== null && staffIds.includes(facts.executorId)) {
      const data = { executorId: null, reasonId }
      await appendEvent(trx, { ...common, type: 'executorChanged', key: `executorChanged:${key}`, data })
    }
    const helpers = without(facts.coExecutorIds, staffIds)
    if (helpers.length < facts.coExecutorIds.length) {
      const data = { coExecutorIds: helpers, internalDay, instructionId: null, reasonId }
      await appendEvent(trx, { ...common, type: 'workAssigned', key: `workAssigned:${key}`, data })
    }
    await sendBackWhatIsTheirs(trx, context, appealId, staffIds)
  })
}

/**
 * What the named wrote, said yes to, or who acts for them did, waits for nobody's yes and key any more: it is a draft
 * again, for others to throw away or to go on with.
 */
async function sendBackWhatIsTheirs(
  trx: Db,
  context: Context,
  appealId: string,
  staffIds: readonly string[],
): Promise<void> {
  for (const replyId of await waitingReplies(trx, appealId)) {
    const place = await holdForItself(trx, context, replyId)
    if (place === null) continue
    const approved = place.reply.approvedBy === null ? null : await lastStep(trx, replyId, { is: 'approved' })
    const saidYes = [approved?.by, approved?.insteadOf]
    if (isByConcerned(place) || staffIds.some((id) => saidYes.includes(id))) await voidApproval(trx, place)
  }
}

import { replacedIn } from '../../../domain/appeal/can.ts'
import { planWork } from '../../../domain/appeal/plan-work.ts'
import {
  isPlan,
  isSameWork,
  type OfficeDay,
  rightFor,
  type Work,
  type WorkOrder,
} from '../../../domain/appeal/work.ts'
import { tellWhoWasFirst } from '../../appeal/last-act-store.ts'
import { lockKnown } from '../../appeal/office-appeal-store.ts'
import type { Asker, Db } from '../../context.ts'
import { NotFound, Refused } from '../../refused.ts'
import { recordWork } from './record-work.ts'
import { workItems } from './work-store.ts'

/** One press of one person. `key`: of the events it leaves, good once an appeal. */
export interface Press {
  readonly asker: Asker
  readonly key: string
  /** Epoch milliseconds. */
  readonly now: number
}

/**
 * Hands work around: the one function for a press and for each of many at once. `nothing`: it was so already, and no
 * event says it again. `before`: what the work was. Throws NotFound or Refused; then nothing is written.
 */
export async function doWork(
  trx: Db,
  press: Press,
  appealId: string,
  order: WorkOrder,
  office: OfficeDay,
): Promise<{ outcome: 'done' | 'nothing'; before: Work }> {
  const { asker, key, now } = press
  await lockKnown(trx, asker, appealId)
  const [item] = await workItems(trx, [appealId])
  if (item === undefined) throw new NotFound()
  const { facts, work } = item
  const plan = planWork(asker, item, order, office)
  if (!isPlan(plan)) {
    const refusal = await tellWhoWasFirst(trx, appealId, plan.refusal)
    throw new Refused(refusal, plan.field === undefined ? [] : [{ field: plan.field, refusal }])
  }
  if (isSameWork(plan, work)) return { outcome: 'nothing', before: work }
  const reason = 'reason' in order && order.reason !== undefined && order.reason !== '' ? order.reason : null
  const instead = replacedIn(asker, rightFor(order), facts)
  await recordWork(trx, { appealId, facts, from: work, to: plan, reason, instead, by: asker.id, key, now })
  return { outcome: 'done', before: work }
}

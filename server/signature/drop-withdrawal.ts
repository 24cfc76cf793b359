import { openWithdrawal } from '../../domain/appeal/withdrawal.ts'
import { appendEvent, historyOf } from '../appeal/event-store.ts'
import type { Db } from '../context.ts'
import { insertWithdrawalDecision } from './withdrawal-store.ts'

/**
 * The signature over a withdrawal turned out to be none: nobody has asked for anything, and the appeal goes on. What is
 * decided already stays. The appeal is locked. `verdict`: the code of what is wrong with it.
 */
export async function dropWithdrawal(
  trx: Db,
  {
    appealId,
    submissionId,
    verdict,
    now,
  }: {
    readonly appealId: string
    readonly submissionId: string
    readonly verdict: string
    readonly now: number
  },
): Promise<void> {
  if (openWithdrawal(await historyOf(trx, appealId))?.submissionId !== submissionId) return
  await insertWithdrawalDecision(trx, { submissionId, accepted: false, reason: null, staffId: null, at: now })
  await appendEvent(trx, {
    appealId,
    type: 'withdrawalDeclined',
    occurredAt: now,
    recordedAt: now,
    actor: 'system',
    source: 'registry',
    key: `withdrawalDeclined:${submissionId}`,
    data: { submissionId, verdict },
  })
}

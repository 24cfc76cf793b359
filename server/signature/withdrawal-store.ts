import type { Db } from '../context.ts'

/** What was decided on a withdrawal; `at` is epoch milliseconds. */
export interface NewWithdrawalDecision {
  readonly submissionId: string
  readonly accepted: boolean
  /** To the client, why the appeal goes on; null: it does not, or the signature was none. */
  readonly reason: string | null
  /** Null: nobody decided, the signature was none. */
  readonly staffId: string | null
  readonly at: number
}

export async function insertWithdrawalDecision(trx: Db, decision: NewWithdrawalDecision): Promise<void> {
  await trx
    .insertInto('withdrawal_decision')
    .values({
      submission_id: decision.submissionId,
      accepted: decision.accepted,
      reason: decision.reason,
      staff_id: decision.staffId,
      decided_at: new Date(decision.at),
    })
    .execute()
}

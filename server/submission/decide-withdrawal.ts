import { keptUntil } from '../../domain/appeal/retention.ts'
import { openWithdrawal } from '../../domain/appeal/withdrawal.ts'
import { localDate } from '../../domain/calendar/instant.ts'
import { tidy } from '../../domain/catalogue/letter-characters.ts'
import { refuse } from '../../domain/refusal.ts'
import { checkWords } from '../../domain/submission/submission.ts'
import type { WithdrawalDecision } from '../../wire/submission-signing.ts'
import { setRetention } from '../appeal/appeal-store.ts'
import { historyOf } from '../appeal/event-store.ts'
import { lockForAct } from '../appeal/office-appeal-store.ts'
import { insteadOf, recordOfficeEvent } from '../case/case-events.ts'
import type { Asker, Context, Db } from '../context.ts'
import { inTransaction } from '../in-transaction.ts'
import { holdOfficeFor } from '../person/staff-asker-store.ts'
import { Refused } from '../refused.ts'
import { readSettings } from '../setting/setting-store.ts'
import { submissionSignatures } from '../signature/submission-signature-store.ts'
import { insertWithdrawalDecision } from '../signature/withdrawal-store.ts'
import { withdrawQuestions } from '../unit/withdraw-questions.ts'

/**
 * docs/decisions/0059: agrees that a client takes an appeal back, which ends it, or says in words why it goes on; no
 * term moves by either. Throws NotFound; Refused: `withdrawal_none` where nobody asks for this one any more,
 * `withdrawal_unchecked` while the authority has not answered about its signature.
 */
export async function decideWithdrawal(
  context: Context,
  caller: Asker,
  appealId: string,
  decision: WithdrawalDecision,
): Promise<void> {
  const reason = decision.accepted ? null : tidy(decision.reason)
  const wrong = reason === null ? null : checkWords('withdrawal', reason)
  await inTransaction(context.db, async (trx) => {
    const asker = await holdOfficeFor(trx, caller, context.now())
    const { facts, contract } = await lockForAct(trx, asker, 'withdraw', appealId)
    if (wrong !== null) throw new Refused(wrong, [{ field: 'reason', refusal: wrong }])
    const { accepted, submissionId } = decision
    if (openWithdrawal(await historyOf(trx, appealId))?.submissionId !== submissionId) {
      throw new Refused(refuse('withdrawal_none'))
    }
    if (accepted) await refuseUnchecked(trx, context, submissionId)
    const at = context.now()
    await insertWithdrawalDecision(trx, { submissionId, accepted, reason, staffId: asker.id, at })
    if (accepted) await withdrawQuestions(trx, appealId, asker.id, at)
    const type = accepted ? 'withdrawn' : 'withdrawalDeclined'
    await recordOfficeEvent(trx, asker, {
      appealId,
      type,
      key: `${type}:${submissionId}`,
      data: { submissionId, ...insteadOf(asker, 'withdraw', facts) },
      at,
    })
    if (!accepted) return
    const years = (await readSettings(trx, localDate(at)))['retention.years']
    await setRetention(trx, appealId, keptUntil(localDate(at), contract.closedOn, years))
  })
}

/**
 * What ends an appeal for good rests on a signature that the authority has confirmed, where there is one to ask: an
 * answer from before the press says good for now, and is no last word.
 */
async function refuseUnchecked(trx: Db, { config }: Context, submissionId: string): Promise<void> {
  const signature = (await submissionSignatures(trx, [submissionId])).get(submissionId)
  const confirmed = signature?.revocation === 'good' && signature.recheckAt === null
  const nobodyToAsk = signature?.revocation === 'not_checked' && config.authority === null
  if (!confirmed && !nobodyToAsk) throw new Refused(refuse('withdrawal_unchecked'))
}

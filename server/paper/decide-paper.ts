import { stateOf } from '../../domain/appeal/history.ts'
import { paperRequestOf } from '../../domain/appeal/papers.ts'
import { localDate } from '../../domain/calendar/instant.ts'
import { plainDate } from '../../domain/calendar/plain-date.ts'
import { refuse } from '../../domain/refusal.ts'
import { checkPapersDay } from '../../domain/reply/asked-papers.ts'
import type { NewPaperDecision } from '../../wire/paper.ts'
import { historyOf } from '../appeal/event-store.ts'
import { lockForAct } from '../appeal/office-appeal-store.ts'
import { insteadOf, recordOfficeEvent } from '../case/case-events.ts'
import type { Asker, Context } from '../context.ts'
import { inTransaction } from '../in-transaction.ts'
import { holdOfficeFor } from '../person/staff-asker-store.ts'
import { Refused } from '../refused.ts'
import { insertDecision } from './paper-store.ts'

/**
 * docs/office.md 12: says of one asked paper that it is good, that nobody needs it any more, or that it is asked for
 * again by a day not before the one told, and within the term, as the first asking is. Neither status nor term moves.
 * Throws NotFound or Refused, `paper_settled` where it is asked for no more, or nothing was sent that could be good or
 * not.
 */
export async function decidePaper(
  context: Context,
  caller: Asker,
  appealId: string,
  slotId: string,
  given: NewPaperDecision,
): Promise<void> {
  await inTransaction(context.db, async (trx) => {
    const asker = await holdOfficeFor(trx, caller, context.now())
    const { facts } = await lockForAct(trx, asker, 'writeReply', appealId)
    // After the locks: what the client sent while this one waited came before it.
    const at = context.now()
    const history = await historyOf(trx, appealId)
    const request = paperRequestOf(history)
    const slot = request?.slots.find(({ id }) => id === slotId)
    const open = given.decision === 'notNeeded' ? ['asked', 'sent'] : ['sent']
    // Answered, or asked for by an earlier request: it is asked for no more.
    if (request === null || slot === undefined || !open.includes(slot.state)) {
      throw new Refused(refuse('paper_settled'))
    }
    const reason = given.decision === 'askedAgain' ? given.reason : null
    const said = { slotId, decision: given.decision, reason, staffId: asker.id, at }
    const common = { appealId, key: `paper:${slotId}:${history.length}`, at }
    const replaced = insteadOf(asker, 'writeReply', facts)
    if (given.decision !== 'askedAgain') {
      await insertDecision(trx, said)
      const data = { slotId, how: given.decision, ...replaced }
      return await recordOfficeEvent(trx, asker, { ...common, type: 'paperSettled', data })
    }
    const by = plainDate(given.by)
    const earlier = by < request.by ? refuse('papers_day_past', { date: request.by }) : null
    const { dueDate } = stateOf(history)
    // The day that was told stays possible, also where the term was moved before it.
    const term = by === request.by ? null : dueDate
    const refusal = earlier ?? checkPapersDay(by, localDate(at), term)
    if (refusal !== null) throw new Refused(refusal, [{ field: 'by', refusal }])
    const decisionId = await insertDecision(trx, said)
    const data = { slotId, decisionId, by, ...replaced }
    await recordOfficeEvent(trx, asker, { ...common, type: 'paperAskedAgain', data })
  })
}

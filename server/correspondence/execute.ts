import { randomUUID } from 'node:crypto'
import { replacedBy } from '../../domain/appeal/can.ts'
import { localDate } from '../../domain/calendar/instant.ts'
import { addMonths, type PlainDate } from '../../domain/calendar/plain-date.ts'
import { setRetention } from '../appeal/appeal-store.ts'
import { appendEvent } from '../appeal/event-store.ts'
import type { Asker, Context } from '../context.ts'
import { inTransaction } from '../in-transaction.ts'
import { readSettings } from '../setting/setting-store.ts'
import { type Execution, layOutAnswer } from './answer-letters.ts'
import { insertCorrespondence, removeUploads } from './correspondence-store.ts'
import { keepReplyLetters } from './reply-letters.ts'

/**
 * §10: «Орындалды»: the answer with its letters and files, by the executor who has the appeal. From here the appeal is
 * kept for the years of the setting. Throws NotFound or Refused.
 */
export async function execute(
  context: Context,
  asker: Asker,
  appealId: string,
  execution: Execution,
): Promise<void> {
  await inTransaction(context.db, async (trx) => {
    const { appeal, fileIds, laidOut } = await layOutAnswer(trx, context, asker, appealId, execution)
    const letters = await keepReplyLetters(trx, context, appeal, laidOut, execution.shown)
    const now = context.now()
    const correspondenceId = randomUUID()
    const instead = replacedBy(asker, appeal.facts)
    await removeUploads(trx, fileIds)
    await insertCorrespondence(trx, {
      id: correspondenceId,
      appealId,
      kind: 'answer',
      authorId: asker.id,
      approvedBy: null,
      reason: null,
      oldDueDate: null,
      newDueDate: null,
      sentAt: now,
      letters,
      attachedFileIds: fileIds,
    })
    await appendEvent(trx, {
      appealId,
      type: 'executed',
      occurredAt: now,
      recordedAt: now,
      actor: `staff:${asker.id}`,
      source: 'office',
      key: 'executed',
      data: { correspondenceId, ...(instead === undefined ? {} : { insteadOf: instead }) },
    })
    const years = (await readSettings(trx, localDate(now)))['retention.years']
    await setRetention(trx, appealId, appealKeptUntil(localDate(now), appeal.contract.closedOn, years))
  })
}

/** docs/domain.md 2.6: so many years after execution, and not less than the contract's life plus as many. */
export function appealKeptUntil(
  executed: PlainDate,
  contractClosed: PlainDate | null,
  years: number,
): PlainDate {
  const from = contractClosed !== null && contractClosed > executed ? contractClosed : executed
  return addMonths(from, 12 * years)
}

import { randomUUID } from 'node:crypto'
import { appendEvent } from '../appeal/event-store.ts'
import type { Asker, Context } from '../context.ts'
import { inTransaction } from '../in-transaction.ts'
import { insertCorrespondence } from './correspondence-store.ts'
import { type InterimReply, layOutInterim } from './interim-letters.ts'
import { keepReplyLetters } from './reply-letters.ts'

/**
 * §10: «Аралық жауап»: a letter with a reason and a later term, which only a head sends and thereby approves. The old
 * dates stay in the history. Throws NotFound or Refused; a term that may not be is refused at `newDueDate`.
 */
export async function replyInterim(
  context: Context,
  asker: Asker,
  appealId: string,
  reply: InterimReply,
): Promise<void> {
  await inTransaction(context.db, async (trx) => {
    const { appeal, newDueDate, laidOut } = await layOutInterim(trx, context, asker, appealId, reply)
    const letters = await keepReplyLetters(trx, context, appeal, laidOut, reply.shown)
    const asked = reply.papersAsked === true ? ({ papersAsked: true } as const) : {}
    const now = context.now()
    const correspondenceId = randomUUID()
    await insertCorrespondence(trx, {
      id: correspondenceId,
      appealId,
      kind: 'interimReply',
      authorId: asker.id,
      approvedBy: asker.id,
      reason: reply.reason,
      oldDueDate: appeal.dueDate,
      newDueDate,
      sentAt: now,
      letters,
      attachedFileIds: [],
    })
    await appendEvent(trx, {
      appealId,
      type: 'interimReplied',
      occurredAt: now,
      recordedAt: now,
      actor: `staff:${asker.id}`,
      source: 'office',
      key: `interimReplied:${correspondenceId}`,
      data: { correspondenceId, approvedBy: asker.id, oldDueDate: appeal.dueDate, newDueDate, ...asked },
    })
  })
}

import { localDate } from '../../domain/calendar/instant.ts'
import type { Asker, Context } from '../context.ts'
import { whoMayActFor } from '../contract/contract-store.ts'
import { markLettersRead } from '../correspondence/correspondence-store.ts'
import { inTransaction } from '../in-transaction.ts'
import { markNoticesRead, renewPages } from '../notice/notice-store.ts'
import { markAppealRead } from './appeal-store.ts'
import { ownAppeal } from './show-appeal.ts'

/**
 * §2: the client has opened the thread: it is unread no more until the company acts again, for everybody who may act
 * for its party (`markAppealRead`), and the notices of it that they were given themselves are read.
 */
export async function markRead(context: Context, asker: Asker, appealId: string): Promise<void> {
  const appeal = await ownAppeal(context, asker, appealId)
  await inTransaction(context.db, async (trx) => {
    await markLettersRead(trx, appeal.id, context.now())
    const mayAct = await whoMayActFor(trx, appeal.partyId, localDate(context.now()))
    const wasUnread = await markAppealRead(trx, appeal.id, context.now())
    for (const personId of mayAct) {
      const read =
        personId === asker.id ? await markNoticesRead(trx, personId, { appealId }, context.now()) : 0
      // Reading a notice has told their pages already.
      if (wasUnread && read === 0) await renewPages(trx, personId)
    }
  })
}

import type { Context } from '../context.ts'
import { inTransaction } from '../in-transaction.ts'
import { giveSignedNotSent } from '../notice/notice-store.ts'
import { forgetReminder, lockRemindersDue } from './egov-mobile-store.ts'

/**
 * §8.2: tells clients of letters that they signed with eGov Mobile some minutes ago and have not sent. Once for a
 * signature, however many workers look; what was sent or changed meanwhile is not told of. Answers how many were told.
 */
export async function remindToSend(context: Context): Promise<number> {
  return await inTransaction(context.db, async (trx) => {
    const now = context.now()
    let told = 0
    for (const { id, state, purpose } of await lockRemindersDue(trx, now)) {
      if (state === 'signed' && purpose.kind === 'letter') {
        const { personId, appealId } = purpose
        await giveSignedNotSent(trx, { personId, appealId, egovMobileSigningId: id }, new Date(now))
        told += 1
      }
      await forgetReminder(trx, id)
    }
    return told
  })
}

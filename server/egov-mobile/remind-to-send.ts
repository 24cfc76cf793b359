import type { Context } from '../context.ts'
import { inTransaction } from '../in-transaction.ts'
import { giveSignedNotSent } from '../notice/notice-store.ts'
import { forgetReminder, lockRemindersDue } from './egov-mobile-store.ts'

/**
 * §8.2: tells clients of letters, also of a sent appeal, that they signed with eGov Mobile some minutes ago and have
 * not sent. Once for a signature, however many workers look; what was sent or changed meanwhile is not told of. Answers
 * how many were told.
 */
export async function remindToSend(context: Context): Promise<number> {
  return await inTransaction(context.db, async (trx) => {
    const now = context.now()
    const due = await lockRemindersDue(trx, now)
    const told = due.flatMap(({ id, state, purpose }) => {
      if (state !== 'signed' || !('appealId' in purpose)) return []
      const { personId, appealId } = purpose
      return { personId, appealId, egovMobileSigningId: id }
    })
    // In the order of people, as everybody who tells several of them something.
    told.sort((one, other) => (one.personId < other.personId ? -1 : 1))
    for (const to of told) await giveSignedNotSent(trx, to, new Date(now))
    for (const { id } of due) await forgetReminder(trx, id)
    return told.length
  })
}

import { localDate } from '../../domain/calendar/instant.ts'
import { refuse } from '../../domain/refusal.ts'
import type { EgovMobileSigning } from '../../wire/egov-mobile.ts'
import type { Asker, Context } from '../context.ts'
import { countedMs, mostOpened } from '../egov-mobile/egov-mobile-state.ts'
import { countOpenedSince, endOpenOf, insertEgovMobileSigning } from '../egov-mobile/egov-mobile-store.ts'
import { newEgovMobileSigning } from '../egov-mobile/show-signing.ts'
import { inTransaction } from '../in-transaction.ts'
import { HttpRefused, Refused } from '../refused.ts'
import { frozenReplyLetters } from '../signature/reply-letter-store.ts'
import { staffKeyExpected } from '../signature/staff-key-expected.ts'
import { needEgovMobile } from '../signature/ways-to-sign.ts'
import { frozenBy } from './frozen-by.ts'
import { holdReply } from './held-reply.ts'
import { refuseMove } from './refuse-move.ts'

/**
 * §8.2: a code for one letter of the company, for the phone of who opened it for signing. A letter in two languages is
 * signed by a code each. Throws NotFound, Refused as for signing, 429 `too_many_requests`.
 */
export async function openReplyCode(
  context: Context,
  asker: Asker,
  { replyId, letterId }: { readonly replyId: string; readonly letterId: string },
  origin: string,
): Promise<EgovMobileSigning> {
  needEgovMobile(context)
  return await inTransaction(context.db, async (trx) => {
    const place = await holdReply(trx, context, asker, replyId)
    const now = context.now()
    await refuseMove(trx, 'sign', place)
    await staffKeyExpected({ ...context, db: trx }, asker.id)
    const letter = (await frozenReplyLetters(trx, replyId)).find(({ id }) => id === letterId)
    const open = letter?.open === true && letter.localDate === localDate(now)
    if (!open || (await frozenBy(trx, replyId)) !== asker.id) throw new Refused(refuse('reply_void'))
    if ((await countOpenedSince(trx, { staffId: asker.id }, now - countedMs)) >= mostOpened) {
      throw new HttpRefused(429, 'too_many_requests')
    }
    await endOpenOf(trx, { replyLetterId: letterId }, now)
    const what = { document: 'reply', replyLetterId: letterId, staffId: asker.id } as const
    const opened = { origin, device: context.from?.device ?? null }
    const { row, secret } = await insertEgovMobileSigning(trx, what, opened, now)
    return newEgovMobileSigning(row, secret)
  })
}

import { localDate } from '../../domain/calendar/instant.ts'
import type { EgovMobileSigning } from '../../wire/egov-mobile.ts'
import type { Asker, Context } from '../context.ts'
import { inTransaction } from '../in-transaction.ts'
import { HttpRefused } from '../refused.ts'
import { letterToSign, lockUnsent } from '../signature/check-signature.ts'
import { needEgovMobile } from '../signature/ways-to-sign.ts'
import { countedMs, mostOpened } from './egov-mobile-state.ts'
import { countOpenedSince, endOpenOf, insertEgovMobileSigning } from './egov-mobile-store.ts'
import { newEgovMobileSigning } from './show-signing.ts'

/**
 * §8.2: a code for the letter that was shown, good for one phone and five minutes; the draft's earlier one is over.
 * Throws NotFound, Refused as for any signature (`letter_changed`, `letter_void`, `catalogue_changed`, `already_sent`),
 * 429 `too_many_requests`.
 */
export async function openEgovMobileSigning(
  context: Context,
  asker: Asker,
  draftId: string,
  letterId: string,
  origin: string,
): Promise<EgovMobileSigning> {
  needEgovMobile(context)
  return await inTransaction(context.db, async (trx) => {
    const now = context.now()
    const draft = await lockUnsent(trx, asker.id, draftId, localDate(now))
    await letterToSign({ ...context, db: trx }, draft, letterId, now)
    if ((await countOpenedSince(trx, { personId: asker.id }, now - countedMs)) >= mostOpened) {
      throw new HttpRefused(429, 'too_many_requests')
    }
    await endOpenOf(trx, { letterId }, now)
    const what = { document: 'letter', letterId, personId: asker.id } as const
    const place = { origin, device: context.from?.device ?? null }
    const { row, secret } = await insertEgovMobileSigning(trx, what, place, now)
    return newEgovMobileSigning(row, secret)
  })
}

import { localDate } from '../../domain/calendar/instant.ts'
import type { EgovMobileSigning } from '../../wire/egov-mobile.ts'
import type { Asker, Context } from '../context.ts'
import { countedMs, mostOpened } from '../egov-mobile/egov-mobile-state.ts'
import { countOpenedSince, endOpenOf, insertEgovMobileSigning } from '../egov-mobile/egov-mobile-store.ts'
import { newEgovMobileSigning } from '../egov-mobile/show-signing.ts'
import { inTransaction } from '../in-transaction.ts'
import { HttpRefused, NotFound } from '../refused.ts'
import { needEgovMobile } from '../signature/ways-to-sign.ts'
import { lockSubmissionDraft } from './submission-draft-store.ts'
import { submissionToSign } from './submission-to-sign.ts'

/**
 * §8.2: a code for what a client wrote in a sent appeal and was shown as a letter; an earlier code is over. Throws
 * NotFound, Refused as for any signature over it, 429 `too_many_requests`.
 */
export async function openSubmissionCode(
  context: Context,
  asker: Asker,
  { draftId, letterId }: { readonly draftId: string; readonly letterId: string },
  origin: string,
): Promise<EgovMobileSigning> {
  needEgovMobile(context)
  return await inTransaction(context.db, async (trx) => {
    const now = context.now()
    const held = await lockSubmissionDraft(trx, asker.id, draftId, localDate(now))
    if (held === null) throw new NotFound()
    await submissionToSign(trx, held, letterId, now)
    if ((await countOpenedSince(trx, { personId: asker.id }, now - countedMs)) >= mostOpened) {
      throw new HttpRefused(429, 'too_many_requests')
    }
    await endOpenOf(trx, { submissionLetterId: letterId }, now)
    const what = { document: 'submission', submissionLetterId: letterId, personId: asker.id } as const
    const place = { origin, device: context.from?.device ?? null }
    const { row, secret } = await insertEgovMobileSigning(trx, what, place, now)
    return newEgovMobileSigning(row, secret)
  })
}

import { ratedAnswer, whyNotRate } from '../../domain/appeal/rating.ts'
import { localDate, parseInstant } from '../../domain/calendar/instant.ts'
import { tidy } from '../../domain/catalogue/letter-characters.ts'
import type { GivenRating, NewRating } from '../../wire/rating.ts'
import type { Asker, Context } from '../context.ts'
import { inTransaction } from '../in-transaction.ts'
import { Refused } from '../refused.ts'
import { lockAppealFacts } from './appeal-store.ts'
import { historyOf } from './event-store.ts'
import { givenRating } from './given-rating.ts'
import { keepRating, ratingsOf } from './rating-store.ts'
import { ownAppeal } from './show-appeal.ts'

/**
 * docs/office.md 11: keeps what a client says of the answer that closes their appeal; the last word counts. Answers
 * what is kept of this appeal. Throws NotFound, Refused (`action_not_in_status`, `changed_meanwhile` where another
 * answer closes it now, `rating_settled`).
 */
export async function rateAnswer(
  context: Context,
  asker: Asker,
  appealId: string,
  { letterId, step, text }: NewRating,
): Promise<GivenRating[]> {
  return await inTransaction(context.db, async (tx) => {
    await ownAppeal({ ...context, db: tx }, asker, appealId)
    // A press at the same time waits here.
    await lockAppealFacts(tx, appealId)
    const history = await historyOf(tx, appealId)
    const now = context.now()
    const given = (await ratingsOf(tx, appealId)).find((one) => one.letterId === letterId)
    const refusal = whyNotRate(letterId, history, given?.givenAt ?? null, now)
    if (refusal !== null) throw new Refused(refusal)
    const sentAt = parseInstant(ratedAnswer(history)?.sentAt ?? '') ?? now
    const words = text === undefined ? (given?.text ?? null) : tidy(text).trim() || null
    const answeredOn = localDate(sentAt)
    await keepRating(tx, {
      ...{ letterId, step, text: words, appealId },
      ...{ personId: asker.id, answeredOn, at: now },
    })
    return (await ratingsOf(tx, appealId)).map(givenRating)
  })
}

import { followKinds, whyNotFollow } from '../../domain/appeal/follow-up.ts'
import { ratedAnswer, whyNotRate } from '../../domain/appeal/rating.ts'
import { localDate } from '../../domain/calendar/instant.ts'
import type { OwnAppeal } from '../../wire/follow-up.ts'
import type { Asker, Context } from '../context.ts'
import { NotFound } from '../refused.ts'
import { appealInFull } from './appeal-in-full.ts'
import { findOwnAppeal, type SentAppeal } from './appeal-store.ts'
import { historyOf } from './event-store.ts'
import { firstOf, followersOf, followUpOf, objectedLetters } from './follow-up-store.ts'
import { givenRating } from './given-rating.ts'
import { neighbourRow } from './neighbour-row.ts'
import { ratingsOf } from './rating-store.ts'

/** §10: one appeal of this client, whole, with those before and after it. Throws NotFound for another's. */
export async function showAppeal(context: Context, asker: Asker, appealId: string): Promise<OwnAppeal> {
  return await ownAppealInFull(context, asker, await ownAppeal(context, asker, appealId))
}

/** The same of an appeal that is known to be theirs. */
export async function ownAppealInFull(
  context: Context,
  asker: Asker,
  appeal: SentAppeal,
): Promise<OwnAppeal> {
  const { db } = context
  const appealId = appeal.id
  const today = localDate(context.now())
  const first = await firstOf(db, asker.id, await followUpOf(db, appealId), today)
  const [history, objected] = [await historyOf(db, appealId), await objectedLetters(db, appealId)]
  const ratings = await ratingsOf(db, appealId)
  const letterId = ratedAnswer(history)?.id ?? null
  const givenAt = ratings.find((one) => one.letterId === letterId)?.givenAt ?? null
  return {
    ...(await appealInFull(context, appeal, asker.language)),
    follows: first === null ? null : neighbourRow(first),
    followedBy: (await followersOf(db, asker.id, appealId, today)).map(neighbourRow),
    mayFollow: followKinds.filter((kind) => whyNotFollow(kind, history, objected) === null),
    ratings: ratings.map(givenRating),
    mayRate:
      letterId !== null && whyNotRate(letterId, history, givenAt, context.now()) === null ? letterId : null,
  }
}

/** The client's own appeal by its id; throws NotFound for another's and for drafts. */
export async function ownAppeal(context: Context, asker: Asker, appealId: string): Promise<SentAppeal> {
  const appeal = await findOwnAppeal(context.db, asker.id, appealId, localDate(context.now()))
  if (appeal === null) throw new NotFound()
  return appeal
}

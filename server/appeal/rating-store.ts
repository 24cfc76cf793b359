import type { RatingStep } from '../../domain/appeal/rating.ts'
import type { PlainDate } from '../../domain/calendar/plain-date.ts'
import type { Db } from '../context.ts'

/** What a client has said of an answer. Instants are epoch milliseconds. */
export interface Rating {
  readonly letterId: string
  readonly step: RatingStep
  /** Null: only the step. */
  readonly text: string | null
  readonly givenAt: number
}

/** What was said of the answers to an appeal, the earliest answer first. */
export async function ratingsOf(db: Db, appealId: string): Promise<Rating[]> {
  const rows = await db
    .selectFrom('rating')
    .select(['letter_id', 'step', 'text', 'given_at'])
    .where('appeal_id', '=', appealId)
    .orderBy('given_at')
    .execute()
  return rows.map((row) => ({
    letterId: row.letter_id,
    step: row.step as RatingStep,
    text: row.text,
    givenAt: row.given_at.getTime(),
  }))
}

/** Keeps what is said of an answer now, in the place of what was. */
export async function keepRating(
  tx: Db,
  rating: Omit<Rating, 'givenAt'> & {
    readonly appealId: string
    readonly personId: string
    readonly answeredOn: PlainDate
    readonly at: number
  },
): Promise<void> {
  const at = new Date(rating.at)
  const said = { step: rating.step, text: rating.text, person_id: rating.personId, changed_at: at }
  await tx
    .insertInto('rating')
    .values({
      letter_id: rating.letterId,
      appeal_id: rating.appealId,
      answered_on: rating.answeredOn,
      given_at: at,
      ...said,
    })
    .onConflict((conflict) => conflict.column('letter_id').doUpdateSet(said))
    .execute()
}

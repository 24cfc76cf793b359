import { changeableUntil } from '../../domain/appeal/rating.ts'
import type { GivenRating } from '../../wire/rating.ts'
import type { Rating } from './rating-store.ts'

/** What was said of an answer, as it crosses HTTP. */
export const givenRating = ({ letterId, step, text, givenAt }: Rating): GivenRating => ({
  letterId,
  step,
  text: text ?? '',
  changeableUntil: changeableUntil(givenAt),
})

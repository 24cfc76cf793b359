import { z } from 'zod'
import { ratingSteps, ratingTextLength } from '../domain/appeal/rating.ts'
import { rolesFor } from '../domain/appeal/rights.ts'
import { AppealId } from './appeal.ts'
import type { Route } from './route.ts'
import { SightQuery } from './sight.ts'

const Step = z.literal(ratingSteps)

/** What was said of an answer. */
export const GivenRating = z.object({
  letterId: z.uuid(),
  step: Step,
  text: z.string(),
  /** The last day on which it can be changed. */
  changeableUntil: z.iso.date(),
})
export type GivenRating = z.infer<typeof GivenRating>

/** `text` left out: it stays as it is; empty: it goes. */
export const NewRating = z.object({
  letterId: z.uuid(),
  step: Step,
  text: z.string().max(ratingTextLength).optional(),
})
export type NewRating = z.infer<typeof NewRating>

/** The words of clients about the answers of a period, the newest answer first; no more than the page shows. */
export const RatingTexts = z.object({
  rows: z.array(
    z.object({
      appealId: z.uuid(),
      number: z.number().int().nullable(),
      answeredOn: z.iso.date(),
      step: Step,
      text: z.string(),
    }),
  ),
  /** There are others than these. */
  more: z.boolean(),
})
export type RatingTexts = z.infer<typeof RatingTexts>

/** What a client says of an answer, and what a head reads of it (docs/office.md 11). */
export const ratingRoutes = {
  'PUT /api/appeals/:id/rating': {
    who: ['client'],
    params: AppealId,
    body: NewRating,
    response: z.array(GivenRating),
  },
  'GET /api/office/ratings': { who: rolesFor('readRating'), query: SightQuery, response: RatingTexts },
} satisfies Record<string, Route>

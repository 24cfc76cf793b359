import { z } from 'zod'
import { followKinds } from '../domain/appeal/follow-up.ts'
import { sentStatuses } from '../domain/appeal/status.ts'
import { Appeal, AppealId, Draft } from './appeal.ts'
import { GivenRating } from './rating.ts'
import type { Route } from './route.ts'

/** Another appeal of the client: one that this one follows, or that follows it. */
export const NeighbourRow = z.object({
  id: z.uuid(),
  /** Why the later one was written. */
  kind: z.enum(followKinds),
  status: z.enum(sentStatuses),
  /** The register's number with its date, or the coupon's. */
  number: z.string(),
})
export type NeighbourRow = z.infer<typeof NeighbourRow>

/** An appeal as its client sees it: with what it follows, what followed it, and what can be begun after it now. */
export const OwnAppeal = Appeal.extend({
  follows: NeighbourRow.nullable(),
  followedBy: z.array(NeighbourRow),
  mayFollow: z.array(z.enum(followKinds)),
  /** What was said of its answers, the earliest first. */
  ratings: z.array(GivenRating),
  /** The letter that the client may be asked about now, or change their word on; null: none. */
  mayRate: z.uuid().nullable(),
})
export type OwnAppeal = z.infer<typeof OwnAppeal>

export const NewFollowUp = z.object({ kind: z.enum(followKinds) })

/** An appeal after one that is over (docs/office.md 11). */
export const followUpRoutes = {
  /** Begins a draft, or answers the one that is there. */
  'POST /api/appeals/:id/follow-ups': {
    who: ['client'],
    params: AppealId,
    body: NewFollowUp,
    response: Draft,
    idempotent: true,
  },
} satisfies Record<string, Route>

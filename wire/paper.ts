import { z } from 'zod'
import { paperDecisions, paperStates } from '../domain/appeal/papers.ts'
import { rolesFor } from '../domain/appeal/rights.ts'
import { reasonLength } from '../domain/reply/reply-faults.ts'
import { FileRow } from './attachment.ts'
import type { Route } from './route.ts'

/** What the company asks of the client and has not settled (docs/office.md 12). Names are in the appeal's language. */
export const AskedPapers = z.object({
  id: z.uuid(),
  by: z.iso.date(),
  /** Null: the day is past, or a year between has no calendar. */
  workingDaysLeft: z.number().nullable(),
  /** The day is past; what is sent now is taken all the same. */
  late: z.boolean(),
  slots: z.array(
    z.object({
      id: z.uuid(),
      name: z.string(),
      note: z.string(),
      state: z.enum(paperStates),
      /** Why it was asked for again; null: it never was. */
      askedAgain: z.string().nullable(),
      /** What was last sent for it. */
      files: z.array(FileRow),
    }),
  ),
})
export type AskedPapers = z.infer<typeof AskedPapers>

/** What staff say of one paper. Asked for again it has a reason, which the client reads, and a day. */
export const NewPaperDecision = z.discriminatedUnion('decision', [
  z.object({ decision: z.enum(paperDecisions).exclude(['askedAgain']) }),
  z.object({
    decision: z.literal('askedAgain'),
    reason: z.string().trim().min(reasonLength.least).max(reasonLength.most),
    by: z.iso.date(),
  }),
])
export type NewPaperDecision = z.infer<typeof NewPaperDecision>

export const paperRoutes = {
  'POST /api/office/appeals/:id/papers/:slotId/decisions': {
    who: rolesFor('writeReply'),
    params: z.object({ id: z.uuid(), slotId: z.uuid() }),
    body: NewPaperDecision,
    response: z.object({}),
    idempotent: true,
  },
} as const satisfies Record<string, Route>

import { z } from 'zod'
import { rolesFor } from '../domain/appeal/rights.ts'
import { AppealId, NewSignature } from './appeal.ts'
import { EgovMobileSigning } from './egov-mobile.ts'
import type { Route } from './route.ts'
import { Submitted } from './submission.ts'

/** What a client wrote in a sent appeal, frozen as the letter to be signed; void at local midnight. */
export const PreparedSubmission = z.object({
  letterId: z.uuid(),
  fileName: z.string(),
  /** Of the document: the page checks the bytes it signs. */
  sha256: z.string(),
  /** bytes */
  size: z.number(),
  pages: z.number(),
  text: z.string(),
  localDate: z.iso.date(),
})
export type PreparedSubmission = z.infer<typeof PreparedSubmission>

/** `submissionId`: the withdrawal that was looked at. `reason`: to the client, why the appeal goes on. */
export const WithdrawalDecision = z.discriminatedUnion('accepted', [
  z.object({ accepted: z.literal(true), submissionId: z.uuid() }),
  z.object({ accepted: z.literal(false), submissionId: z.uuid(), reason: z.string().max(20_000) }),
])
export type WithdrawalDecision = z.infer<typeof WithdrawalDecision>

const client = ['client'] as const
const SubmissionId = z.object({ id: z.uuid() })

/** What is signed of what a client sends later, and what the company decides on it (docs/decisions/0059). */
export const submissionSigningRoutes = {
  'POST /api/submissions/:id/letter': {
    who: client,
    params: SubmissionId,
    response: PreparedSubmission,
    heavy: 'letter',
  },
  'GET /api/submissions/:id/letter/document': { who: client, params: SubmissionId, file: true },
  'GET /api/submissions/:id/letter/pages/:page': {
    who: client,
    params: z.object({ id: z.uuid(), page: z.coerce.number().int().positive() }),
    file: true,
  },
  /** The press that signs and sends. Pressed again it answers the same receipt. */
  'POST /api/submissions/:id/signature': {
    who: client,
    params: SubmissionId,
    body: NewSignature,
    response: Submitted,
    idempotent: true,
    heavy: 'verification',
  },
  'POST /api/submissions/:id/egov-mobile-signing': {
    who: client,
    params: SubmissionId,
    body: z.object({ letterId: z.uuid() }),
    response: EgovMobileSigning,
  },
  'POST /api/office/appeals/:id/withdrawal-decision': {
    who: rolesFor('withdraw'),
    params: AppealId,
    body: WithdrawalDecision,
    response: z.object({}),
    idempotent: true,
  },
} as const satisfies Record<string, Route>

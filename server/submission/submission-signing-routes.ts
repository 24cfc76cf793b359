import type { Handlers } from '../http/handler.ts'
import { openSubmissionCode } from './open-submission-code.ts'
import { openSubmissionLetter, openSubmissionPage } from './open-submission-letter.ts'
import { prepareSubmission } from './prepare-submission.ts'
import { signSubmission } from './sign-submission.ts'

export const submissionSigningRoutes = {
  'POST /api/submissions/:id/letter': ({ context, asker, params }) =>
    prepareSubmission(context, asker, params.id),
  'GET /api/submissions/:id/letter/document': ({ context, asker, params }) =>
    openSubmissionLetter(context, asker, params.id),
  'GET /api/submissions/:id/letter/pages/:page': ({ context, asker, params }) =>
    openSubmissionPage(context, asker, params.id, params.page),
  'POST /api/submissions/:id/signature': ({ context, asker, params, body }) =>
    signSubmission(context, asker, params.id, body),
  'POST /api/submissions/:id/egov-mobile-signing': ({ context, asker, params, body, exchange }) =>
    openSubmissionCode(context, asker, { draftId: params.id, letterId: body.letterId }, exchange.origin()),
} satisfies Partial<Handlers>

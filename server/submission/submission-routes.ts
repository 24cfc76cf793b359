import type { Handlers } from '../http/handler.ts'
import { beginSubmission, showOpenDraft } from './begin-submission.ts'
import { readDraft, shownDraft } from './held-draft.ts'
import { needNoAnswer } from './need-no-answer.ts'
import { detachFromSubmission, discardSubmission, saveSubmission } from './save-submission.ts'
import { sendSubmission } from './send-submission.ts'
import {
  beginSubmissionUpload,
  cancelSubmissionUpload,
  openSubmissionFile,
  showSubmissionUpload,
  takeSubmissionPart,
} from './submission-uploads.ts'
import { writeMessage } from './write-message.ts'

export const submissionRoutes = {
  'GET /api/appeals/:id/submission-draft': ({ context, asker, params, query }) =>
    showOpenDraft(context, asker, params.id, query.kind),
  'POST /api/appeals/:id/submissions': ({ context, asker, params, body }) =>
    beginSubmission(context, asker, params.id, body.kind),
  'GET /api/submissions/:id': async ({ context, asker, params }) =>
    await shownDraft(context, await readDraft(context, asker, params.id)),
  'PATCH /api/submissions/:id': ({ context, asker, params, version, body }) =>
    saveSubmission(context, asker, params.id, version, body),
  'DELETE /api/submissions/:id': async ({ context, asker, params }) => {
    await discardSubmission(context, asker, params.id)
    return {}
  },
  'POST /api/submissions/:id/uploads': ({ context, asker, params, body }) =>
    beginSubmissionUpload(context, asker, params.id, body),
  'GET /api/submissions/:id/uploads/:uploadId': ({ context, asker, params }) =>
    showSubmissionUpload(context, asker, params.id, params.uploadId),
  'PATCH /api/submissions/:id/uploads/:uploadId': ({ context, asker, params, part }) =>
    takeSubmissionPart(context, asker, params.id, params.uploadId, part),
  'DELETE /api/submissions/:id/uploads/:uploadId': async ({ context, asker, params }) => {
    await cancelSubmissionUpload(context, asker, params.id, params.uploadId)
    return {}
  },
  'GET /api/submissions/:id/files/:fileId': ({ context, asker, params }) =>
    openSubmissionFile(context, asker, params.id, params.fileId),
  'DELETE /api/submissions/:id/files/:fileId': async ({ context, asker, params }) => {
    await detachFromSubmission(context, asker, params.id, params.fileId)
    return {}
  },
  'POST /api/submissions/:id/sending': ({ context, asker, params, version }) =>
    sendSubmission(context, asker, params.id, version),
  'POST /api/office/appeals/:id/messages': async ({ context, asker, params, body }) => {
    await writeMessage(context, asker, params.id, body)
    return {}
  },
  'POST /api/office/appeals/:id/no-answer-needed': async ({ context, asker, params, body }) => {
    await needNoAnswer(context, asker, params.id, body.seen)
    return {}
  },
} satisfies Partial<Handlers>

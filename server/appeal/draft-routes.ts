import type { Handlers } from '../http/handler.ts'
import { beginUpload } from './begin-upload.ts'
import { cancelUpload } from './cancel-upload.ts'
import { detachFile, openDraftFile } from './detach-file.ts'
import { discardDraft } from './discard-draft.ts'
import { listDrafts } from './list-drafts.ts'
import { nearLimitsOf } from './quota-store.ts'
import { saveDraft } from './save-draft.ts'
import { showDraft } from './show-draft.ts'
import { listUploads, showUpload } from './show-upload.ts'
import { startDraft } from './start-draft.ts'
import { takePart } from './take-part.ts'

export const draftRoutes = {
  'GET /api/drafts': async ({ context, asker }) => ({
    drafts: await listDrafts(context, asker),
    nearLimits: await nearLimitsOf(context.db, asker, context.now()),
  }),
  'POST /api/drafts': ({ context, asker, body }) => startDraft(context, asker, body),
  'GET /api/drafts/:id': ({ context, asker, params }) => showDraft(context, asker, params.id),
  'PATCH /api/drafts/:id': ({ context, asker, params, version, body }) =>
    saveDraft(context, asker, params.id, version, body),
  'DELETE /api/drafts/:id': async ({ context, asker, params }) => {
    await discardDraft(context, asker, params.id)
    return {}
  },
  'GET /api/drafts/:id/uploads': async ({ context, asker, params }) => ({
    uploads: await listUploads(context, asker, params.id),
  }),
  'POST /api/drafts/:id/uploads': ({ context, asker, params, body }) =>
    beginUpload(context, asker, params.id, body),
  'GET /api/drafts/:id/uploads/:uploadId': ({ context, asker, params }) =>
    showUpload(context, asker, params.id, params.uploadId),
  'PATCH /api/drafts/:id/uploads/:uploadId': ({ context, asker, params, part }) =>
    takePart(context, asker, params.id, params.uploadId, part),
  'DELETE /api/drafts/:id/uploads/:uploadId': async ({ context, asker, params }) => {
    await cancelUpload(context, asker, params.id, params.uploadId)
    return {}
  },
  'DELETE /api/drafts/:id/attachments/:fileId': async ({ context, asker, params }) => {
    await detachFile(context, asker, params.id, params.fileId)
    return {}
  },
  'GET /api/drafts/:id/attachments/:fileId': ({ context, asker, params }) =>
    openDraftFile(context, asker, params.id, params.fileId),
} satisfies Partial<Handlers>

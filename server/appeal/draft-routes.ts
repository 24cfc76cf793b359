import type { Handlers } from '../http/handler.ts'
import { attachFile } from './attach-file.ts'
import { detachFile, openDraftFile } from './detach-file.ts'
import { discardDraft } from './discard-draft.ts'
import { listDrafts } from './list-drafts.ts'
import { saveDraft } from './save-draft.ts'
import { showDraft } from './show-draft.ts'
import { startDraft } from './start-draft.ts'

export const draftRoutes = {
  'GET /api/drafts': async ({ context, asker }) => ({ drafts: await listDrafts(context, asker) }),
  'POST /api/drafts': ({ context, asker, body }) => startDraft(context, asker, body),
  'GET /api/drafts/:id': ({ context, asker, params }) => showDraft(context, asker, params.id),
  'PATCH /api/drafts/:id': ({ context, asker, params, version, body }) =>
    saveDraft(context, asker, params.id, version, body),
  'DELETE /api/drafts/:id': async ({ context, asker, params }) => {
    await discardDraft(context, asker, params.id)
    return {}
  },
  'POST /api/drafts/:id/attachments': ({ context, asker, params, query, upload }) =>
    attachFile(context, asker, params.id, query, upload),
  'DELETE /api/drafts/:id/attachments/:fileId': async ({ context, asker, params }) => {
    await detachFile(context, asker, params.id, params.fileId)
    return {}
  },
  'GET /api/drafts/:id/attachments/:fileId': ({ context, asker, params }) =>
    openDraftFile(context, asker, params.id, params.fileId),
} satisfies Partial<Handlers>

import { openEvidence } from '../evidence/open-evidence.ts'
import type { Handlers } from '../http/handler.ts'
import { openAppealFile } from './appeal-files.ts'
import { archiveFiles } from './archive-files.ts'
import { beginFollowUp } from './begin-follow-up.ts'
import { copyToDraft } from './copy-to-draft.ts'
import { openLetterPage } from './letter-pages.ts'
import { markRead } from './mark-read.ts'
import { rateAnswer } from './rate-answer.ts'
import { renderCopy } from './render-copy.ts'
import { ownAppeal, showAppeal } from './show-appeal.ts'

export const appealRoutes = {
  'GET /api/appeals/:id': ({ context, asker, params }) => showAppeal(context, asker, params.id),
  'POST /api/appeals/:id/reading': async ({ context, asker, params }) => {
    await markRead(context, asker, params.id)
    return {}
  },
  'POST /api/appeals/:id/copy': ({ context, asker, params }) => copyToDraft(context, asker, params.id),
  'POST /api/appeals/:id/follow-ups': ({ context, asker, params, body }) =>
    beginFollowUp(context, asker, params.id, body.kind),
  'PUT /api/appeals/:id/rating': ({ context, asker, params, body }) =>
    rateAnswer(context, asker, params.id, body),
  'GET /api/appeals/:id/files/:fileId': async ({ context, asker, params }) =>
    await openAppealFile(context, await ownAppeal(context, asker, params.id), params.fileId),
  'GET /api/appeals/:id/archive': async ({ context, asker, params, language }) =>
    await archiveFiles(context, await ownAppeal(context, asker, params.id), language),
  'GET /api/appeals/:id/evidence': async ({ context, asker, params }) =>
    await openEvidence(context, await ownAppeal(context, asker, params.id)),
  'GET /api/appeals/:id/letter/pages/:page': async ({ context, asker, params }) => {
    const { letter } = await ownAppeal(context, asker, params.id)
    return await openLetterPage(context, letter, params.page)
  },
  'GET /api/appeals/:id/viewing-copy': async ({ context, asker, params }) =>
    await renderCopy(context, await ownAppeal(context, asker, params.id)),
} satisfies Partial<Handlers>

import { openAppealFile } from '../appeal/appeal-files.ts'
import { archiveFiles } from '../appeal/archive-files.ts'
import { execute } from '../correspondence/execute.ts'
import { previewAnswer, previewInterim } from '../correspondence/preview-reply.ts'
import { replyInterim } from '../correspondence/reply-interim.ts'
import { discardUpload, uploadFile } from '../correspondence/upload-file.ts'
import { openEvidence } from '../evidence/open-evidence.ts'
import type { Handlers } from '../http/handler.ts'
import { openLetterPage } from '../letter/frozen-letter.ts'
import { openedByStaff, showOfficeAppeal } from './show-office-appeal.ts'

export const officeRoutes = {
  'GET /api/office/appeals/:id': ({ context, asker, params }) => showOfficeAppeal(context, asker, params.id),
  'GET /api/office/appeals/:id/files/:fileId': async ({ context, asker, params }) =>
    await openAppealFile(context, await openedByStaff(context, asker, params.id), params.fileId),
  'GET /api/office/appeals/:id/archive': async ({ context, asker, params, language }) =>
    await archiveFiles(context, await openedByStaff(context, asker, params.id), language),
  'GET /api/office/appeals/:id/evidence': async ({ context, asker, params }) =>
    await openEvidence(context, await openedByStaff(context, asker, params.id)),
  'GET /api/office/appeals/:id/letter/pages/:page': async ({ context, asker, params }) => {
    const { letter } = await openedByStaff(context, asker, params.id)
    return await openLetterPage(context, letter.pagesFileId, params.page)
  },
  'POST /api/office/appeals/:id/uploads': ({ context, asker, params, upload }) =>
    uploadFile(context, asker, params.id, upload),
  'DELETE /api/office/appeals/:id/uploads/:fileId': async ({ context, asker, params }) => {
    await discardUpload(context, asker, params.id, params.fileId)
    return {}
  },
  'POST /api/office/appeals/:id/interim-reply/preview': ({ context, asker, params, body }) =>
    previewInterim(context, asker, params.id, body),
  'POST /api/office/appeals/:id/execution/preview': ({ context, asker, params, body }) =>
    previewAnswer(context, asker, params.id, body),
  'POST /api/office/appeals/:id/interim-reply': async ({ context, asker, params, body }) => {
    await replyInterim(context, asker, params.id, body)
    return await showOfficeAppeal(context, asker, params.id)
  },
  'POST /api/office/appeals/:id/execution': async ({ context, asker, params, body }) => {
    await execute(context, asker, params.id, body)
    return await showOfficeAppeal(context, asker, params.id)
  },
} satisfies Partial<Handlers>

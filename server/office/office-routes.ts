import { openAppealFile } from '../appeal/appeal-files.ts'
import { archiveFiles } from '../appeal/archive-files.ts'
import { openLetterPage } from '../appeal/letter-pages.ts'
import { openEvidence } from '../evidence/open-evidence.ts'
import type { Handlers } from '../http/handler.ts'
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
    return await openLetterPage(context, letter, params.page)
  },
} satisfies Partial<Handlers>

import type { Handlers } from '../http/handler.ts'
import { openPreparedLetter, openPreparedPage } from './open-prepared-letter.ts'
import { prepareLetter } from './prepare-letter.ts'
import { signAndSend } from './sign-and-send.ts'

export const signatureRoutes = {
  'POST /api/drafts/:id/letter': ({ context, asker, params }) => prepareLetter(context, asker, params.id),
  'GET /api/drafts/:id/letter/document': ({ context, asker, params }) =>
    openPreparedLetter(context, asker, params.id),
  'GET /api/drafts/:id/letter/pages/:page': ({ context, asker, params }) =>
    openPreparedPage(context, asker, params.id, params.page),
  'POST /api/drafts/:id/signature': ({ context, asker, params, body }) =>
    signAndSend(context, asker, params.id, body),
} satisfies Partial<Handlers>

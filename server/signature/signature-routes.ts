import { findDraft } from '../appeal/draft-store.ts'
import { readFile } from '../attachment/file-store.ts'
import type { Asker, Context } from '../context.ts'
import type { Handlers } from '../http/handler.ts'
import { openLetterPage } from '../letter/frozen-letter.ts'
import { NotFound } from '../refused.ts'
import { prepareLetter } from './prepare-letter.ts'
import { signAndSend } from './sign-and-send.ts'
import { currentLetter, type PreparedRow } from './signature-store.ts'

/** The letter of the client's own draft that waits for signature. Throws NotFound. */
async function preparedLetter(context: Context, asker: Asker, draftId: string): Promise<PreparedRow> {
  const draft = await findDraft(context.db, asker.id, draftId)
  const letter = draft === null ? null : await currentLetter(context.db, draft.id)
  if (letter === null) throw new NotFound()
  return letter
}

export const signatureRoutes = {
  'POST /api/drafts/:id/letter': ({ context, asker, params }) => prepareLetter(context, asker, params.id),
  'GET /api/drafts/:id/letter/document': async ({ context, asker, params }) => {
    const letter = await preparedLetter(context, asker, params.id)
    const { file, bytes } = await readFile(context, letter.fileId)
    return { bytes, mediaType: file.mediaType, name: file.name }
  },
  'GET /api/drafts/:id/letter/pages/:page': async ({ context, asker, params }) => {
    const letter = await preparedLetter(context, asker, params.id)
    return await openLetterPage(context, letter.pagesFileId, params.page)
  },
  'POST /api/drafts/:id/signature': ({ context, asker, params, body }) =>
    signAndSend(context, asker, params.id, body),
} satisfies Partial<Handlers>

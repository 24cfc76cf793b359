import { localDate } from '../../domain/calendar/instant.ts'
import { fileAnswer } from '../attachment/file-answer.ts'
import { deleteFiles, forgetBytes } from '../attachment/file-store.ts'
import type { Asker, Context } from '../context.ts'
import type { StreamAnswer } from '../http/handler.ts'
import { inTransaction } from '../in-transaction.ts'
import { NotFound } from '../refused.ts'
import { deleteAttachment, draftAttachments, findDraft, lockDraft, saveNextVersion } from './draft-store.ts'

/** §7: takes a file off a draft and deletes it. The draft's version grows, as with attaching. */
export async function detachFile(
  context: Context,
  asker: Asker,
  draftId: string,
  fileId: string,
): Promise<void> {
  await inTransaction(context.db, async (tx) => {
    const draft = await lockDraft(tx, asker.id, draftId, localDate(context.now()))
    if (draft === null) throw new NotFound()
    const attached = await draftAttachments(tx, draftId)
    if (!attached.some((file) => file.id === fileId)) throw new NotFound()
    await deleteAttachment(tx, draftId, fileId)
    await deleteFiles(tx, [fileId])
    await saveNextVersion(tx, draft, context.now())
  })
  await forgetBytes(context, [fileId])
}

/** A file of a draft, for its owner. */
export async function openDraftFile(
  context: Context,
  asker: Asker,
  draftId: string,
  fileId: string,
): Promise<StreamAnswer> {
  const draft = await findDraft(context.db, asker.id, draftId, localDate(context.now()))
  if (draft === null) throw new NotFound()
  const attached = await draftAttachments(context.db, draftId)
  if (!attached.some((file) => file.id === fileId)) throw new NotFound()
  return await fileAnswer(context, fileId)
}

import { forgetBytes } from '../attachment/file-store.ts'
import { holdUploads } from '../attachment/upload-store.ts'
import type { Asker, Context } from '../context.ts'
import { inTransaction } from '../in-transaction.ts'
import { NotFound } from '../refused.ts'
import { deleteDraft, lockDraft } from './draft-store.ts'

/**
 * Deletes a draft whole: answers, letters, files and their key. On the client's word; or, with `untouchedSince`, only
 * if it has still not been changed since that moment (epoch milliseconds). Throws NotFound.
 */
export async function discardDraft(
  context: Context,
  asker: Pick<Asker, 'id'>,
  id: string,
  untouchedSince = Number.POSITIVE_INFINITY,
): Promise<void> {
  const fileIds = await inTransaction(context.db, async (tx) => {
    const draft = await lockDraft(tx, asker.id, id)
    if (draft === null || draft.updatedAt >= untouchedSince) throw new NotFound()
    const onTheirWay = await holdUploads(tx, id)
    return [...(await deleteDraft(tx, draft)), ...onTheirWay]
  })
  await forgetBytes(context, fileIds)
}

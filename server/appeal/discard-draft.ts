import { forgetBytes } from '../attachment/file-store.ts'
import type { Asker, Context } from '../context.ts'
import { inTransaction } from '../in-transaction.ts'
import { NotFound } from '../refused.ts'
import { deleteDraft, lockDraft } from './draft-store.ts'

/** Deletes a draft whole, on the client's word: answers, letters, files and their key. */
export async function discardDraft(context: Context, asker: Pick<Asker, 'id'>, id: string): Promise<void> {
  const fileIds = await inTransaction(context.db, async (tx) => {
    const draft = await lockDraft(tx, asker.id, id)
    if (draft === null) throw new NotFound()
    return await deleteDraft(tx, draft)
  })
  await forgetBytes(context, fileIds)
}

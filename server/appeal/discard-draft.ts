import { localDate } from '../../domain/calendar/instant.ts'
import { forgetBytes } from '../attachment/file-store.ts'
import { holdUploads } from '../attachment/upload-store.ts'
import type { Asker, Context, Db } from '../context.ts'
import { inTransaction } from '../in-transaction.ts'
import { NotFound } from '../refused.ts'
import { deleteDraft, lockDraft, lockDraftOfAnybody, type StoredDraft } from './draft-store.ts'

/** Deletes a draft whole, on its client's word: answers, letters, files and their key. Throws NotFound. */
export async function discardDraft(context: Context, asker: Asker, id: string): Promise<void> {
  await discard(context, (tx) => lockDraft(tx, asker.id, id, localDate(context.now())))
}

/**
 * The same of a draft that nobody has changed since a moment (epoch milliseconds), also where the mandate that it was
 * written by has ended. Throws NotFound where it was changed meanwhile.
 */
export async function forgetDraft(context: Context, id: string, untouchedSince: number): Promise<void> {
  await discard(context, async (tx) => {
    const draft = await lockDraftOfAnybody(tx, id)
    return draft === null || draft.updatedAt >= untouchedSince ? null : draft
  })
}

async function discard(context: Context, lock: (tx: Db) => Promise<StoredDraft | null>): Promise<void> {
  const fileIds = await inTransaction(context.db, async (tx) => {
    const draft = await lock(tx)
    if (draft === null) throw new NotFound()
    const onTheirWay = await holdUploads(tx, draft.id)
    return [...(await deleteDraft(tx, draft)), ...onTheirWay]
  })
  await forgetBytes(context, fileIds)
}

import type { SubmissionDraft, SubmissionSave } from '../../wire/submission.ts'
import { deleteFiles, forgetBytes } from '../attachment/file-store.ts'
import type { Asker, Context } from '../context.ts'
import { inTransaction } from '../in-transaction.ts'
import { HttpRefused, NotFound } from '../refused.ts'
import { deleteSubmissionLetter } from '../signature/submission-letter-store.ts'
import { holdDraft, holdToWrite, readDraft, shownDraft } from './held-draft.ts'
import {
  deleteSubmissionDraft,
  removeDraftFile,
  type SubmissionDraft as StoredDraft,
  saveSubmissionDraft,
} from './submission-draft-store.ts'

/**
 * One save of what a client writes in an appeal; what is half written is kept as it is. Answers 412 `draft_stale` when
 * it is no longer at `version`: another device has saved meanwhile. A save that was taken already, and only its answer
 * lost, is answered with the draft as it is now. Throws NotFound or Refused.
 */
export async function saveSubmission(
  context: Context,
  asker: Asker,
  id: string,
  version: number,
  { text, saveId, after }: SubmissionSave,
): Promise<SubmissionDraft> {
  await inTransaction(context.db, async (trx) => {
    const draft = await holdToWrite(trx, context, asker, id)
    if (saveId !== undefined && draft.saveIds.includes(saveId)) return
    if (draft.version !== version && !isOnlyAfter(draft, version, after)) {
      throw new HttpRefused(412, 'draft_stale', { version: draft.version })
    }
    await saveSubmissionDraft(trx, { ...draft, text }, context.now(), saveId)
  })
  return await shownDraft(context, await readDraft(context, asker, id))
}

/** Nothing has come since `version` but the asker's own save, whose answer they do not have. */
const isOnlyAfter = (draft: StoredDraft, version: number, after: string | undefined): boolean =>
  after !== undefined && draft.version === version + 1 && draft.saveIds[0] === after

/** Lets go of a draft with all its files, on its client's word, also when the appeal is over. Throws NotFound. */
export async function discardSubmission(context: Context, asker: Asker, id: string): Promise<void> {
  const gone = await inTransaction(context.db, async (trx) => {
    const { draft } = await holdDraft(trx, context, asker, id)
    const letter = await deleteSubmissionLetter(trx, draft.id)
    const fileIds = [...draft.files.map((file) => file.id), ...letter]
    const uploads = await deleteSubmissionDraft(trx, draft.id)
    await deleteFiles(trx, fileIds)
    return [...fileIds, ...uploads]
  })
  await forgetBytes(context, gone)
}

/** Takes a file off a draft and deletes it. The version grows, as with putting one up. Throws NotFound. */
export async function detachFromSubmission(
  context: Context,
  asker: Asker,
  id: string,
  fileId: string,
): Promise<void> {
  await inTransaction(context.db, async (trx) => {
    const { draft } = await holdDraft(trx, context, asker, id)
    if (!draft.files.some((file) => file.id === fileId)) throw new NotFound()
    await removeDraftFile(trx, fileId)
    await deleteFiles(trx, [fileId])
    await saveSubmissionDraft(trx, draft, context.now())
  })
  await forgetBytes(context, [fileId])
}

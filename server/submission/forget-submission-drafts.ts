import { localDate } from '../../domain/calendar/instant.ts'
import { deleteFiles, forgetBytes } from '../attachment/file-store.ts'
import type { Context } from '../context.ts'
import { inTransaction } from '../in-transaction.ts'
import { forgottenBefore, readSettings } from '../setting/setting-store.ts'
import { deleteSubmissionLetter } from '../signature/submission-letter-store.ts'
import { deleteSubmissionDraft, lockForgotten, submissionDraftsBefore } from './submission-draft-store.ts'

/** Deletes what nobody has gone on writing in an appeal for `draft.keepDays`, as of letters. Answers how many. */
export async function forgetSubmissionDrafts(context: Context): Promise<number> {
  const now = context.now()
  const since = forgottenBefore(await readSettings(context.db, localDate(now)), now)
  const old = await submissionDraftsBefore(context.db, since)
  for (const id of old) {
    const gone = await inTransaction(context.db, async (trx) => {
      const fileIds = await lockForgotten(trx, id, since)
      // Changed, sent or deleted meanwhile.
      if (fileIds === null) return []
      const all = [...fileIds, ...(await deleteSubmissionLetter(trx, id))]
      const uploads = await deleteSubmissionDraft(trx, id)
      await deleteFiles(trx, all)
      return [...all, ...uploads]
    })
    await forgetBytes(context, gone)
  }
  return old.length
}

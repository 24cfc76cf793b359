import { localDate } from '../../domain/calendar/instant.ts'
import type { Context } from '../context.ts'
import { NotFound } from '../refused.ts'
import { forgottenBefore, readSettings } from '../setting/setting-store.ts'
import { forgetDraft } from './discard-draft.ts'
import { draftsUntouchedSince } from './draft-store.ts'

/** Deletes drafts that nobody has changed for `draft.keepDays` (docs/domain.md 2.3). Answers how many. */
export async function forgetDrafts(context: Context): Promise<number> {
  const now = context.now()
  const since = forgottenBefore(await readSettings(context.db, localDate(now)), now)
  const drafts = await draftsUntouchedSince(context.db, since)
  for (const id of drafts) {
    try {
      await forgetDraft(context, id, since)
    } catch (error) {
      // Sent, changed or deleted meanwhile.
      if (!(error instanceof NotFound)) throw error
    }
  }
  return drafts.length
}

import { officeAppeal } from '../appeal/office-appeal-store.ts'
import type { Asker, Context } from '../context.ts'
import { saveNoteDraft } from './note-store.ts'

/** Keeps a note while it is written, from the first key on. Only for its writer; no event. Throws NotFound. */
export async function keepNoteDraft(
  context: Context,
  asker: Asker,
  appealId: string,
  text: string,
): Promise<void> {
  await officeAppeal(context.db, asker, 'card', appealId)
  await saveNoteDraft(context.db, { appealId, staffId: asker.id, text, at: context.now() })
}

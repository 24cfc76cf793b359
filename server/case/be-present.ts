import { officeAppeal } from '../appeal/office-appeal-store.ts'
import type { Asker, Context } from '../context.ts'
import { dropPresence, keepPresence } from './presence-store.ts'

/** A page says that it is open on an appeal, and whether something is being typed. Throws NotFound. */
export async function bePresent(
  context: Context,
  asker: Asker,
  appealId: string,
  doing: 'reading' | 'writing',
): Promise<void> {
  await officeAppeal(context.db, asker, 'readLetter', appealId)
  await keepPresence(context.db, { appealId, staffId: asker.id, doing, at: context.now() })
}

/** The page is closed. */
export async function leave(context: Context, asker: Asker, appealId: string): Promise<void> {
  await dropPresence(context.db, appealId, asker.id)
}

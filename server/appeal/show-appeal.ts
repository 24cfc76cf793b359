import { localDate } from '../../domain/calendar/instant.ts'
import type { Appeal } from '../../wire/appeal.ts'
import type { Asker, Context } from '../context.ts'
import { NotFound } from '../refused.ts'
import { appealInFull } from './appeal-in-full.ts'
import { findOwnAppeal, type SentAppeal } from './appeal-store.ts'

/** §10: one appeal of this client, whole. Throws NotFound for another's. */
export async function showAppeal(context: Context, asker: Asker, appealId: string): Promise<Appeal> {
  return await appealInFull(context, await ownAppeal(context, asker, appealId), asker.language)
}

/** The client's own appeal by its id; throws NotFound for another's and for drafts. */
export async function ownAppeal(context: Context, asker: Asker, appealId: string): Promise<SentAppeal> {
  const appeal = await findOwnAppeal(context.db, asker.id, appealId, localDate(context.now()))
  if (appeal === null) throw new NotFound()
  return appeal
}

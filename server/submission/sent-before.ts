import { localDate, toIso } from '../../domain/calendar/instant.ts'
import type { Submitted } from '../../wire/submission.ts'
import { isAppealOpenTo } from '../appeal/open-store.ts'
import type { Asker, Db } from '../context.ts'
import { NotFound } from '../refused.ts'
import { findSubmitted, submissionsOf } from './submission-store.ts'

/** It was sent already, by another press or device, and is still theirs to know of. Throws NotFound. */
export async function sentBefore(trx: Db, asker: Asker, id: string, now: number): Promise<Submitted> {
  const sent = await findSubmitted(trx, asker.id, id)
  if (sent === null || !(await isAppealOpenTo(trx, asker.id, sent.appealId, localDate(now)))) {
    throw new NotFound()
  }
  const files = (await submissionsOf(trx, sent.appealId)).find((one) => one.id === id)?.files ?? []
  return { id, sentAt: toIso(sent.sentAt), files: files.length }
}

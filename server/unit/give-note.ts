import { actorOf } from '../../domain/appeal/actor.ts'
import { appendEvent } from '../appeal/event-store.ts'
import type { Db } from '../context.ts'
import { giveNoteDraft, leaveNoteDraft, noteDraftsOf } from '../person/leaving-store.ts'
import type { Handing } from './hand-over-work.ts'

/**
 * The heir of an unfinished note goes on writing it. Where they are writing one of their own, it is left as a note of
 * its author.
 */
export async function giveNote(
  trx: Db,
  appealId: string,
  staffId: string,
  heirId: string,
  { now }: Handing,
): Promise<void> {
  const [draft] = await noteDraftsOf(trx, staffId, appealId)
  if (draft === undefined || (await giveNoteDraft(trx, appealId, staffId, heirId))) return
  const noteId = await leaveNoteDraft(trx, appealId, staffId, draft.text, now)
  await appendEvent(trx, {
    appealId,
    occurredAt: now,
    recordedAt: now,
    actor: actorOf(staffId),
    source: 'office',
    type: 'noted',
    key: `noted:${noteId}`,
    data: { noteId },
  })
}

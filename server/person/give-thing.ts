import { randomUUID } from 'node:crypto'
import { localDate } from '../../domain/calendar/instant.ts'
import { appendEvent } from '../appeal/event-store.ts'
import { workOn } from '../appeal/held-work-store.ts'
import type { Db } from '../context.ts'
import { absencesFrom, cancelStoredAbsence, insertAbsence } from '../unit/absence-store.ts'
import { type Handing, handOver, replaceCoExecutor } from '../unit/hand-over-work.ts'
import { updateUnit } from '../unit/unit-store.ts'
import { giveNoteDraft, giveView, leaveNoteDraft, noteDraftsOf } from './leaving-store.ts'
import type { NamedThing } from './things-in-hand.ts'

/** Gives one thing of somebody who leaves to its heir, or sets it free where `heirId` is null. */
export async function giveThing(
  trx: Db,
  staffId: string,
  thing: NamedThing & { readonly heirId: string | null; readonly outcome: unknown },
  handing: Handing,
): Promise<void> {
  const heirId = thing.outcome === 'heir' ? thing.heirId : null
  switch (thing.kind) {
    case 'executor':
    case 'coExecutor': {
      // As it is now: of one appeal they may have had both.
      const work = await workOn(trx, thing.id)
      if (work === undefined) return
      if (thing.kind === 'executor') await handOver(trx, work, heirId, handing)
      else await replaceCoExecutor(trx, work, staffId, heirId, handing)
      return
    }
    case 'head':
      return await updateUnit(trx, thing.id, { headId: heirId })
    case 'deputy':
      return heirId === null ? undefined : await replaceDeputy(trx, thing.id, heirId, handing)
    case 'view':
      return heirId === null ? undefined : await giveView(trx, thing.id, heirId)
    case 'noteDraft':
      return heirId === null ? undefined : await giveDraft(trx, thing.id, staffId, heirId, handing)
  }
}

/** What is over stays as it was: the heir acts from today. */
async function replaceDeputy(trx: Db, absenceId: string, heirId: string, handing: Handing): Promise<void> {
  const { by, now } = handing
  const today = localDate(now)
  const absence = (await absencesFrom(trx, today)).find(({ id }) => id === absenceId)
  if (absence === undefined) return
  await cancelStoredAbsence(trx, absenceId, by, now)
  const from = absence.from < today ? today : absence.from
  await insertAbsence(trx, { ...absence, id: randomUUID(), deputyId: heirId, from }, by, now)
}

/** The heir goes on writing it. Where they are writing one of their own, it is left as a note of its author. */
async function giveDraft(
  trx: Db,
  appealId: string,
  staffId: string,
  heirId: string,
  { now }: Handing,
): Promise<void> {
  const draft = (await noteDraftsOf(trx, staffId)).find(({ id }) => id === appealId)
  if (draft === undefined || (await giveNoteDraft(trx, appealId, staffId, heirId))) return
  const noteId = await leaveNoteDraft(trx, appealId, staffId, draft.text, now)
  await appendEvent(trx, {
    appealId,
    occurredAt: now,
    recordedAt: now,
    actor: `staff:${staffId}`,
    source: 'office',
    type: 'noted',
    key: `noted:${noteId}`,
    data: { noteId },
  })
}

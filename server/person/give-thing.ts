import { randomUUID } from 'node:crypto'
import { localDate } from '../../domain/calendar/instant.ts'
import { discardWish } from '../../domain/reply/reply-heir.ts'
import type { Db } from '../context.ts'
import { absencesFrom, cancelStoredAbsence, insertAbsence } from '../unit/absence-store.ts'
import type { AppealHeirs, HandOverRow } from '../unit/hand-over-store.ts'
import type { Handing } from '../unit/hand-over-work.ts'
import { updateUnit } from '../unit/unit-store.ts'
import { giveView } from './leaving-store.ts'
import type { NamedThing } from './things-in-hand.ts'

/** A thing with what becomes of it: its heir's, or free where `heirId` is null. */
export type Given = NamedThing & { readonly heirId: string | null; readonly outcome: unknown }

const heirOf = ({ outcome, heirId }: Given): string | null => (outcome === 'heir' ? heirId : null)

/** What is no appeal's: units that they head, deputyships, views. */
export async function giveThing(trx: Db, thing: Given, handing: Handing): Promise<void> {
  const heirId = heirOf(thing)
  if (thing.kind === 'head') return await updateUnit(trx, thing.id, { headId: heirId })
  if (heirId === null) return
  if (thing.kind === 'deputy') await replaceDeputy(trx, thing.id, heirId, handing)
  if (thing.kind === 'view') await giveView(trx, thing.id, heirId)
}

/** The rest, an appeal after another: it may be much. */
export function appealsGiven(things: readonly Given[]): HandOverRow[] {
  const rows = new Map<string, AppealHeirs>()
  const add = (appealId: string, heirs: AppealHeirs) =>
    void rows.set(appealId, { ...rows.get(appealId), ...heirs })
  for (const thing of things) {
    const heirId = heirOf(thing)
    if (thing.kind === 'executor' || thing.kind === 'coExecutor') add(thing.id, { [thing.kind]: heirId })
    if (thing.kind === 'noteDraft' && heirId !== null) add(thing.id, { noteDraft: heirId })
    const wish = thing.outcome === 'discarded' ? discardWish : heirId
    if (thing.kind === 'reply' && wish !== null) {
      add(thing.appealId, { letters: { ...rows.get(thing.appealId)?.letters, [thing.id]: wish } })
    }
  }
  return [...rows].map(([appealId, heirs]) => ({ appealId, heirs }))
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

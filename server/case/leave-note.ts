import { randomUUID } from 'node:crypto'
import { can } from '../../domain/appeal/can.ts'
import type { SentAppeal } from '../appeal/appeal-store.ts'
import { lockForAct } from '../appeal/office-appeal-store.ts'
import type { Asker, Context, Db } from '../context.ts'
import { inTransaction } from '../in-transaction.ts'
import { recordOfficeEvent } from './case-events.ts'
import { insertNote, saveNoteDraft } from './note-store.ts'

/** Who writes notes only of calls, writes one of a call. */
const writingAct = ({ roles }: Asker): 'note' | 'callNote' =>
  roles.includes('callCentre') && roles.length === 1 ? 'callNote' : 'note'

/** Leaves a note for the staff; what was kept of it while it was written goes. Throws NotFound or Refused. */
export async function leaveNote(
  context: Context,
  asker: Asker,
  appealId: string,
  { text }: { readonly text: string },
): Promise<void> {
  const at = context.now()
  await inTransaction(context.db, async (trx) => {
    const { kind } = await lockToWrite(trx, asker, appealId)
    const noteId = randomUUID()
    await insertNote(trx, { id: noteId, appealId, kind, text, by: asker.id, at })
    await saveNoteDraft(trx, { appealId, staffId: asker.id, text: '', at })
    await recordOfficeEvent(trx, asker, {
      appealId,
      type: 'noted',
      key: `noted:${noteId}`,
      data: { noteId },
      at,
    })
  })
}

/** Locks an appeal for somebody who writes notes on it, and says of which kind. Throws NotFound or Refused. */
export async function lockToWrite(
  trx: Db,
  asker: Asker,
  appealId: string,
): Promise<{ appeal: SentAppeal; kind: 'note' | 'call' }> {
  const act = writingAct(asker)
  const appeal = await lockForAct(trx, asker, act, appealId)
  return { appeal, kind: act === 'callNote' ? 'call' : 'note' }
}

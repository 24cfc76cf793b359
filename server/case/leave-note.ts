import { randomUUID } from 'node:crypto'
import type { Asker, Context } from '../context.ts'
import { inTransaction } from '../in-transaction.ts'
import { holdOfficeFor } from '../person/staff-asker-store.ts'
import { recordOfficeEvent } from './case-events.ts'
import { lockToWrite } from './lock-to-write.ts'
import { insertNote, saveNoteDraft } from './note-store.ts'

/** Leaves a note for the staff; what was kept of it while it was written goes. Throws NotFound or Refused. */
export async function leaveNote(
  context: Context,
  caller: Asker,
  appealId: string,
  { text }: { readonly text: string },
): Promise<void> {
  await inTransaction(context.db, async (trx) => {
    const asker = await holdOfficeFor(trx, caller, context.now())
    const { kind } = await lockToWrite(trx, asker, appealId)
    const at = context.now()
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

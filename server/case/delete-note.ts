import { randomUUID } from 'node:crypto'
import { mayDeleteNote } from '../../domain/appeal/note.ts'
import { refuse } from '../../domain/refusal.ts'
import type { Asker, Context, Db } from '../context.ts'
import { inTransaction } from '../in-transaction.ts'
import { holdOfficeFor } from '../person/staff-asker-store.ts'
import { NotFound, Refused } from '../refused.ts'
import { recordOfficeEvent } from './case-events.ts'
import { lockToWrite } from './lock-to-write.ts'
import { markNoteDeleted, notesOf } from './note-store.ts'

/** Deletes a note: its text is kept, and can be brought back. Throws NotFound or Refused. */
export async function deleteNote(
  context: Context,
  caller: Asker,
  appealId: string,
  noteId: string,
): Promise<void> {
  await inTransaction(context.db, async (trx) => {
    const asker = await holdOfficeFor(trx, caller, context.now())
    await lockNote(trx, asker, appealId, noteId)
    const at = context.now()
    if (!(await markNoteDeleted(trx, noteId, { by: asker.id, at }))) return
    const key = `noteDeleted:${randomUUID()}`
    await recordOfficeEvent(trx, asker, { appealId, type: 'noteDeleted', key, data: { noteId }, at })
  })
}

/** Brings a deleted note back: it is noted again. Throws NotFound or Refused. */
export async function restoreNote(
  context: Context,
  caller: Asker,
  appealId: string,
  noteId: string,
): Promise<void> {
  await inTransaction(context.db, async (trx) => {
    const asker = await holdOfficeFor(trx, caller, context.now())
    await lockNote(trx, asker, appealId, noteId)
    const at = context.now()
    if (!(await markNoteDeleted(trx, noteId, null))) return
    const key = `noted:${randomUUID()}`
    await recordOfficeEvent(trx, asker, { appealId, type: 'noted', key, data: { noteId }, at })
  })
}

async function lockNote(trx: Db, asker: Asker, appealId: string, noteId: string): Promise<void> {
  const { appeal, kind } = await lockToWrite(trx, asker, appealId)
  const note = (await notesOf(trx, appealId)).find(({ id }) => id === noteId)
  if (note === undefined || (kind === 'call' && note.kind !== 'call')) throw new NotFound()
  if (!mayDeleteNote(asker, note, appeal.facts)) throw new Refused(refuse('role_not_allowed'))
}

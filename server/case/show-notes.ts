import { can, standingFor } from '../../domain/appeal/can.ts'
import { mayDeleteNote } from '../../domain/appeal/note.ts'
import { toIso } from '../../domain/calendar/instant.ts'
import type { NoteRow, Notes } from '../../wire/case.ts'
import type { SentAppeal } from '../appeal/appeal-store.ts'
import { officeAppeal } from '../appeal/office-appeal-store.ts'
import type { Asker, Context, Db } from '../context.ts'
import { noteDraftOf, notesOf } from './note-store.ts'

/** The notes that this person reads: who opens no letters sees those of calls alone. Throws NotFound. */
export async function showNotes({ db }: Context, asker: Asker, appealId: string): Promise<Notes> {
  const appeal = await officeAppeal(db, asker, 'card', appealId)
  const draft = await noteDraftOf(db, appealId, asker.id)
  return { notes: await notesFor(db, asker, appeal), draft }
}

export async function notesFor(db: Db, asker: Asker, { id, facts }: SentAppeal): Promise<NoteRow[]> {
  const readsAll = standingFor(asker, 'readLetter', facts).length > 0
  const writes = can(asker, 'note', facts) === null || can(asker, 'callNote', facts) === null
  const notes = await notesOf(db, id)
  return notes
    .filter(({ kind }) => readsAll || kind === 'call')
    .map((note) => {
      const mayDelete = writes && mayDeleteNote(asker, note, facts)
      return {
        id: note.id,
        kind: note.kind,
        text: note.deleted === null || mayDelete ? note.text : null,
        by: note.author,
        mine: note.writtenBy === asker.id,
        at: toIso(note.writtenAt),
        deleted: note.deleted === null ? null : { by: note.deleted.by, at: toIso(note.deleted.at) },
        mayDelete,
      }
    })
}

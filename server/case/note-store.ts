import { sql } from 'kysely'
import { type PersonName, shortName } from '../../domain/person/name.ts'
import type { Db } from '../context.ts'

/** A note as it is kept. Times are epoch milliseconds. */
export interface KeptNote {
  readonly id: string
  readonly kind: 'note' | 'call'
  readonly text: string
  readonly writtenBy: string
  readonly author: string
  readonly writtenAt: number
  readonly deleted: { readonly by: string; readonly at: number } | null
}

const nameOf = (name: PersonName) => shortName(name)

/** The notes of an appeal, the newest first, deleted ones too. */
export async function notesOf(db: Db, appealId: string): Promise<KeptNote[]> {
  const rows = await db
    .selectFrom('note')
    .innerJoin('staff as author', 'author.id', 'note.written_by')
    .leftJoin('staff as deleter', 'deleter.id', 'note.deleted_by')
    .selectAll('note')
    .select(['author.surname', 'author.given_name', 'author.patronymic'])
    .select([
      'deleter.surname as deleter_surname',
      'deleter.given_name as deleter_given_name',
      'deleter.patronymic as deleter_patronymic',
    ])
    .where('note.appeal_id', '=', appealId)
    .orderBy('note.written_at', 'desc')
    // Two of one moment keep the order of the history.
    .orderBy(
      sql`(select min(seq) from event where event.appeal_id = note.appeal_id and event.type = 'noted'
        and event.data ->> 'noteId' = note.id::text)`,
      'desc',
    )
    .execute()
  return rows.map((row) => ({
    id: row.id,
    kind: row.kind,
    text: row.text,
    writtenBy: row.written_by,
    author: nameOf({ family: row.surname, given: row.given_name, patronymic: row.patronymic }),
    writtenAt: row.written_at.getTime(),
    deleted:
      row.deleted_at === null
        ? null
        : {
            by: nameOf({
              family: row.deleter_surname ?? '',
              given: row.deleter_given_name ?? '',
              patronymic: row.deleter_patronymic,
            }),
            at: row.deleted_at.getTime(),
          },
  }))
}

export async function insertNote(
  trx: Db,
  note: { id: string; appealId: string; kind: 'note' | 'call'; text: string; by: string; at: number },
): Promise<void> {
  const { id, appealId, kind, text, by, at } = note
  await trx
    .insertInto('note')
    .values({ id, appeal_id: appealId, kind, text, written_by: by, written_at: new Date(at) })
    .execute()
}

/** Deletes a note, or brings it back with null; its text stays. False when it was so already. */
export async function markNoteDeleted(
  trx: Db,
  noteId: string,
  deleted: { by: string; at: number } | null,
): Promise<boolean> {
  const { numUpdatedRows } = await trx
    .updateTable('note')
    .set({ deleted_by: deleted?.by ?? null, deleted_at: deleted === null ? null : new Date(deleted.at) })
    .where('id', '=', noteId)
    .where('deleted_at', deleted === null ? 'is not' : 'is', null)
    .executeTakeFirstOrThrow()
  return numUpdatedRows === 1n
}

/** What somebody is writing and has not left yet; empty when it is nothing. */
export async function noteDraftOf(db: Db, appealId: string, staffId: string): Promise<string> {
  const row = await db
    .selectFrom('note_draft')
    .select('text')
    .where('appeal_id', '=', appealId)
    .where('staff_id', '=', staffId)
    .executeTakeFirst()
  return row?.text ?? ''
}

/** Keeps what is being written; nothing is kept of an empty text. */
export async function saveNoteDraft(
  db: Db,
  draft: { appealId: string; staffId: string; text: string; at: number },
): Promise<void> {
  const { appealId, staffId, text, at } = draft
  if (text === '') {
    await db
      .deleteFrom('note_draft')
      .where('appeal_id', '=', appealId)
      .where('staff_id', '=', staffId)
      .execute()
    return
  }
  const kept = { text, saved_at: new Date(at) }
  await db
    .insertInto('note_draft')
    .values({ appeal_id: appealId, staff_id: staffId, ...kept })
    .onConflict((same) => same.columns(['appeal_id', 'staff_id']).doUpdateSet(kept))
    .execute()
}

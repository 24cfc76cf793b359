import type { Db } from '../context.ts'

/** The file with the pages of the letter whose PDF is this file; null while nobody has looked at them. */
export async function drawnPages(db: Db, letterFileId: string): Promise<string | null> {
  const row = await db
    .selectFrom('letter_pages')
    .select('file_id')
    .where('letter_file_id', '=', letterFileId)
    .executeTakeFirst()
  return row?.file_id ?? null
}

/** Keeps them; false where the letter is there no more, or another process was first. */
export async function keepDrawnPages(trx: Db, letterFileId: string, fileId: string): Promise<boolean> {
  // Held until the commit, so that the letter isn't deleted meanwhile.
  const letter = await trx
    .selectFrom('file')
    .select('id')
    .where('id', '=', letterFileId)
    .forUpdate()
    .executeTakeFirst()
  if (letter === undefined) return false
  const { numInsertedOrUpdatedRows } = await trx
    .insertInto('letter_pages')
    .values({ letter_file_id: letterFileId, file_id: fileId })
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirst()
  return numInsertedOrUpdatedRows === 1n
}

/** Deletes the rows of what was drawn of these letters; answers the ids of the files. */
export async function deleteDrawnPages(trx: Db, letterFileIds: readonly string[]): Promise<string[]> {
  if (letterFileIds.length === 0) return []
  const rows = await trx
    .deleteFrom('letter_pages')
    .where('letter_file_id', 'in', letterFileIds)
    .returning('file_id')
    .execute()
  return rows.map(({ file_id }) => file_id)
}

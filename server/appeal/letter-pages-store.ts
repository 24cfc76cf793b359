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

/** Holds a letter until the transaction ends, to keep its pages; false where it is gone, or has them already. */
export async function holdUndrawn(trx: Db, letterFileId: string): Promise<boolean> {
  const letter = await trx
    .selectFrom('file')
    .select('id')
    .where('id', '=', letterFileId)
    .forUpdate()
    .executeTakeFirst()
  return letter !== undefined && (await drawnPages(trx, letterFileId)) === null
}

/** Keeps the pages of a letter that is held. */
export async function keepDrawnPages(trx: Db, letterFileId: string, fileId: string): Promise<void> {
  await trx.insertInto('letter_pages').values({ letter_file_id: letterFileId, file_id: fileId }).execute()
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

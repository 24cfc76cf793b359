import type { Db } from '../context.ts'

/** The words of acts on an appeal, by the ids that its events name. */
export async function remarkTexts(db: Db, appealId: string): Promise<Map<string, string>> {
  const rows = await db
    .selectFrom('remark')
    .select(['id', 'text'])
    .where('appeal_id', '=', appealId)
    .execute()
  return new Map(rows.map(({ id, text }) => [id, text]))
}

import type { Localised } from '../../domain/language.ts'
import type { Db } from '../context.ts'

/** The names of all units by their ids, closed ones too. */
export async function unitNames(db: Db): Promise<ReadonlyMap<string, Localised>> {
  const rows = await db
    .selectFrom('unit')
    .select(['id', 'name'])
    .orderBy('created_at')
    .orderBy('code')
    .execute()
  return new Map(rows.map(({ id, name }) => [id, name as unknown as Localised]))
}

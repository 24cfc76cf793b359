import type { Localised } from '../../domain/language.ts'
import { type PersonName, shortName } from '../../domain/person/name.ts'
import type { Db } from '../context.ts'

const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/

/** «Иманбекова С. М.» of each of these; who left is named too. */
export async function staffNames(db: Db, keys: readonly string[]): Promise<ReadonlyMap<string, string>> {
  const ids = keys.filter((key) => uuid.test(key))
  if (ids.length === 0) return new Map()
  const rows = await db
    .selectFrom('staff')
    .select(['id', 'surname', 'given_name', 'patronymic'])
    .where('id', 'in', ids)
    .execute()
  return new Map(
    rows.map(({ id, surname, given_name, patronymic }) => {
      const name: PersonName = { family: surname, given: given_name, patronymic }
      return [id, shortName(name)]
    }),
  )
}

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

import type { PersonName } from '../../domain/person/name.ts'
import type { Db } from '../context.ts'

/** A member of staff as letters name them. */
export interface StaffMember {
  readonly id: string
  readonly name: PersonName
  readonly extension: string | null
}

/** Throws when there is none: whoever acts is signed in. */
export async function findStaffMember(db: Db, staffId: string): Promise<StaffMember> {
  const row = await db
    .selectFrom('staff')
    .select(['id', 'surname', 'given_name', 'patronymic', 'extension'])
    .where('id', '=', staffId)
    .executeTakeFirstOrThrow()
  const name = { family: row.surname, given: row.given_name, patronymic: row.patronymic }
  return { id: row.id, name, extension: row.extension }
}

import { sql } from 'kysely'
import { sentStatuses } from '../../domain/appeal/status.ts'
import type { Db } from '../context.ts'

/** §2: threads in which the company has acted since the client last looked. */
export async function countUnread(db: Db, personId: string): Promise<number> {
  const row = await db
    .selectFrom('appeal')
    .select((eb) => eb.fn.countAll<number>().as('n'))
    .where('person_id', '=', personId)
    .where('status', 'in', sentStatuses)
    .where(sql<boolean>`company_acted_at > coalesce(client_read_at, '-infinity')`)
    .executeTakeFirstOrThrow()
  return row.n
}

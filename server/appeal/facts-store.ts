import { sql } from 'kysely'
import type { AppealFacts } from '../../domain/appeal/can.ts'
import type { Db } from '../context.ts'
import { factColumns, factsOf } from './appeal-store.ts'

/** What `can` asks of each of these appeals, in one question; what is not sent is left out. */
export async function factsOfAll(db: Db, ids: readonly string[]): Promise<Map<string, AppealFacts>> {
  if (ids.length === 0) return new Map()
  const rows = await db
    .selectFrom('appeal')
    .innerJoin('prepared_letter as letter', 'letter.appeal_id', 'appeal.id')
    .innerJoin('signature', 'signature.letter_id', 'letter.id')
    .select(factColumns)
    .select('appeal.id')
    .where('appeal.id', '=', sql<string>`any(${[...ids]}::uuid[])`)
    .execute()
  return new Map(rows.map((row) => [row.id, factsOf(row)]))
}

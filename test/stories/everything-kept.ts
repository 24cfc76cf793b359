import { sql } from 'kysely'
import { connect } from '../../db/connect.ts'
import type { World } from '../world.ts'
import { type Heard, latin1 } from './leaks.ts'

/** Every row of every table, jobs too, and every line of the log: what stays behind on the server. */
export async function everythingKept({ database, logged }: World): Promise<Heard[]> {
  const owner = connect(database.ownerUrl, { max: 1 })
  try {
    const { rows: tables } = await sql<{ schema: string; name: string }>`
      select table_schema as schema, table_name as name from information_schema.tables
      where table_schema in ('public', 'graphile_worker') and table_type = 'BASE TABLE'`.execute(owner)
    const kept: Heard[] = [{ where: 'log', bytes: latin1(Buffer.from(JSON.stringify(logged))) }]
    for (const { schema, name } of tables) {
      const { rows } = await sql<{ row: string }>`
        select to_json(t)::text as row from ${sql.table(`${schema}.${name}`)} as t`.execute(owner)
      for (const { row } of rows) kept.push({ where: `table ${name}`, bytes: latin1(Buffer.from(row)) })
    }
    return kept
  } finally {
    await owner.destroy()
  }
}

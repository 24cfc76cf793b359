import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import pg from 'pg'
import { withTemporaryDatabase } from '../../db/embedded/temporary-database.ts'
import { generateTables } from '../../db/generate-tables.ts'
import { migrate } from '../../db/migrate.ts'
import { projectRoot } from '../../db/project-root.ts'

/** `otinish tables`: migrates an empty database and writes db/tables.ts from it. */
export async function run(): Promise<number> {
  const file = join(projectRoot(), 'db', 'tables.ts')
  await withTemporaryDatabase(async ({ ownerUrl }) => {
    await migrate({ ownerUrl, now: new Date() })
    const client = new pg.Client({ connectionString: ownerUrl })
    await client.connect()
    try {
      writeFileSync(file, await generateTables(client))
    } finally {
      await client.end()
    }
  })
  console.log(`written: ${file}`)
  return 0
}

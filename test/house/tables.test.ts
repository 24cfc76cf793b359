import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import pg from 'pg'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { generateTables } from '../../db/generate-tables.ts'
import { projectRoot } from '../../db/project-root.ts'
import { createTestDatabase, type TestDatabase } from '../database.ts'

let database: TestDatabase
beforeAll(async () => {
  database = await createTestDatabase()
})
afterAll(() => database.drop())

test('db/tables.ts is what the migrated database says; else run: npx otinish tables', async () => {
  const client = new pg.Client({ connectionString: database.ownerUrl })
  await client.connect()
  const generated = await generateTables(client).finally(() => client.end())
  expect(readFileSync(join(projectRoot(), 'db/tables.ts'), 'utf8')).toBe(generated)
})

import { randomBytes } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { connect } from '../db/connect.ts'
import { readConfig } from '../server/config.ts'
import type { Context } from '../server/context.ts'
import { diskStorage } from '../server/file-storage.ts'
import { noTrust } from '../server/signature/load-trust.ts'
import { createTestDatabase, type TestDatabase } from './database.ts'

/** A real database with nothing in it but the world's own row, and no server: for what happens at the command line. */
export interface BareContext {
  readonly context: Context
  readonly database: TestDatabase
  close(): Promise<void>
}

/**
 * @param now what the clock says, ISO
 * @param demo whether the database is marked as a demo's
 */
export async function createBareContext(now = '2026-01-12T05:30:00Z', demo = false): Promise<BareContext> {
  const database = await createTestDatabase()
  const filesDir = await mkdtemp(join(tmpdir(), 'otinish-bare-'))
  const db = connect(database.appUrl)
  await db
    .insertInto('world')
    .values({ demo, clock_offset_ms: null, made_at: new Date(now) })
    .execute()
  const context: Context = {
    db,
    config: readConfig({
      DATABASE_URL: database.appUrl,
      FILES_URL: filesDir,
      MASTER_KEY: randomBytes(32).toString('hex'),
    }),
    demo,
    now: () => Date.parse(now),
    moveClock: async () => {},
    files: diskStorage(join(filesDir, 'files')),
    trust: noTrust,
    log: () => {},
  }
  return {
    context,
    database,
    close: async () => {
      await db.destroy()
      await database.drop()
      await rm(filesDir, { recursive: true, force: true })
    },
  }
}

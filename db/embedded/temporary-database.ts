import { chmodSync, mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { EmbeddedRefusal } from './embedded-refusal.ts'
import { takeOwnerLock } from './owner-lock.ts'
import { type EmbeddedDatabase, startEmbedded, stopAbandoned } from './start-embedded.ts'

const PREFIX = 'otinish-database-'

/** For databases nobody will miss: no waiting for the disk. */
const IN_A_HURRY = { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off' }

/**
 * A database in the system's temporary folder; `stop` deletes it. Clears away those whose process was killed.
 */
export async function startTemporaryDatabase(): Promise<EmbeddedDatabase> {
  sweepAbandoned()
  const dataDir = mkdtempSync(join(tmpdir(), PREFIX))
  // mkdtemp closes the folder to everybody else, PostgreSQL's account included.
  if (process.getuid?.() === 0) chmodSync(dataDir, 0o711)
  const database = await startEmbedded({ dataDir, settings: { ...IN_A_HURRY, max_connections: '200' } })
  return {
    ...database,
    stop: async () => {
      await database.stop()
      rmSync(dataDir, { recursive: true, force: true })
    },
  }
}

/** Runs `work` on a temporary database and deletes it, whatever `work` does. */
export async function withTemporaryDatabase(
  work: (database: EmbeddedDatabase) => Promise<void>,
): Promise<void> {
  const database = await startTemporaryDatabase()
  try {
    await work(database)
  } finally {
    await database.stop()
  }
}

function sweepAbandoned(): void {
  for (const name of readdirSync(tmpdir()).filter((found) => found.startsWith(PREFIX))) {
    const dataDir = join(tmpdir(), name)
    try {
      // Without a lock file it is either just being made or was never used.
      if (!readdirSync(dataDir).includes('start.lock')) continue
      takeOwnerLock(join(dataDir, 'start.lock'))
    } catch (error) {
      if (error instanceof EmbeddedRefusal) continue
      // Another account's folder.
      if (['EACCES', 'EPERM', 'ENOENT'].includes((error as NodeJS.ErrnoException).code ?? '')) continue
      throw error
    }
    stopAbandoned(dataDir)
    rmSync(dataDir, { recursive: true, force: true })
  }
}

import { mkdir, readdir } from 'node:fs/promises'
import { join } from 'node:path'
import pg from 'pg'
import { holdRestore, isEmpty, loadSnapshot, queueJobs } from '../../db/load-snapshot.ts'
import { MigrationRefusal, migrate, refuseUnknown } from '../../db/migrate.ts'
import { diskStorage } from '../file-storage.ts'
import { jobsName, pooledOf, tableOf } from './backup-folder.ts'
import { BackupRefused } from './backup-refused.ts'
import { inParallel } from './in-parallel.ts'
import { type FileLine, type Manifest, readManifest } from './manifest.ts'
import { openFile, openRows } from './open-kept.ts'
import { checkBackup } from './verify-backup.ts'
import type { Measured } from './whole-file.ts'

export interface RestoreTask {
  readonly dir: string
  readonly backup: string
  readonly secretKeys: readonly string[]
  readonly masterKey: Uint8Array
  /** Of the role that will own the schema, in an empty database. */
  readonly ownerUrl: string
  /** An empty folder, or one that is not there yet. */
  readonly filesDir: string
  readonly now: Date
}

/**
 * Puts a backup into an empty database and an empty folder: all of it or nothing, everything compared before. What
 * came out is not served yet: the serving role has no rights, and the database is marked (db/migrate.ts). Throws
 * BackupRefused.
 */
export async function restore(task: RestoreTask): Promise<Manifest> {
  const { dir, backup, masterKey, secretKeys, ownerUrl, now } = task
  const manifest = await readManifest(dir, backup, masterKey)
  refuseNewer(manifest)
  const client = new pg.Client({ connectionString: ownerUrl })
  client.on('error', () => {})
  await client.connect()
  try {
    if (!(await holdRestore(client)))
      throw new BackupRefused('restoring', { database: client.database ?? '' })
    await refuseUsed(client, task)
    const { files, faults } = await checkBackup(dir, backup, manifest, null)
    if (faults[0] !== undefined) throw faults[0]
    const folder = join(dir, backup)
    const kept = new Map<string, Measured>(manifest.tables.map((table) => [table.name, table]))
    const open = (table: string) =>
      openRows(tableOf(folder, table), secretKeys, kept.get(table) ?? manifest.jobs)
    // A key that does not fit is told before anything is written.
    ;(await open(jobsName)).destroy()
    // Comparing may have taken hours.
    await refuseUsed(client, task)
    const put: string[] = []
    try {
      await putFiles(task, manifest, files, put)
      await refuseUsedDatabase(client)
      await loadSnapshot(client, { migrations: appliedIn(manifest), tables: manifest.tables, open })
    } catch (error) {
      const storage = diskStorage(task.filesDir)
      for (const id of put) await storage.delete(id)
      throw error
    }
    await migrate({ ownerUrl, now, restoring: true })
    await queueJobs(client, await open(jobsName))
  } finally {
    await client.end()
  }
  return manifest
}

const appliedIn = ({ migrations }: Manifest): ReadonlyMap<string, string> =>
  new Map(migrations.map(({ name, sha256 }) => [name, sha256]))

function refuseNewer(manifest: Manifest): void {
  try {
    refuseUnknown(appliedIn(manifest))
  } catch (error) {
    if (!(error instanceof MigrationRefusal)) throw error
    if (error.code !== 'made_by_newer') throw error
    throw new BackupRefused('newerSchema', { name: error.params.name ?? '' })
  }
}

async function refuseUsed(client: pg.Client, { filesDir }: RestoreTask): Promise<void> {
  await refuseUsedDatabase(client)
  const there = await readdir(filesDir, { recursive: true, withFileTypes: true }).catch((error: unknown) => {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return []
    throw error
  })
  if (there.some((entry) => !entry.isDirectory()))
    throw new BackupRefused('folderNotEmpty', { folder: filesDir })
}

async function refuseUsedDatabase(client: pg.Client): Promise<void> {
  if (await isEmpty(client)) return
  throw new BackupRefused('databaseNotEmpty', { database: client.database ?? '' })
}

/** Notes in `put` which files are from here: when the restore fails, these are removed, and no others. */
async function putFiles(
  { dir, secretKeys, filesDir }: RestoreTask,
  { publicKeys }: Manifest,
  files: ReadonlyMap<string, FileLine>,
  put: string[],
): Promise<void> {
  await mkdir(filesDir, { recursive: true, mode: 0o700 })
  const storage = diskStorage(filesDir)
  await inParallel(files.values(), async (line) => {
    const bytes = await openFile(pooledOf(dir, publicKeys, line.sealed.sha256), secretKeys, line)
    if ((await storage.head(line.id)) !== null)
      throw new BackupRefused('folderNotEmpty', { folder: filesDir })
    put.push(line.id)
    await storage.put(line.id, bytes)
  })
}

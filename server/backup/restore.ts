import { mkdir, readdir, rm } from 'node:fs/promises'
import { join } from 'node:path'
import pg from 'pg'
import { isEmpty, loadSnapshot, queueJobs } from '../../db/load-snapshot.ts'
import { MigrationRefusal, migrate, refuseUnknown } from '../../db/migrate.ts'
import { diskStorage } from '../file-storage.ts'
import { jobsName, pooledOf, tableOf } from './backup-folder.ts'
import { BackupRefused } from './backup-refused.ts'
import { inParallel } from './in-parallel.ts'
import { type FileLine, type Manifest, readManifest } from './manifest.ts'
import { openFile, openRows } from './open-kept.ts'
import { checkBackup } from './verify-backup.ts'

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
    await refuseUsed(client, task)
    const { files, faults } = await checkBackup(dir, backup, manifest, null)
    if (faults[0] !== undefined) throw faults[0]
    const folder = join(dir, backup)
    const open = (table: string) => openRows(tableOf(folder, table), secretKeys)
    // A key that does not fit is told before anything is written.
    ;(await open(jobsName)).destroy()
    try {
      await putFiles(task, manifest, files)
      await loadSnapshot(client, { migrations: appliedIn(manifest), tables: manifest.tables, open })
    } catch (error) {
      await clear(task.filesDir)
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
  if (!(await isEmpty(client))) {
    throw new BackupRefused('databaseNotEmpty', { database: client.database ?? '' })
  }
  const there = await readdir(filesDir, { recursive: true, withFileTypes: true }).catch(() => [])
  if (there.some((entry) => !entry.isDirectory()))
    throw new BackupRefused('folderNotEmpty', { folder: filesDir })
}

async function putFiles(
  { dir, secretKeys, filesDir }: RestoreTask,
  { publicKeys }: Manifest,
  files: ReadonlyMap<string, FileLine>,
): Promise<void> {
  await mkdir(filesDir, { recursive: true, mode: 0o700 })
  const storage = diskStorage(filesDir)
  await inParallel(files.values(), async ({ id, sealed }) => {
    const path = pooledOf(dir, publicKeys, sealed.sha256)
    await storage.put(id, await openFile(path, secretKeys, sealed.sha256))
  })
}

/** The folder was empty: whatever is in it came from here. */
async function clear(folder: string): Promise<void> {
  for (const name of await readdir(folder).catch(() => [])) {
    await rm(join(folder, name), { recursive: true, force: true })
  }
}

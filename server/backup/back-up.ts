import { mkdir, rm, statfs } from 'node:fs/promises'
import { join } from 'node:path'
import type { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { createGzip } from 'node:zlib'
import pg from 'pg'
import { type Snapshot, withSnapshot } from '../../db/snapshot.ts'
import { holdDeletions } from '../attachment/deletion-store.ts'
import type { Context } from '../context.ts'
import { keepName } from '../file-storage.ts'
import { encrypted } from './age.ts'
import { backupName, backupsIn, jobsName, tableOf } from './backup-folder.ts'
import { BackupRefused } from './backup-refused.ts'
import { copyFiles } from './copy-files.ts'
import { keyCheckOf, type Manifest, writeManifest } from './manifest.ts'
import { writeWhole } from './whole-file.ts'

/** What a backup has become. */
export interface MadeBackup {
  readonly name: string
  readonly rows: number
  readonly files: number
  /** Of the files, those that lay in the folder already. */
  readonly kept: number
  /** Files that the database knows and whose bytes are gone or damaged. */
  readonly lost: readonly string[]
}

/**
 * Makes a backup while the site runs: all rows as they are at one moment, then the files they name, which nobody
 * deletes meanwhile, then the manifest. Throws BackupRefused.
 */
export async function backUp(
  context: Context,
  dir: string,
  publicKeys: readonly string[],
): Promise<MadeBackup> {
  const client = new pg.Client({ connectionString: context.config.databaseUrl, application_name: 'otinish' })
  let lost = false
  const lose = (): void => {
    lost = true
  }
  client.on('error', lose).on('end', lose)
  await client.connect()
  try {
    // Before the snapshot: what is deleted from now on, the snapshot may still name.
    if (!(await holdDeletions(client))) throw new BackupRefused('running')
    await mkdir(dir, { recursive: true, mode: 0o700 })
    const made: { folder: string | null } = { folder: null }
    try {
      const holds = async () =>
        !lost &&
        (await client.query('select 1').then(
          () => true,
          () => false,
        ))
      return await makeIn(context, client, { dir, publicKeys, made, holds })
    } catch (error) {
      // A full disk frees itself only when what could not be finished goes again.
      if (made.folder !== null) await rm(made.folder, { recursive: true, force: true })
      throw await inWords(error, dir)
    }
  } finally {
    await client.end()
  }
}

interface MakeTask {
  readonly dir: string
  readonly publicKeys: readonly string[]
  readonly made: { folder: string | null }
  /** Is the connection still there that holds deletions back? */
  readonly holds: () => Promise<boolean>
}

async function makeIn(
  context: Context,
  client: pg.Client,
  { dir, publicKeys, made, holds }: MakeTask,
): Promise<MadeBackup> {
  const earlier = await backupsIn(dir)
  const { name, folder, ids, ...rows } = await withSnapshot(client, async (snapshot) => {
    const name = await freeName(dir, backupName(snapshot.takenAt))
    const folder = join(dir, name)
    made.folder = folder
    return { name, folder, ...(await copyRows(snapshot, folder, publicKeys)) }
  })
  const files = await copyFiles(context, { dir, folder, publicKeys, ids, earlier })
  const manifest: Manifest = {
    format: 1,
    ...rows,
    demo: context.demo,
    publicKeys: [...publicKeys],
    files: { count: files.count, ...files.list, lost: [...files.lost] },
    keyCheck: keyCheckOf(context.config.masterKey),
  }
  await keepName(dir)
  // Without it, what the rows name could be deleted before it was copied.
  if (!(await holds())) throw new BackupRefused('disconnected')
  await writeManifest(folder, manifest, context.config.masterKey)
  return {
    name,
    rows: manifest.tables.reduce((sum, table) => sum + table.rows, 0),
    files: files.count,
    kept: files.kept,
    lost: files.lost,
  }
}

/** Two backups within a second have two folders. */
async function freeName(dir: string, first: string): Promise<string> {
  for (let number = 1; ; number += 1) {
    const name = number === 1 ? first : `${first}-${number}`
    try {
      await mkdir(join(dir, name), { mode: 0o700 })
      return name
    } catch (error) {
      if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error
    }
  }
}

async function copyRows(snapshot: Snapshot, folder: string, publicKeys: readonly string[]) {
  const copy = async (name: string, rows: Readable & { rowCount: number }) => {
    const gzip = createGzip({ level: 4 })
    // A failure goes on to who reads the packed rows.
    pipeline(rows, gzip).catch(() => {})
    const kept = await writeWhole(tableOf(folder, name), await encrypted(gzip, publicKeys))
    return { rows: rows.rowCount, ...kept }
  }
  const tables = []
  for (const { name, columns } of snapshot.tables) {
    const rows = snapshot.copyTable({ name, columns })
    tables.push({ name, columns: [...columns], ...(await copy(name, rows)) })
  }
  const jobs = await copy(jobsName, snapshot.copyJobs())
  // A destroyed key opens nothing any more, so its files are none.
  const files = await snapshot.rows<{ id: string }>(
    `select file.id from file join file_key on file_key.id = file.key_id
      where file_key.wrapped is not null order by file.id`,
  )
  return {
    takenAt: snapshot.takenAt.toISOString(),
    server: snapshot.serverVersion,
    migrations: [...snapshot.migrations].map(([name, sha256]) => ({ name, sha256 })),
    tables,
    jobs,
    ids: files.map(({ id }) => id),
  }
}

/** A full disk is the operator's to mend. */
async function inWords(error: unknown, dir: string): Promise<unknown> {
  const code = error instanceof Error && 'code' in error ? error.code : ''
  if (code !== 'ENOSPC' && code !== 'EDQUOT') return error
  const free = await statfs(dir).then(
    ({ bavail, bsize }) => ((Number(bavail) * Number(bsize)) / 2 ** 30).toFixed(1),
    () => '–',
  )
  return new BackupRefused('full', { dir, free })
}

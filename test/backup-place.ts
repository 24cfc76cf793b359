import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, relative } from 'node:path'
import pg from 'pg'
import { vi } from 'vitest'
import { main } from '../bin/cli.ts'
import { migrate } from '../db/migrate.ts'
import { newBackupKey } from '../server/backup/age.ts'
import { backUp } from '../server/backup/back-up.ts'
import { acceptMasterKey } from '../server/master-key/accept-master-key.ts'
import { queueJob } from '../server/queue-job.ts'
import { createEmptyDatabase, type TestDatabase } from './database.ts'
import type { AskedWorld } from './signed-world.ts'
import { loadTables, readKeptWorld } from './worlds/kept-world.ts'
import { openKeptWorld } from './worlds/open-world.ts'

/** Where a site is, as a command is told by its environment. */
export interface Place {
  readonly database: TestDatabase
  readonly filesDir: string
  readonly masterKey: Uint8Array
}

/** Runs `otinish …` in this process, in English unless told; what it printed, the refusals too. */
export async function otinishAt(place: Place, ...args: string[]): Promise<{ exit: number; said: string }> {
  vi.stubEnv('DATABASE_URL', place.database.appUrl)
  vi.stubEnv('DATABASE_OWNER_URL', place.database.ownerUrl)
  vi.stubEnv('FILES_URL', place.filesDir)
  vi.stubEnv('MASTER_KEY', Buffer.from(place.masterKey).toString('hex'))
  vi.stubEnv('LC_ALL', 'en')
  const lines: string[] = []
  const hear = (text: string): void => void lines.push(text)
  const spies = [vi.spyOn(console, 'log'), vi.spyOn(console, 'error')]
  for (const spy of spies) spy.mockImplementation(hear)
  try {
    return { exit: await main(args), said: lines.join('\n') }
  } finally {
    for (const spy of spies) spy.mockRestore()
    vi.unstubAllEnvs()
  }
}

/** An empty database and an empty folder; `clear` removes both. */
export async function emptyPlace(
  masterKey: Uint8Array,
): Promise<Place & { readonly clear: () => Promise<void> }> {
  const folder = await mkdtemp(join(tmpdir(), 'otinish-restored-'))
  const database = await createEmptyDatabase()
  return {
    database,
    filesDir: join(folder, 'files'),
    masterKey,
    clear: async () => {
      await database.drop()
      await rm(folder, { recursive: true, force: true })
    },
  }
}

/** Every row of every table of ours as text, and the jobs without what the runner numbers by itself. */
export async function rowsIn({ ownerUrl }: TestDatabase): Promise<Record<string, string[]>> {
  const client = new pg.Client({ connectionString: ownerUrl })
  await client.connect()
  try {
    const { rows: tables } = await client.query<{ name: string }>(
      "select relname as name from pg_class where relnamespace = 'public'::regnamespace and relkind = 'r' order by 1",
    )
    const found: Record<string, string[]> = {}
    for (const { name } of tables) {
      const { rows } = await client.query<{ row: string }>(
        `select t::text as row from "${name}" t order by 1`,
      )
      found[name] = rows.map(({ row }) => row)
    }
    const { rows: jobs } = await client.query<{ row: string }>(
      `select row(task_identifier, queue_name, run_at, max_attempts, key, priority, flags)::text as row
         from graphile_worker.jobs order by 1`,
    )
    return { ...found, jobs: jobs.map(({ row }) => row) }
  } finally {
    await client.end()
  }
}

/** Every file of a folder with its bytes in hexadecimal, by path. */
export async function bytesIn(folder: string): Promise<Record<string, string>> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true }).catch(() => [])
  const paths = entries
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .sort()
  const bytes = await Promise.all(paths.map((path) => readFile(path, 'hex')))
  return Object.fromEntries(paths.map((path, at) => [relative(folder, path), bytes[at] ?? '']))
}

/** Changes one byte in the middle of a file. */
export async function damage(path: string): Promise<void> {
  const bytes = await readFile(path)
  const middle = Math.floor(bytes.length / 2)
  bytes[middle] = (bytes[middle] ?? 0) ^ 1
  await writeFile(path, bytes)
}

/**
 * A kept world, served with the schema of now or of its time, and its backup in `dir`, whose secret key is in
 * `keyFile`.
 */
export async function backedUp(
  name: string,
  { dir, keyFile, migrated }: { dir: string; keyFile: string; migrated: boolean },
): Promise<AskedWorld> {
  const kept = readKeptWorld(name)
  const database = await createEmptyDatabase()
  await loadTables(database.ownerUrl, kept)
  if (migrated) await migrate({ ownerUrl: database.ownerUrl, now: new Date(kept.now) })
  const world = await openKeptWorld(kept, database)
  if (migrated) await acceptMasterKey(world.context.db, world.context.config.masterKey, world.context.now())
  await queueJob(world.context.db, 'sweep', {}, 60_000)
  const key = await newBackupKey()
  await writeFile(keyFile, key.secret)
  await backUp(world.context, dir, [key.public])
  return world
}

/** Runs one statement as the owner of the schema. */
export async function onOwner(database: TestDatabase, statement: string): Promise<void> {
  const client = new pg.Client({ connectionString: database.ownerUrl })
  await client.connect()
  await client.query(statement).finally(() => client.end())
}

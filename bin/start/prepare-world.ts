import { existsSync, mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import pg from 'pg'
import { connect } from '../../db/connect.ts'
import type { EmbeddedDatabase } from '../../db/embedded/start-embedded.ts'
import { migrate, pendingMigrations } from '../../db/migrate.ts'
import { readMasterKey, SetupRefused } from '../../server/config.ts'
import { acceptMasterKey } from '../../server/master-key/accept-master-key.ts'
import { holdsSecrets } from '../../server/master-key/sealed-store.ts'
import { awaitDatabase } from '../../server/process/await-database.ts'
import { wordsHere } from '../terminal/terminal-words.ts'
import { ensureMasterKey } from './master-key.ts'
import type { StartSettings } from './start-settings.ts'

export interface PreparedWorld {
  /** What web, worker and demo read from their environment. */
  readonly env: NodeJS.ProcessEnv
  /** This is the first start on an embedded database, or the one before was killed while making the demo world. */
  readonly wantsDemo: boolean
}

/** In the data folder while the demo world is being made: a start that finds it begins the world again. */
const markOf = (dataDir: string): string => join(dataDir, 'demo-unfinished')

/**
 * Migrates, finds or makes the master key, and marks a new database as demo or real. Throws SetupRefused,
 * MasterKeyRefused.
 */
export async function prepareWorld(
  settings: StartSettings,
  database: EmbeddedDatabase | undefined,
): Promise<PreparedWorld> {
  mkdirSync(settings.dataDir, { recursive: true })
  if (database && existsSync(markOf(settings.dataDir))) await beginAnew(settings, database)
  const ownerUrl = database?.ownerUrl ?? settings.databaseOwnerUrl
  const now = new Date()
  const url = database?.appUrl ?? settings.databaseUrl ?? ''
  const whenWaiting = () => console.error(`otinish: ${wordsHere().start.waiting}`)
  for (const one of database ? [] : [ownerUrl ?? url, url]) await awaitDatabase(one, whenWaiting)
  if (ownerUrl) await migrate({ ownerUrl, now })
  else await refusePending(url)

  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    const keyFile = await ownMasterKey(settings, url, now)
    const demo = database !== undefined
    const { rows: worlds } = await client.query<{ demo: boolean }>('select demo from world')
    const isNew = worlds[0] === undefined
    if (isNew && demo) writeFileSync(markOf(settings.dataDir), '')
    if (isNew) await client.query('insert into world (demo, made_at) values ($1, $2)', [demo, now])
    return {
      wantsDemo: isNew && demo,
      env: {
        DATABASE_URL: url,
        // Their part is to serve: what may migrate stays with the start.
        DATABASE_OWNER_URL: undefined,
        FILES_URL: settings.filesUrl,
        DATA_DIR: settings.dataDir,
        ...(keyFile === undefined ? {} : { MASTER_KEY_FILE: keyFile }),
      },
    }
  } finally {
    await client.end()
  }
}

/**
 * Finds or makes the master key, and lets the start go on only if it is the one of this database. Answers the file it
 * lies in; undefined where the operator gives it. Throws MasterKeyRefused.
 */
async function ownMasterKey(settings: StartSettings, url: string, now: Date): Promise<string | undefined> {
  const db = connect(url, { max: 1, onIdleError: () => {} })
  try {
    const file = settings.masterKey
      ? undefined
      : ensureMasterKey(settings.dataDir, settings.filesUrl, await holdsSecrets(db))
    const masterKey = readMasterKey(file === undefined ? process.env : { MASTER_KEY_FILE: file })
    await acceptMasterKey(db, masterKey, now.getTime())
    return file
  } finally {
    await db.destroy()
  }
}

/**
 * Waits for the demo world to be made.
 * @param ended how the process making it ended
 * Throws SetupRefused when it failed; the next start makes it from the beginning.
 */
export async function makeDemoOnce(dataDir: string, ended: Promise<string>): Promise<void> {
  console.error(`otinish: ${wordsHere().start.makingDemo}`)
  const how = await ended
  if (how === 'exit code 0') rmSync(markOf(dataDir), { force: true })
  else if (how !== 'a signal') throw new SetupRefused('demoNotMade', { how })
}

/** Half a demo world is worth nothing and can't be completed; nobody has used it yet. */
async function beginAnew(settings: StartSettings, database: EmbeddedDatabase): Promise<void> {
  await database.recreate()
  if (settings.filesUrl.startsWith('file:')) {
    rmSync(fileURLToPath(settings.filesUrl), { recursive: true, force: true })
  }
}

async function refusePending(url: string): Promise<void> {
  const pending = await pendingMigrations(url)
  if (pending.length === 0) return
  throw new SetupRefused('ownerNeeded', { names: pending.join(', ') })
}

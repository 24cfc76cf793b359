import { randomBytes } from 'node:crypto'
import { chmodSync, existsSync, mkdirSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'
import pg from 'pg'
import { type Account, accountFor, canReach } from './account.ts'
import { type Cluster, checkCluster, makeCluster, stopOrphan, stopServer } from './cluster.ts'
import { type Credentials, newCredentials, readCredentials, writeCredentials } from './credentials.ts'
import { EmbeddedRefusal } from './embedded-refusal.ts'
import { installedNative, type NativeFolder, runnableNative } from './native-folder.ts'
import { takeOwnerLock } from './owner-lock.ts'
import { runServer } from './run-server.ts'

export interface EmbeddedOptions {
  /** Holds the lock, the passwords, the log and, where PostgreSQL's account can reach it, the database. */
  readonly dataDir: string
  /** For root only: where the database and the binaries go when `dataDir` is closed to PostgreSQL's account. */
  readonly publicPlace?: string
  /** Only for tests: the binaries as npm installed them. */
  readonly installed?: NativeFolder
  /** More PostgreSQL settings by name. */
  readonly settings?: Readonly<Record<string, string>>
}

/** A running database of our own, on a loopback port, with the roles `otinish_owner` and `otinish_app`. */
export interface EmbeddedDatabase {
  /** For migrations. */
  readonly ownerUrl: string
  /** For the serving processes. */
  readonly appUrl: string
  readonly port: number
  /** The postmaster's process number. */
  readonly pid: number
  /** Drops the database and makes an empty one in its place. */
  recreate(): Promise<void>
  /** Resolves when the server has ended, asked or unasked. */
  readonly ended: Promise<void>
  /** Stops the server, waits until it is gone and gives the lock back. */
  stop(): Promise<void>
}

/**
 * Starts the embedded database of a data folder; on a first start it makes it.
 * Throws EmbeddedRefusal with words for the user, `already_running` among them: then nothing was touched.
 */
export async function startEmbedded(options: EmbeddedOptions): Promise<EmbeddedDatabase> {
  const dataDir = resolve(options.dataDir)
  makeDataDir(dataDir)
  const lock = takeOwnerLock(join(dataDir, 'start.lock'))
  try {
    const { cluster, credentials } = prepare(dataDir, options)
    stopOrphan(cluster)
    const { child, port } = await runServer(cluster, {
      preferredPort: credentials.port,
      adminPassword: credentials.adminPassword,
      credentialsFile: join(dataDir, 'database.json'),
      logFile: join(dataDir, 'postgres.log'),
      settings: options.settings ?? {},
    })
    const ended = new Promise<void>((done) => {
      if (child.exitCode !== null || child.signalCode !== null) done()
      child.once('exit', () => done())
    })
    const stop = async (): Promise<void> => {
      if (child.exitCode === null && child.signalCode === null) stopServer(cluster)
      await ended
      lock.release()
    }
    try {
      if (port !== credentials.port) writeCredentials(dataDir, { ...credentials, port })
      await ensureRoles(port, credentials)
    } catch (error) {
      await stop()
      throw error
    }
    const url = (role: string, password: string): string =>
      `postgres://${role}:${password}@127.0.0.1:${port}/otinish`
    return {
      ownerUrl: url('otinish_owner', credentials.ownerPassword),
      appUrl: url('otinish_app', credentials.appPassword),
      port,
      pid: child.pid ?? 0,
      recreate: async () => {
        await asAdmin(port, credentials, (client) => client.query('drop database otinish with (force)'))
        await ensureRoles(port, credentials)
      },
      ended,
      stop,
    }
  } catch (error) {
    lock.release()
    throw error
  }
}

function prepare(dataDir: string, options: EmbeddedOptions): { cluster: Cluster; credentials: Credentials } {
  const publicPlace = options.publicPlace ?? '/var/lib/otinish'
  let credentials = readCredentials(dataDir)
  if (!credentials) {
    refuseLost(dataDir)
    credentials = newCredentials(placeFor(dataDir, publicPlace))
    writeCredentials(dataDir, credentials)
  }
  const folder = resolve(dataDir, credentials.cluster)
  const account = accountFor(folder)
  refuseUnreachable(account, dirname(folder))
  const native = runnableNative(options.installed ?? installedNative(), account, dirname(folder))
  const cluster = { folder, native, account }
  if (!credentials.made) {
    if (!existsSync(join(folder, 'PG_VERSION'))) makeCluster(cluster, credentials.adminPassword)
    credentials = { ...credentials, made: true }
    writeCredentials(dataDir, credentials)
  }
  checkCluster(cluster)
  return { cluster, credentials }
}

/** A start has been here before: new passwords, or an empty database beside the old one, would find nothing. */
function refuseLost(dataDir: string): void {
  const traces = [join(dataDir, 'postgres', 'PG_VERSION'), join(dataDir, 'postgres.log')]
  if (!traces.some((path) => existsSync(path))) return
  throw new EmbeddedRefusal('credentials_lost', { file: join(dataDir, 'database.json'), folder: dataDir })
}

/** Root's own folders are often closed to everybody else; PostgreSQL's account has to get through to its data. */
function makeDataDir(dataDir: string): void {
  if (existsSync(dataDir)) return
  mkdirSync(dataDir, { recursive: true })
  chmodSync(dataDir, process.getuid?.() === 0 ? 0o711 : 0o700)
}

function placeFor(dataDir: string, publicPlace: string): string {
  const account = accountFor(join(dataDir, 'postgres'))
  if (canReach(account, dataDir)) return 'postgres'
  const folder = join(publicPlace, randomBytes(6).toString('hex'))
  mkdirSync(publicPlace, { recursive: true })
  chmodSync(publicPlace, 0o755)
  console.error(
    `otinish: PostgreSQL does not run as root, and its account can't reach ${dataDir}; ` +
      `the database is made in ${folder}. Delete both together.`,
  )
  return folder
}

function refuseUnreachable(account: Account, folder: string): void {
  if (canReach(account, folder)) return
  throw new EmbeddedRefusal('data_unreachable', { uid: account.uid ?? 0, folder })
}

async function ensureRoles(port: number, credentials: Credentials): Promise<void> {
  await asAdmin(port, credentials, async (client) => {
    const roles = { otinish_owner: credentials.ownerPassword, otinish_app: credentials.appPassword }
    for (const [role, password] of Object.entries(roles)) {
      const { rowCount } = await client.query('select 1 from pg_roles where rolname = $1', [role])
      const verb = rowCount ? 'alter' : 'create'
      const rights = role === 'otinish_owner' ? 'createdb' : 'nocreatedb'
      await client.query(`${verb} role ${role} login ${rights} password '${password}'`)
    }
    const { rowCount } = await client.query("select 1 from pg_database where datname = 'otinish'")
    if (!rowCount) await client.query('create database otinish owner otinish_owner')
  })
}

async function asAdmin(
  port: number,
  { adminPassword: password }: Credentials,
  work: (client: pg.Client) => Promise<unknown>,
): Promise<void> {
  const client = new pg.Client({ host: '127.0.0.1', port, user: 'postgres', password, database: 'postgres' })
  await client.connect()
  try {
    await work(client)
  } finally {
    await client.end()
  }
}

/** Stops what a killed start left running over a data folder. The caller holds the folder's lock. */
export function stopAbandoned(dataDir: string): void {
  const credentials = readCredentials(dataDir)
  if (!credentials?.made) return
  const folder = resolve(dataDir, credentials.cluster)
  const account = accountFor(folder)
  stopOrphan({ folder, account, native: runnableNative(installedNative(), account, dirname(folder)) })
}

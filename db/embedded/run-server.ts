import { type ChildProcess, spawn } from 'node:child_process'
import { closeSync, existsSync, fstatSync, openSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import pg from 'pg'
import { type Cluster, serverEnvironment } from './cluster.ts'
import { EmbeddedRefusal } from './embedded-refusal.ts'
import { freePort } from './free-port.ts'
import { program } from './native-folder.ts'

/** A PostgreSQL that answers. */
export interface RunningServer {
  readonly child: ChildProcess
  readonly port: number
}

export interface ServerOptions {
  /** Taken when it is free; another one otherwise. 0 means any. */
  readonly preferredPort: number
  /** Of the superuser `postgres`; used to ask whether the server answers. */
  readonly adminPassword: string
  /** Where that password is kept: named where it is not the one of this database. */
  readonly credentialsFile: string
  readonly logFile: string
  /** More settings by name, as in postgresql.conf. */
  readonly settings: Readonly<Record<string, string>>
}

/** How long a start may take, recovery after a crash included. */
const PATIENCE_MS = 120_000

/**
 * Starts PostgreSQL on a loopback port and returns when it answers.
 * Throws EmbeddedRefusal `server_did_not_start` with the server's own last words.
 */
export async function runServer(cluster: Cluster, options: ServerOptions): Promise<RunningServer> {
  const deadline = Date.now() + PATIENCE_MS
  let port = await freePort(options.preferredPort)
  for (;;) {
    const attempt = await tryOnce(cluster, options, port, deadline)
    if ('child' in attempt) return { child: attempt.child, port }
    const { words } = attempt
    if (Date.now() < deadline && /Address already in use|could not create any TCP/.test(words)) {
      port = await freePort()
    } else if (Date.now() < deadline && /shared memory block .* is still in use/.test(words)) {
      // Children of a killed server are still on their way out.
      await sleep(100)
    } else {
      throw new EmbeddedRefusal('server_did_not_start', {
        folder: cluster.folder,
        file: options.logFile,
        reason: words,
      })
    }
  }
}

async function tryOnce(
  cluster: Cluster,
  options: ServerOptions,
  port: number,
  deadline: number,
): Promise<{ child: ChildProcess } | { words: string }> {
  const log = openSync(options.logFile, 'a', 0o600)
  const said = fstatSync(log).size
  const settings = {
    listen_addresses: '127.0.0.1',
    port: String(port),
    unix_socket_directories: '',
    timezone: 'UTC',
    log_timezone: 'UTC',
    ...options.settings,
  }
  const flags = Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`])
  const child = spawn(program(cluster.native, 'postgres'), ['-D', cluster.folder, ...flags], {
    ...cluster.account,
    cwd: '/',
    env: serverEnvironment(),
    // A session of its own: Ctrl-C reaches the terminal's whole group, and the database must stop last.
    detached: true,
    // To a file, never a pipe: an orphan writing to a closed pipe would die of it.
    stdio: ['ignore', log, log],
  })
  closeSync(log)
  let ended: string | undefined
  child.once('error', (error) => {
    ended = error.message
  })
  child.once('exit', () => {
    ended ??= ''
  })
  while (ended === undefined && Date.now() < deadline) {
    // Asked for first: what answers once ours is ready is ours, while before it may be another's at this port.
    const ready = isReady(cluster, child, port)
    const said = await answers(port, options.adminPassword)
    if (said === 'yes') return { child }
    if (said === 'refused' && ready && ended === undefined) {
      child.kill('SIGINT')
      while (ended === undefined) await sleep(20)
      throw new EmbeddedRefusal('credentials_wrong', {
        file: options.credentialsFile,
        folder: cluster.folder,
      })
    }
    await sleep(20)
  }
  if (ended === undefined) child.kill('SIGQUIT')
  const words = readFileSync(options.logFile).subarray(said).toString('utf8').trim()
  return { words: [ended, words].filter(Boolean).join('\n') || 'none' }
}

/** Whether this very server says that it takes connections at the port (postmaster.pid: lines 1, 4 and 8). */
function isReady({ folder }: Cluster, { pid }: ChildProcess, port: number): boolean {
  const file = join(folder, 'postmaster.pid')
  const lines = existsSync(file) ? readFileSync(file, 'utf8').split('\n') : []
  return Number(lines[0]) === pid && Number(lines[3]) === port && lines[7]?.trim() === 'ready'
}

/** `refused`: it answers, and this is not its password (28P01 of appendix A). */
async function answers(port: number, password: string): Promise<'yes' | 'no' | 'refused'> {
  const client = new pg.Client({ host: '127.0.0.1', port, user: 'postgres', password, database: 'postgres' })
  client.on('error', () => {})
  try {
    await client.connect()
    await client.query('select 1')
    return 'yes'
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === '28P01' ? 'refused' : 'no'
  } finally {
    await client.end().catch(() => {})
  }
}

import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { closeSync, openSync, readFileSync } from 'node:fs'
import { chmod, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import type { Kysely } from 'kysely'
import pg from 'pg'
import { connect } from '../../../db/connect.ts'
import { readCredentials } from '../../../db/embedded/credentials.ts'
import { startEmbedded } from '../../../db/embedded/start-embedded.ts'
import type { Tables } from '../../../db/tables.ts'
import type { Context } from '../../../server/context.ts'
import { recordDemo } from '../../../server/setting/setting-store.ts'
import { stageContext } from '../stage.ts'

/** One program that is measured: a web process of its own, on a PostgreSQL of its own that waits for the disk. */
export interface Side {
  readonly context: Context
  readonly owner: Kysely<Tables>
  readonly ownerUrl: string
  readonly origin: string
  /** Ends the web process and starts another; `profileTo`: it leaves its CPU profile in this folder when it ends. */
  restart(profileTo?: string): Promise<void>
  /** Counts statements by the log of PostgreSQL: `said` answers those of the web process since it was asked before. */
  statementsOf(work: (said: () => string[]) => Promise<unknown>): Promise<void>
  stop(): Promise<void>
}

export interface SideOptions {
  /** A checkout of the project that was built. */
  readonly root: string
  readonly port: number
  /** Epoch milliseconds. */
  readonly now: number
  /** Certificates whose keys count, base64 DER. */
  readonly trust: { readonly anchors: string[]; readonly intermediates: string[] }
}

export async function startSide({ root, port, now, trust }: SideOptions): Promise<Side> {
  const dataDir = await mkdtemp(join(tmpdir(), 'otinish-bench-sending-'))
  // Where we are root, PostgreSQL runs under an account of its own and must reach its folder.
  await chmod(dataDir, 0o755)
  const database = await startEmbedded({ dataDir })
  const context = await stageContext(database, dataDir, () => now)
  const owner = connect(database.ownerUrl)
  await recordDemo(context.db, 'trust.demo', trust, now)
  const origin = `http://127.0.0.1:${port}`
  const env = {
    ...process.env,
    DATABASE_URL: database.appUrl,
    FILES_URL: context.config.filesDir,
    MASTER_KEY: Buffer.from(context.config.masterKey).toString('hex'),
    PORT: String(port),
    TRUST_PROXY: '1',
    CLOCK: new Date(now).toISOString(),
  }
  const log = join(dataDir, 'web.log')
  const start = async (profileTo?: string): Promise<ChildProcess> => {
    const profile = profileTo === undefined ? [] : ['--cpu-prof', `--cpu-prof-dir=${profileTo}`]
    const out = openSync(log, 'a')
    const child = spawn(process.execPath, [...profile, join(root, 'dist/server/web.js')], {
      env,
      stdio: ['ignore', out, out],
    })
    closeSync(out)
    const isReady = () =>
      fetch(`${origin}/health/ready`).then(
        ({ ok }) => ok,
        () => false,
      )
    while (!(await isReady())) {
      if (child.exitCode !== null) throw new Error(`the web process ended: ${readFileSync(log, 'utf8')}`)
      await sleep(20)
    }
    return child
  }
  const end = async (child: ChildProcess): Promise<void> => {
    const ended = once(child, 'exit')
    child.kill('SIGTERM')
    await ended
  }
  let web = await start()
  const restart = async (profileTo?: string) => {
    await end(web)
    web = await start(profileTo)
  }
  return {
    context,
    owner,
    ownerUrl: database.ownerUrl,
    origin,
    restart,
    async statementsOf(work) {
      await logStatements(dataDir, database.port, 'all')
      await restart()
      const file = join(dataDir, 'postgres.log')
      let before = readFileSync(file, 'utf8').length
      await work(() => {
        const log = readFileSync(file, 'utf8')
        const said = statementsIn(log.slice(before))
        before = log.length
        return said
      })
      await logStatements(dataDir, database.port, 'none')
      await restart()
    },
    async stop() {
      await end(web)
      await Promise.all([owner.destroy(), context.db.destroy()])
      await database.stop()
      await rm(dataDir, { recursive: true, force: true })
    },
  }
}

async function logStatements(dataDir: string, port: number, which: 'all' | 'none'): Promise<void> {
  const password = readCredentials(dataDir)?.adminPassword
  const client = new pg.Client({ host: '127.0.0.1', port, user: 'postgres', password, database: 'otinish' })
  await client.connect()
  await client.query(`alter role otinish_app set log_statement = '${which}'`)
  await client.end()
}

/** The text of each statement in a log; a demo's look at its clock, each second, is left out. */
function statementsIn(log: string): string[] {
  return log
    .split(/^\d{4}-\d\d-\d\d .*? (?=[A-Z]+: {2})/m)
    .flatMap((entry) => /^LOG: {2}(?:execute [^:]*|statement): (.*)/s.exec(entry)?.[1]?.trim() ?? [])
    .filter((text) => !text.includes('from "world"'))
}

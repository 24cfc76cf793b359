import { recordDailyHeads } from '../appeal/daily-head.ts'
import { ConfigRefused, readConfig } from '../config.ts'
import { logToStderr } from '../log.ts'
import { buildApp } from './app.ts'
import { awaitDatabase } from './await-database.ts'
import { ensureSettings } from './base-data.ts'
import { startContext } from './start-context.ts'

/** Somebody waits for each answer. */
const patience = { statementMs: 30_000, idleMs: 60_000 }

/** How long a download under way may go on when the process is told to end. */
const graceMs = 8000
/** Whatever hangs, the process ends so long after it was told to. */
const lastMs = 9500

/** The web process: serves until SIGTERM or SIGINT, then answers what is under way and ends. */
async function serve(): Promise<void> {
  const config = readConfig(process.env)
  await awaitDatabase(config.databaseUrl, () => {
    logToStderr({ level: 'warn', message: 'web waits for the database' })
  })
  const { context, stop } = await startContext(config, 20, patience)
  await ensureSettings(context)
  // Before anybody can move a demo's clock over the first midnight.
  await recordDailyHeads(context)
  const app = await buildApp(context)
  await app.listen({ host: config.host, port: config.port })
  logToStderr({ level: 'info', message: 'web listens', host: config.host, port: config.port })

  if (process.env.TRUST_PROXY?.trim() === 'true') {
    const says = 'TRUST_PROXY=true is taken as one proxy: write 1, or the networks of the proxies'
    logToStderr({ level: 'warn', message: says })
  }

  let ending = false
  const end = async (): Promise<void> => {
    if (ending) return
    ending = true
    setTimeout(() => process.exit(0), lastMs).unref()
    await app.endInOrder(graceMs)
    await stop()
  }
  process.on('SIGTERM', end)
  process.on('SIGINT', end)
}

serve().catch((error: unknown) => {
  const reason = error instanceof Error ? error.message : String(error)
  logToStderr({ level: 'error', message: 'web did not start', reason })
  if (!(error instanceof ConfigRefused) && error instanceof Error) process.stderr.write(`${error.stack}\n`)
  process.exit(1)
})

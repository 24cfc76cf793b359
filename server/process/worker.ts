import { ConfigRefused, readConfig } from '../config.ts'
import { logToStderr } from '../log.ts'
import { awaitDatabase } from './await-database.ts'
import { runnerPool, runWorker } from './run-worker.ts'
import { startContext } from './start-context.ts'

/** Nothing waits for somebody outside within a transaction. */
const patience = { statementMs: 120_000, idleMs: 120_000 }
/** Whatever hangs, the process ends so long after it was told to; what was under way is due at the next start. */
const lastMs = 9000

/** The worker process: jobs and sweeps until SIGTERM or SIGINT, then it finishes what is under way and ends. */
async function work(): Promise<void> {
  const config = readConfig(process.env)
  await awaitDatabase(config.databaseUrl, () => {
    logToStderr({ level: 'warn', message: 'worker waits for the database' })
  })
  // The clock's start is the web's to set; two setting it would move it twice.
  const { context, stop } = await startContext({ ...config, clock: null }, 10, patience)
  const pool = runnerPool(config.databaseUrl)
  const worker = await runWorker(context, pool)
  logToStderr({ level: 'info', message: 'worker runs' })

  let ending = false
  const end = async (): Promise<void> => {
    if (ending) return
    ending = true
    setTimeout(() => process.exit(0), lastMs).unref()
    await worker.stop()
    await pool.end()
    await stop()
  }
  process.on('SIGTERM', end)
  process.on('SIGINT', end)
}

work().catch((error: unknown) => {
  const reason = error instanceof Error ? error.message : String(error)
  logToStderr({ level: 'error', message: 'worker did not start', reason })
  if (!(error instanceof ConfigRefused) && error instanceof Error) process.stderr.write(`${error.stack}\n`)
  process.exit(1)
})

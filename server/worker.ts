import { connectPool } from '../db/connect.ts'
import { ConfigRefused, readConfig } from './config.ts'
import { runWorker } from './jobs/run-worker.ts'
import { logToStderr } from './log.ts'
import { startContext } from './start-context.ts'

/** The worker process: runs jobs and the sweep until SIGTERM or SIGINT (bin/child.ts sends one when the start is gone). */
async function work(): Promise<void> {
  const config = readConfig(process.env)
  const { context, stop } = await startContext(config, 5)
  const pool = connectPool(config.databaseUrl, {
    max: 4,
    onIdleError: (error) =>
      logToStderr({ level: 'warn', message: 'database connection lost', reason: error.message }),
  })
  const worker = await runWorker(context, pool)
  logToStderr({ level: 'info', message: 'worker runs' })

  let ending = false
  const end = async (): Promise<void> => {
    if (ending) return
    ending = true
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

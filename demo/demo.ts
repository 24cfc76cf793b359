import { ConfigRefused, readConfig } from '../server/config.ts'
import { logToStderr } from '../server/log.ts'
import { startContext } from '../server/process/start-context.ts'
import { makeDemoWorld } from './make-world.ts'

/** The process that makes the demo world, once, on a database marked as demo; ends with 0 when it is ready. */
async function make(): Promise<void> {
  const { context, stop } = await startContext(readConfig(process.env), 4)
  try {
    await makeDemoWorld(context)
  } finally {
    await stop()
  }
}

make().catch((error: unknown) => {
  // What the operator can mend is said in words; a fault of ours with its stack.
  const told = error instanceof ConfigRefused ? error.message : undefined
  const reason = told ?? (error instanceof Error ? (error.stack ?? error.message) : String(error))
  logToStderr({ level: 'error', message: 'the demo world was not made', reason })
  process.exit(1)
})

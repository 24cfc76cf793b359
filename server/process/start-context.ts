import { type ConnectOptions, connect } from '../../db/connect.ts'
import { readWorld, startClock } from '../clock.ts'
import type { Config } from '../config.ts'
import type { Context } from '../context.ts'
import { diskStorage } from '../file-storage.ts'
import { logToStderr } from '../log.ts'
import { acceptMasterKey } from '../master-key/accept-master-key.ts'
import { loadTrust } from '../signature/load-trust.ts'
import { endThreads } from '../threads/in-thread.ts'
import { keepPoolAwake } from './keep-pool-awake.ts'

/** The context of a process, and how to let go of what it holds. */
export interface StartedContext {
  readonly context: Context
  stop(): Promise<void>
}

/**
 * Connects web, worker or a command to the world that the start has made, with its own master key. Throws
 * SetupRefused, MasterKeyRefused. `patience`: of the processes that serve; commands take the time they need.
 */
export async function startContext(
  config: Config,
  connections: number,
  patience?: ConnectOptions['patience'],
): Promise<StartedContext> {
  const started = await connectContext(config, connections, patience)
  try {
    await acceptMasterKey(started.context.db, config.masterKey, started.context.now())
    return started
  } catch (error) {
    await started.stop()
    throw error
  }
}

/** The same for the doctor, who looks at a world whose key may be wrong, and seals nothing. */
export async function connectContext(
  config: Config,
  connections: number,
  patience?: ConnectOptions['patience'],
): Promise<StartedContext> {
  const db = connect(config.databaseUrl, {
    max: connections,
    ...(patience === undefined ? {} : { patience }),
    onIdleError: (error) =>
      logToStderr({ level: 'warn', message: 'database connection lost', reason: error.message }),
  })
  try {
    const { demo } = await readWorld(db)
    const clock = await startClock(db, config.clock)
    const trust = await loadTrust(db, { folder: config.trustDir })
    const context: Context = {
      db,
      config,
      demo,
      trust,
      now: () => clock.now(),
      moveClock: (instant) => clock.moveTo(instant),
      files: diskStorage(config.filesDir),
      log: logToStderr,
    }
    const letPoolSleep = keepPoolAwake()
    return {
      context,
      stop: async () => {
        letPoolSleep()
        clock.stop()
        await endThreads(config)
        await db.destroy()
      },
    }
  } catch (error) {
    await db.destroy()
    throw error
  }
}

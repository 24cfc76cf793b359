import { setTimeout as wait } from 'node:timers/promises'
import { sql } from 'kysely'
import { MasterKeyRefused } from '../config.ts'
import type { Context } from '../context.ts'
import { acceptMasterKey } from '../master-key/accept-master-key.ts'
import { HttpRefused } from '../refused.ts'
import { currentSettings } from '../setting/setting-store.ts'
import type { Handlers } from './handler.ts'

/** Who asks whether we are ready wants to know it now, a database that hangs included. */
const patienceMs = 900

async function looksReady(context: Context): Promise<void> {
  await sql`select 1`.execute(context.db)
  await currentSettings(context)
  // A database put in the place of another is seen here too.
  await acceptMasterKey(context.db, context.config.masterKey, context.now())
}

async function silence(): Promise<never> {
  await wait(patienceMs, undefined, { ref: false })
  throw new Error('the database does not answer in time')
}

/** For those who watch the processes: does it live; can it serve. */
export const healthRoutes = {
  'GET /health/live': async () => ({ live: true }),
  'GET /health/ready': async ({ context }) => {
    try {
      await Promise.race([looksReady(context), silence()])
      return { ready: true }
    } catch (error) {
      context.log({ level: 'error', message: 'not ready', reason: (error as Error).message })
      throw new HttpRefused(503, error instanceof MasterKeyRefused ? 'master_key_refused' : 'not_ready')
    }
  },
} satisfies Partial<Handlers>

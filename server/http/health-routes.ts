import { sql } from 'kysely'
import { HttpRefused } from '../refused.ts'
import { currentSettings } from '../setting/current-settings.ts'
import type { Handlers } from './handler.ts'

/** For those who watch the processes: does it live; can it serve. */
export const healthRoutes = {
  'GET /health/live': async () => ({ live: true }),
  'GET /health/ready': async ({ context }) => {
    try {
      await sql`select 1`.execute(context.db)
      await currentSettings(context)
      return { ready: true }
    } catch (error) {
      context.log({ level: 'error', message: 'not ready', reason: (error as Error).message })
      throw new HttpRefused(503, 'not_ready')
    }
  },
} satisfies Partial<Handlers>

import { Logger, run } from 'graphile-worker'
import type pg from 'pg'
import type { Context } from '../context.ts'
import { mailDeliveryOf } from '../notice/deliver-mail.ts'
import { sweep } from './sweep.ts'
import { taskList } from './task-list.ts'

const minuteMs = 60_000

/**
 * Runs jobs as they are queued, and sweeps what the injected clock has brought due: at once and each minute. `pool`
 * is the worker's own. `stop` lets jobs under way finish.
 */
export async function runWorker(context: Context, pool: pg.Pool): Promise<{ stop(): Promise<void> }> {
  const logger = new Logger(() => (level, message) => {
    if (level === 'error') context.log({ level, message: 'job runner', reason: message })
  })
  const delivery = mailDeliveryOf(context)
  const runner = await run({
    pgPool: pool,
    concurrency: 2,
    noHandleSignals: true,
    taskList: taskList(context, delivery),
    logger,
  })
  let sweeping: Promise<void> = Promise.resolve()
  const sweepOnce = (): void => {
    sweeping = sweeping.then(() => sweep(context))
  }
  sweepOnce()
  const timer = setInterval(sweepOnce, minuteMs)
  return {
    stop: async () => {
      clearInterval(timer)
      await Promise.all([runner.stop(), delivery.stop()])
      await sweeping
    },
  }
}

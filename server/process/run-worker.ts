import { Logger, run } from 'graphile-worker'
import type pg from 'pg'
import type { Context } from '../context.ts'
import { mailDeliveryOf } from '../notice/deliver-mail.ts'
import { keepSearch } from '../search/keep-search.ts'
import { routeUnrouted } from '../unit/route-unrouted.ts'
import { sweep } from './sweep.ts'
import { taskList } from './task-list.ts'

const minuteMs = 60_000

/**
 * Runs jobs as they are queued, and sweeps what the injected clock has brought due: at once and each minute. At the
 * start it makes what search lacks. `pool` is the worker's own. `stop` lets jobs under way finish.
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
  let ending = false
  const filling = keepSearch(context, 'lacking', () => ending).catch((error: unknown) => {
    context.log({ level: 'error', message: 'search was not filled', reason: String(error) })
  })
  // What was registered before there were units is routed once.
  const routed = routeUnrouted(context).catch((error: unknown) =>
    context.log({ level: 'error', message: 'old appeals were not routed', reason: String(error) }),
  )
  sweeping = routed.then(() => sweep(context))
  const timer = setInterval(sweepOnce, minuteMs)
  return {
    stop: async () => {
      clearInterval(timer)
      ending = true
      await Promise.all([runner.stop(), delivery.stop()])
      await Promise.all([sweeping, filling])
    },
  }
}

import { setTimeout as sleep } from 'node:timers/promises'
import { Logger, run } from 'graphile-worker'
import type pg from 'pg'
import { connectPool } from '../../db/connect.ts'
import type { Context } from '../context.ts'
import { routeUnrouted } from '../unit/route-unrouted.ts'
import { beginSwept, lastingWork } from './lasting-work.ts'
import { presenceOfWorkers } from './presence-of-workers.ts'
import { sweepDue } from './sweep.ts'
import { places, taskList } from './task-list.ts'

const minuteMs = 60_000
/** How long work under way may take to end in order when the worker stops. */
const graceMs = 3000
/**
 * How long the runner waits for a connection. That a job is done is written once: graphile-worker does not try again
 * when the pool gave up first, and the refusal ends the process. On a machine under load ten seconds were too few.
 */
const runnerWaitMs = 120_000

/** The runner's own connections to the database at `url`: what it says of jobs is short, and waits its turn. */
export const runnerPool = (url: string): pg.Pool => connectPool(url, { max: 6, waitMs: runnerWaitMs })

/**
 * Runs jobs as they are queued, and sweeps what the injected clock has brought due: at once and each minute. At the
 * start it makes what search lacks. `pool` is its own, of runnerPool. `stop` lets jobs under way finish, or breaks off
 * after a grace what waits for somebody outside: it stays due.
 */
export async function runWorker(context: Context, pool: pg.Pool): Promise<{ stop(): Promise<void> }> {
  const logger = new Logger(() => (level, message) => {
    if (level === 'error') context.log({ level, message: 'job runner', reason: message })
  })
  const lasting = lastingWork(context)
  const presence = presenceOfWorkers(context, pool)
  const runner = await run({
    pgPool: pool,
    concurrency: places,
    noHandleSignals: true,
    taskList: taskList(context, lasting),
    logger,
    events: presence.events,
  })
  const failed = (message: string) => (error: unknown) =>
    context.log({ level: 'error', message, reason: String(error) })
  let sweeping: Promise<void> = Promise.resolve()
  let looking: Promise<void> = Promise.resolve()
  const lookAround = (): void => {
    sweeping = sweeping.then(() => sweepDue(context))
    looking = presence.freeJobsOfTheDead().catch(failed('jobs of a worker that died were not freed'))
    beginSwept(context, lasting)
  }
  void lasting['keep-search'].run().catch(failed('search was not filled'))
  // What was registered before there were units is routed once.
  sweeping = routeUnrouted(context).then(() => {}, failed('old appeals were not routed'))
  lookAround()
  const timer = setInterval(lookAround, minuteMs)
  return {
    stop: async () => {
      clearInterval(timer)
      await Promise.all([runner.stop(), ...Object.values(lasting).map((work) => work.stop(graceMs))])
      await sweeping
      await looking
      await presence.leave()
      await saidAll(pool)
    },
  }
}

/** The runner says that a job is done without waiting for it: a pool that ends before keeps that in its queue. */
async function saidAll(pool: pg.Pool): Promise<void> {
  for (const until = performance.now() + graceMs; pool.waitingCount > 0 && performance.now() < until; )
    await sleep(20)
}

import { EventEmitter } from 'node:events'
import type { WorkerEvents } from 'graphile-worker'
import type pg from 'pg'
import type { Context } from '../context.ts'

/** The first half of the key of a worker's lock (pg_advisory_lock); any constant of our own will do. */
const lockClass = 7_265_423

/** Who of the job runners lives: each holds a lock of the session, which ends with its process. */
export interface PresenceOfWorkers {
  /** For the runner: it tells of the pool that it makes, in whose name all of its workers take jobs. */
  readonly events: WorkerEvents
  /** Jobs that a worker took and died with are waiting again, not in four hours. */
  freeJobsOfTheDead(): Promise<void>
  leave(): Promise<void>
}

/**
 * Holds the locks of this process's runners on a connection of its own. A job that is freed by mistake, because the
 * connection was lost for a moment, runs twice: every job may.
 */
export function presenceOfWorkers(context: Context, pool: pg.Pool): PresenceOfWorkers {
  const events: WorkerEvents = new EventEmitter()
  const own = new Set<string>()
  let connecting: Promise<pg.PoolClient> | null = null
  let left = false
  const givenBack = new WeakSet<pg.PoolClient>()
  /** Once: its loss may be told by an event, by a question and by the end. */
  const giveBack = (client: pg.PoolClient): void => {
    if (givenBack.has(client)) return
    givenBack.add(client)
    client.release(true)
  }

  /** The connection, with all of our locks; a lost one is given back to the pool, and replaced by the next call. */
  function held(): Promise<pg.PoolClient> {
    connecting ??= connected().catch((error: unknown) => {
      connecting = null
      throw error
    })
    return connecting
  }
  async function connected(): Promise<pg.PoolClient> {
    const client = await pool.connect()
    client.once('error', () => {
      connecting = null
      giveBack(client)
    })
    try {
      for (const id of own) await lock(client, id)
    } catch (error) {
      giveBack(client)
      throw error
    }
    return client
  }
  const lock = (client: pg.PoolClient, id: string) =>
    client.query('select pg_advisory_lock_shared($1, hashtext($2))', [lockClass, id])

  events.on('pool:create', ({ workerPool }) => {
    own.add(workerPool.id)
    connecting?.then((client) => lock(client, workerPool.id)).catch(() => {})
  })
  return {
    events,
    freeJobsOfTheDead: async () => {
      if (left) return
      const client = await held()
      const { rows } = await client.query<{ id: string }>(
        'select distinct locked_by as id from graphile_worker.jobs where locked_by is not null',
      )
      const dead: string[] = []
      for (const { id } of rows.filter(({ id }) => !own.has(id))) {
        const tried = 'select pg_try_advisory_lock($1, hashtext($2)) as free'
        const { rows: got } = await client.query<{ free: boolean }>(tried, [lockClass, id])
        if (got[0]?.free !== true) continue
        dead.push(id)
        await client.query('select pg_advisory_unlock($1, hashtext($2))', [lockClass, id])
      }
      if (dead.length === 0) return
      await client.query('select graphile_worker.force_unlock_workers($1::text[])', [dead])
      context.log({
        level: 'warn',
        message: 'jobs of a worker that died are waiting again',
        workers: dead.length,
      })
    },
    leave: async () => {
      left = true
      const client = await connecting?.catch(() => null)
      if (client != null) giveBack(client)
      connecting = null
    },
  }
}

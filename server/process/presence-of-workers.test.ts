import { Logger, run } from 'graphile-worker'
import { sql } from 'kysely'
import { expect, onTestFinished, test } from 'vitest'
import { connectPool } from '../../db/connect.ts'
import { createWorld, type World } from '../../test/world.ts'
import { queueJob } from '../queue-job.ts'
import { presenceOfWorkers } from './presence-of-workers.ts'

/** A runner whose only job goes on until the test is over. */
async function busyRunner(world: World) {
  const pool = connectPool(world.database.appUrl, { max: 4 })
  const presence = presenceOfWorkers(world.context, pool)
  let begun = 0
  let end = () => {}
  const ended = new Promise<void>((resolve) => {
    end = resolve
  })
  const runner = await run({
    pgPool: pool,
    concurrency: 2,
    noHandleSignals: true,
    logger: new Logger(() => () => {}),
    events: presence.events,
    taskList: {
      sweep: async () => {
        begun += 1
        await ended
      },
    },
  })
  onTestFinished(async () => {
    end()
    await runner.stop()
    await presence.leave()
    await pool.end()
  })
  return { presence, begun: () => begun }
}

const holders = async ({ context }: World): Promise<string[]> => {
  const { rows } = await sql<{ by: string }>`
    select locked_by as by from graphile_worker.jobs where locked_by is not null`.execute(context.db)
  return rows.map(({ by }) => by)
}

test('who lives keeps its jobs when others look around; those of a dead one are waiting again, and it is said', async () => {
  const world = await createWorld({ now: '2026-01-12T05:00:00Z' })
  onTestFinished(() => world.close())
  const busy = await busyRunner(world)
  await queueJob(world.context.db, 'sweep', {})
  await expect.poll(busy.begun).toBe(1)
  const held = await holders(world)
  expect(held).toHaveLength(1)

  await busy.presence.freeJobsOfTheDead()
  const pool = connectPool(world.database.appUrl, { max: 2 })
  const other = presenceOfWorkers(world.context, pool)
  onTestFinished(async () => {
    await other.leave()
    await pool.end()
  })
  await other.freeJobsOfTheDead()
  expect(await holders(world)).toEqual(held)
  expect(world.logged.map(({ message }) => message)).not.toContain(said)

  // Its connection ends, and with it, a moment later, its lock.
  await busy.presence.leave()
  const told = async () => {
    await other.freeJobsOfTheDead()
    return world.logged.map(({ message }) => message)
  }
  await expect.poll(told).toContain(said)
  await expect.poll(busy.begun).toBe(2)
})
const said = 'jobs of a worker that died are waiting again'

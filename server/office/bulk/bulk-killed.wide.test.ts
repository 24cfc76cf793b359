import type { ChildProcess } from 'node:child_process'
import { setTimeout as wait } from 'node:timers/promises'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { registeredAppeals } from '../../../test/office.ts'
import { createSignedWorld, issueKey, type SignedWorld } from '../../../test/signed-world.ts'
import { killed, workerOf } from '../../../test/worker-process.ts'
import type { Bulk } from '../../../wire/bulk.ts'
import { chainOf } from '../../appeal/event-store.ts'

/** Monday, 10:00 in Astana. */
const start = Date.parse('2026-01-12T05:00:00Z')
const many = 24
let world: SignedWorld
let startWorker: () => ChildProcess
beforeAll(async () => {
  world = await createSignedWorld(new Date(start).toISOString())
  await world.context.db
    .updateTable('world')
    .set({ clock_offset_ms: start - Date.now() })
    .execute()
  startWorker = await workerOf(world.context.config)
}, 360_000)
afterAll(() => world.close())

test('kill -9 of the worker again and again in the middle of many: each appeal once, and the summary is whole', async () => {
  const ids = await registeredAppeals(world, await issueKey(world.authority), many)
  const registrar = await world.as(world.people.registrar)
  const order = { act: 'assign', executorId: world.people.otherExecutor.id, instruction: '' }
  const before = new Map<string, number>()
  for (const id of ids) before.set(id, (await chainOf(world.context.db, id)).length)
  const { body, status } = await registrar.ask<Bulk>('POST /api/office/bulks', {
    body: { appeals: ids.map((id) => ({ id })), order },
  })
  expect(status, JSON.stringify(body)).toBe(200)
  // Asked so often, it is asked of the database: a person has a limit of requests.
  const waiting = async (): Promise<number> => {
    const rows = await world.context.db
      .selectFrom('bulk_row')
      .select('appeal_id')
      .where('bulk_id', '=', body.id)
      .where('outcome', '=', 'waiting')
      .execute()
    return rows.length
  }

  let killedMidway = 0
  for (let n = 0; n < 40 && (await waiting()) > 0; n += 1) {
    const worker = startWorker()
    const from = await waiting()
    // As soon as something was settled by this one.
    while ((await waiting()) === from && worker.exitCode === null) await wait(5)
    await wait(n % 7)
    await killed(worker)
    const left = await waiting()
    expect(left).toBeLessThan(from)
    if (left > 0) killedMidway += 1
  }
  expect(killedMidway).toBeGreaterThan(10)

  const { body: summary } = await registrar.ask<Bulk>(`GET /api/office/bulks/${body.id}`)
  expect(summary).toMatchObject({ total: many, done: many, nothing: 0, waiting: 0, refused: [] })
  for (const id of ids) {
    const chain = await chainOf(world.context.db, id)
    const added = chain.slice(before.get(id) ?? 0).map(({ type }) => type)
    expect(added.filter((type) => type === 'takenIntoWork')).toHaveLength(1)
    expect(new Set(chain.map(({ key }) => key)).size).toBe(chain.length)
  }
}, 300_000)

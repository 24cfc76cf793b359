import type { ChildProcess } from 'node:child_process'
import { setTimeout as wait } from 'node:timers/promises'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { copyAppeal } from '../../test/copied-appeals.ts'
import { makeUnit, registeredAppeals } from '../../test/office.ts'
import type { TestStaff } from '../../test/people.ts'
import { createSignedWorld, issueKey, type SignedWorld } from '../../test/signed-world.ts'
import type { TestBrowser } from '../../test/test-browser.ts'
import { killed, workerOf } from '../../test/worker-process.ts'
import type { Leaving } from '../../wire/people.ts'
import { checkChain } from '../appeal/event-chain.ts'
import { chainOf } from '../appeal/event-store.ts'
import { checkOffice } from '../doctor/check-office.ts'

// Two thousand open appeals of somebody, and then those of a unit, while others go on working and the worker is killed.
/** Monday, 10:00 in Astana. */
const start = Date.parse('2026-01-12T05:00:00Z')
const many = 2000
/** Nobody else waits longer than a second on our machine; a slower one may take three. */
const longestMs = 3000
let world: SignedWorld
let startWorker: () => ChildProcess
let ids: string[]
let others: string[]
beforeAll(async () => {
  world = await createSignedWorld(new Date(start).toISOString())
  await world.context.db
    .updateTable('world')
    .set({ clock_offset_ms: start - Date.now() })
    .execute()
  startWorker = await workerOf(world.context.config)
  const made = await registeredAppeals(world, await issueKey(world.authority), 2)
  const registrar = await world.as(world.people.registrar)
  const { executor, otherExecutor } = world.people
  for (const [n, executorId] of [executor.id, otherExecutor.id].entries()) {
    const assigned = await registrar.ask(`POST /api/office/appeals/${made[n]}/assignment`, {
      body: { executorId },
    })
    expect(assigned.status, JSON.stringify(assigned.problem)).toBe(200)
  }
  ids = [made[0] ?? '', ...(await copyAppeal(world.context, made[0] ?? '', many - 1))]
  others = [made[1] ?? '', ...(await copyAppeal(world.context, made[1] ?? '', 99))]
}, 360_000)
afterAll(() => world.close())

const waiting = async () =>
  Number(
    (
      await world.context.db
        .selectFrom('hand_over_row')
        .select(({ fn }) => fn.countAll<string>().as('n'))
        .where('outcome', '=', 'waiting')
        .executeTakeFirstOrThrow()
    ).n,
  )

/** How long others wait for what they do, the longest of each kind in milliseconds, until told to stop. */
function working(): () => Promise<Record<string, number>> {
  const longest: Record<string, number> = {}
  let ended = false
  const timed = async (what: string, ask: () => Promise<{ status: number; problem: unknown }>) => {
    const from = performance.now()
    const { status, problem } = await ask()
    expect([what, status], JSON.stringify(problem)).toEqual([what, 200])
    longest[what] = Math.round(Math.max(longest[what] ?? 0, performance.now() - from))
  }
  const work = async () => {
    const [registrar, executor, client] = [
      await world.as(world.people.registrar),
      await world.as(world.people.otherExecutor),
      await world.as(world.people.aigerim),
    ]
    for (let n = 0; !ended; n += 1) {
      const path = `/api/office/appeals/${others[n % others.length]}` as const
      const body = { executorId: world.people.otherExecutor.id, instruction: `Нұсқау ${n}` }
      await timed('assign', () => registrar.ask(`POST ${path}/assignment`, { body }))
      await timed('desk', () => executor.ask('GET /api/office/desk'))
      await timed('reply', () => executor.ask(`POST ${path}/replies`, { body: { kind: 'answer' } }))
      await timed('list', () => client.ask('GET /api/incoming'))
      // A person has a limit of requests.
      await wait(250)
    }
  }
  const all = work()
  return async () => {
    ended = true
    await all
    return longest
  }
}

/** The worker is killed in the middle, and another goes on by itself. */
async function throughKills(press: () => Promise<void>, between: number): Promise<void> {
  const stopQuiet = working()
  await wait(3000)
  const quiet = await stopQuiet()
  const stop = working()
  let worker = startWorker()
  const from = performance.now()
  await press()
  const decided = performance.now() - from
  for (let kills = 0; kills < 2; kills += 1) {
    const before = await waiting()
    while ((await waiting()) > before - between) await wait(20)
    await killed(worker)
    const left = await waiting()
    expect(left).toBeGreaterThan(0)
    expect(await checkOffice(world.context)).toMatchObject({ faults: [], handedOver: left })
    // Pressed again in the middle, nothing is decided twice.
    await press()
    worker = startWorker()
  }
  while ((await waiting()) > 0) await wait(50)
  await expect.poll(unfinished, { timeout: 30_000 }).toBe(0)
  const longest = await stop()
  await killed(worker)
  console.log(JSON.stringify({ decided: Math.round(decided), quiet, longest }))
  for (const what of ['assign', 'desk', 'reply', 'list']) {
    expect([what, longest[what]]).toEqual([what, expect.any(Number)])
    // A machine that is busy with other things is slow in quiet times too.
    expect(longest[what]).toBeLessThan(Math.max(longestMs, 5 * (quiet[what] ?? 0)))
  }
}

const unfinished = async () =>
  (await world.context.db.selectFrom('hand_over').select('id').where('finished_at', 'is', null).execute())
    .length

/** Each appeal has so many events of this kind, and a whole chain. */
async function expectEvents(of: readonly string[], type: string, each: number): Promise<void> {
  for (const id of of) {
    const chain = await chainOf(world.context.db, id)
    expect(checkChain(chain)).toBeNull()
    expect(chain.filter((one) => one.type === type)).toHaveLength(each)
  }
  expect(await checkOffice(world.context)).toMatchObject({ faults: [], handedOver: 0 })
}

const admin = (): Promise<TestBrowser> => world.as(world.people.administrator)
const heirOf = async (who: TestStaff) =>
  (
    await world.context.db
      .selectFrom('appeal')
      .select('id')
      .where('executor_id', '=', who.id)
      .where('unit_id', 'is not', null)
      .execute()
  ).length

test('they leave: nobody waits long, and killed twice in the middle each appeal is handed over once', async () => {
  const { executor, otherExecutor } = world.people
  await throughKills(async () => {
    const { body, status, problem } = await (await admin()).ask<Leaving>(
      `POST /api/office/people/${executor.id}/leaving`,
      { body: { all: otherExecutor.id } },
    )
    expect(status, JSON.stringify(problem)).toBe(200)
    expect(body.handOver).toMatchObject({ total: many, finished: false })
  }, 300)
  expect([await heirOf(executor), await heirOf(otherExecutor)]).toEqual([0, many + others.length])
  await expectEvents(ids, 'executorChanged', 1)
}, 300_000)

test('a unit closes: the same', async () => {
  const [unitId, takerId] = [await makeUnit(world, 'closing'), await makeUnit(world, 'taking')]
  const [first = ''] = others
  const registrar = await world.as(world.people.registrar)
  const body = { unitId, reason: 'Жұмысты қайта бөлу керек' }
  const routed = await registrar.ask(`POST /api/office/appeals/${first}/routing`, { body })
  expect(routed.status, JSON.stringify(routed.problem)).toBe(200)
  others = others.slice(1)
  const theirs = [first, ...(await copyAppeal(world.context, first, 299))]
  const before = (await chainOf(world.context.db, first)).filter(({ type }) => type === 'routed').length
  await throughKills(async () => {
    const { status, problem } = await (await admin()).ask(`POST /api/office/units/${unitId}/closing`, {
      body: { takerId, withPeople: true },
    })
    expect(status, JSON.stringify(problem)).toBe(200)
  }, 60)
  await expectEvents(theirs, 'routed', before + 1)
  const closed = await world.context.db
    .selectFrom('unit')
    .select('closed_at')
    .where('id', '=', unitId)
    .executeTakeFirstOrThrow()
  expect(closed.closed_at).not.toBeNull()
}, 300_000)

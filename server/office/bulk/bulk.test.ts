import fc from 'fast-check'
import type { KyselyPlugin } from 'kysely'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { copiesOfOne } from '../../../test/copied-appeals.ts'
import { firstUnit, makeStaff, makeUnit, sendAway } from '../../../test/office.ts'
import type { TestStaff } from '../../../test/people.ts'
import { answer } from '../../../test/reply.ts'
import { createSignedWorld, issueKey, type SignedWorld } from '../../../test/signed-world.ts'
import type { TestBrowser } from '../../../test/test-browser.ts'
import type { Bulk, BulkPreview } from '../../../wire/bulk.ts'
import { chainOf, historyOf } from '../../appeal/event-store.ts'
import type { Context } from '../../context.ts'
import { recordRole } from '../../person/role-store.ts'
import { runBulks } from './run-bulks.ts'

let world: SignedWorld
let registered: (many: number) => Promise<string[]>
let office: string
let legal: string
let lawyer: TestStaff
let registrar: TestBrowser
let executor: TestBrowser
let head: TestBrowser
const reason = 'Жұмысты қайта бөлу керек'

beforeAll(async () => {
  world = await createSignedWorld('2026-01-12T05:00:00Z')
  registered = await copiesOfOne(world, await issueKey(world.authority))
  office = await firstUnit(world)
  legal = await makeUnit(world, 'legal')
  lawyer = await makeStaff(world, 'lawyer', 'Заңгер Тестова', ['executor'], ['legal'])
  registrar = await world.as(world.people.registrar)
  executor = await world.as(world.people.otherExecutor)
  head = await world.as(world.people.head)
})
afterAll(() => world.close())

/** New appeals, free in the first unit. */
async function freeAppeals(many: number): Promise<string[]> {
  const ids = await registered(many)
  for (const id of ids) await single(registrar, id, 'routing', { unitId: office, reason })
  return ids
}
const chosen = (ids: readonly string[]) => ids.map((id) => ({ id }))
const single = (who: TestBrowser, id: string, act: string, body?: unknown) =>
  who.ask<{ outcome?: string }>(`POST /api/office/appeals/${id}/${act}`, body === undefined ? {} : { body })
const begin = (who: TestBrowser, body: unknown) => who.ask<Bulk>('POST /api/office/bulks', { body })
const preview = async (who: TestBrowser, body: unknown) =>
  (await who.ask<BulkPreview>('POST /api/office/bulks/preview', { body })).body
const shown = async (who: TestBrowser, id: string) =>
  (await who.ask<Bulk>(`GET /api/office/bulks/${id}`)).body

async function whole(who: TestBrowser, ids: readonly string[], order: unknown): Promise<Bulk> {
  const { body, status } = await begin(who, { appeals: chosen(ids), order })
  expect(status, JSON.stringify(body)).toBe(200)
  await runBulks(world.context)
  return await shown(who, body.id)
}
const types = async (id: string) => (await historyOf(world.context.db, id)).map(({ type }) => type)
const executorOf = async (id: string) =>
  (
    await world.context.db
      .selectFrom('appeal')
      .select('executor_id')
      .where('id', '=', id)
      .executeTakeFirstOrThrow()
  ).executor_id

describe('many at once', () => {
  test('a dry run writes nothing; each row has what became of it; the refused name who was first', async () => {
    const ids = await freeAppeals(3)
    const [first = '', second = '', third = ''] = ids
    await single(executor, first, 'take-into-work')
    await answer(executor, head, first)
    await single(executor, second, 'take-into-work')
    const before = await Promise.all(ids.map(types))
    const order = { act: 'assign', executorId: world.people.otherExecutor.id, instruction: '' }
    const dry = await preview(registrar, { appeals: chosen([...ids, crypto.randomUUID()]), order })
    expect(dry).toMatchObject({ total: 4, done: 1, nothing: 1, nearestDue: '2026-02-02' })
    expect(dry.refused.map(({ why }) => why.code).sort()).toEqual(['action_not_in_status', 'not_found'])
    expect(dry.refused.find(({ id }) => id === first)?.why.detail).toMatch(
      /^Бекова Гүлнар Талғатқызы, 12\.01\.2026/,
    )
    expect(await Promise.all(ids.map(types))).toEqual(before)

    const done = await whole(registrar, ids, order)
    expect(done).toMatchObject({
      total: 3,
      done: 1,
      nothing: 1,
      waiting: 0,
      undoable: true,
      clientsTold: true,
    })
    expect(done.refused).toMatchObject([{ id: first, why: { code: 'action_not_in_status' } }])
    expect(await executorOf(third)).toBe(world.people.otherExecutor.id)
    expect(await types(second)).toEqual(before[1])
    // Another's press is nobody else's to look at.
    expect((await executor.ask(`GET /api/office/bulks/${done.id}`)).status).toBe(404)
  })

  test('an empty selection, a day that is none, and more than one act takes are refused in words', async () => {
    const order = { act: 'takeIntoWork' }
    for (const body of [{ appeals: [], order }, { order }]) {
      const { problem } = await begin(executor, body)
      expect(problem).toMatchObject({ status: 422, code: 'bulk_empty' })
    }
    const unknown = { appeals: [{ id: crypto.randomUUID() }], order, query: '' }
    expect((await begin(executor, unknown)).problem.code).toBe('not_found')
    const many = Array.from({ length: 5001 }, () => ({ id: crypto.randomUUID() }))
    expect((await begin(executor, { appeals: many, order })).status).toBe(422)
    const wrong = { act: 'assign', executorId: lawyer.id, internalDay: '2026-02-30' }
    expect((await begin(registrar, { appeals: many.slice(1, 3), order: wrong })).status).toBe(422)
  })

  test('only whom all of them allow is offered, and nobody who is away', async () => {
    const [one = '', two = ''] = await freeAppeals(2)
    await single(registrar, two, 'routing', { unitId: legal, reason })
    const ask = { appeals: chosen([one, two]), order: { act: 'assign' } }
    const byRegistrar = await preview(registrar, ask)
    expect(byRegistrar.executorIds).toEqual(
      expect.arrayContaining([lawyer.id, world.people.otherExecutor.id]),
    )
    const own = await preview(head, { ...ask, appeals: chosen([one]) })
    expect(own.executorIds).toContain(world.people.otherExecutor.id)
    expect(own.executorIds).not.toContain(lawyer.id)
    expect(own.unitIds).toEqual(expect.arrayContaining([office, legal]))
    const away = { staffId: world.people.otherExecutor.id, deputyId: world.people.executor.id }
    await sendAway(world, { ...away, from: '2026-01-12', to: '2026-01-12' })
    expect((await preview(registrar, ask)).executorIds).not.toContain(world.people.otherExecutor.id)
    await world.context.db
      .updateTable('absence')
      .set({ cancelled_at: new Date(world.context.now()), cancelled_by: lawyer.id })
      .execute()
  })

  test('all of a list is what was shown of it: another list meanwhile is told, not acted on', async () => {
    const ids = await freeAppeals(2)
    const order = { act: 'route', unitId: legal, reason }
    const query = `unit=${office}&executor=none`
    const { digest, total } = await preview(registrar, { all: true, query, order })
    await freeAppeals(1)
    const { problem } = await begin(registrar, { all: true, query, order, digest })
    expect(problem.code).toBe('bulk_list_changed')
    expect(problem.detail).toContain(String(total + 1))
    expect((await begin(registrar, { all: true, query, order })).status).toBe(422)
    for (const id of ids) expect((await types(id)).at(-1)).toBe('routed')
    expect(await runBulks(world.context)).toBe(0)
  })

  test('what helps and the internal day are not overwritten from an old page, here neither', async () => {
    const [id = ''] = await freeAppeals(1)
    const executorId = world.people.otherExecutor.id
    await single(registrar, id, 'assignment', { executorId, coExecutorIds: [world.people.executor.id] })
    const settled = { coExecutorIds: [], internalDay: null }
    const order = { act: 'assign', executorId, coExecutorIds: [lawyer.id] }
    const dry = await preview(registrar, { appeals: [{ id, settled }], order })
    expect(dry.refused.map(({ why }) => why.code)).toEqual(['changed_meanwhile'])
    expect(dry.rows[0]?.settled).toEqual({ coExecutorIds: [world.people.executor.id], internalDay: null })
    const { body } = await begin(registrar, { appeals: [{ id, settled }], order })
    await runBulks(world.context)
    const done = await shown(registrar, body.id)
    expect(done.refused.map(({ why }) => why.code)).toEqual(['changed_meanwhile'])
    const alone = await single(registrar, id, 'assignment', { ...order, act: undefined, settled })
    expect(alone.status).toBe(409)
  })

  test('one person has five running at most, also when they press at once', async () => {
    const [id = ''] = await freeAppeals(1)
    const order = { act: 'route', unitId: legal, reason }
    const pressed = await Promise.all(
      Array.from({ length: 8 }, () => begin(registrar, { appeals: [{ id }], order })),
    )
    const codes = pressed.map(({ status, problem }) => (status === 200 ? 'begun' : problem.code))
    expect(codes.filter((code) => code === 'begun')).toHaveLength(5)
    expect(codes.filter((code) => code === 'bulk_many_running')).toHaveLength(3)
    await runBulks(world.context)
    expect((await begin(registrar, { appeals: [{ id }], order })).status).toBe(200)
    await runBulks(world.context)
  })

  test('all of a list freezes what it finds, and what comes later is not in it', async () => {
    const ids = await freeAppeals(2)
    const order = { act: 'route', unitId: legal, reason }
    const query = `unit=${office}&executor=none`
    const { digest } = await preview(registrar, { all: true, query, order })
    const { body } = await begin(registrar, { all: true, query, order, digest })
    const [late = ''] = await freeAppeals(1)
    expect(body.total).toBeGreaterThanOrEqual(2)
    await runBulks(world.context)
    expect(await shown(registrar, body.id)).toMatchObject({ done: body.total, waiting: 0, query })
    for (const id of ids) expect((await types(id)).at(-1)).toBe('routed')
    const left = await world.context.db
      .selectFrom('appeal')
      .select('unit_id')
      .where('id', '=', late)
      .executeTakeFirst()
    expect(left?.unit_id).toBe(office)
  })

  test('what somebody decided between is not overwritten; a right that is gone is gone for what is left', async () => {
    const [one = '', two = ''] = await freeAppeals(2)
    const order = { act: 'assign', executorId: world.people.executor.id, reason }
    const appeals = [{ id: one, seen: null }, { id: two }]
    const { body } = await begin(registrar, { appeals, order })
    await single(executor, one, 'take-into-work')
    await runBulks(world.context)
    const done = await shown(registrar, body.id)
    expect(done.done).toBe(1)
    expect(done.refused).toMatchObject([{ id: one, why: { code: 'changed_meanwhile' } }])
    expect(await executorOf(one)).toBe(world.people.otherExecutor.id)

    const clerk = await makeStaff(world, 'clerk', 'Кеңсе Тестова', ['registrar'], ['office'])
    const asked = await begin(await world.as(clerk), {
      appeals: chosen([two]),
      order: { act: 'route', unitId: legal, reason },
    })
    const { db, now } = world.context
    await recordRole(db, { staffId: clerk.id, role: 'registrar', change: 'withdrawn' }, null, now())
    await runBulks(world.context)
    const row = await db
      .selectFrom('bulk_row')
      .select(['outcome', 'refusal'])
      .where('bulk_id', '=', asked.body.id)
      .executeTakeFirst()
    expect(row?.outcome).toBe('refused')
  })
})

describe('undoing', () => {
  test('by a further act with a reason, once; who was told stays told; what changed since is left', async () => {
    const ids = await freeAppeals(2)
    const [one = '', two = ''] = ids
    const done = await whole(registrar, ids, {
      act: 'assign',
      executorId: world.people.executor.id,
      internalDay: '2026-01-30',
    })
    await single(registrar, two, 'assignment', { executorId: world.people.otherExecutor.id, reason })
    const { body: undoing } = await registrar.ask<Bulk>(`POST /api/office/bulks/${done.id}/undo`, {
      body: { reason },
    })
    await runBulks(world.context)
    const undone = await shown(registrar, undoing.id)
    expect(undone).toMatchObject({ undoes: done.id, done: 1, undoable: false })
    expect(undone.refused).toMatchObject([{ id: two, why: { code: 'changed_meanwhile' } }])
    expect(await executorOf(one)).toBeNull()
    expect((await types(one)).slice(-2)).toEqual(['executorChanged', 'workAssigned'])
    const again = await registrar.ask(`POST /api/office/bulks/${done.id}/undo`, { body: { reason } })
    expect(again.problem.code).toBe('bulk_undone')
    expect(await shown(registrar, done.id)).toMatchObject({ undoable: false, undoneBy: undoing.id })
  })

  test('what was answered and taken up again since is left', async () => {
    const [id = ''] = await freeAppeals(1)
    const done = await whole(registrar, [id], { act: 'assign', executorId: world.people.otherExecutor.id })
    await answer(executor, head, id)
    await single(head, id, 'reopening', { reason })
    const undoing = await registrar.ask<Bulk>(`POST /api/office/bulks/${done.id}/undo`, { body: { reason } })
    await runBulks(world.context)
    const undone = await shown(registrar, undoing.body.id)
    expect(undone.refused).toMatchObject([{ id, why: { code: 'changed_meanwhile' } }])
    expect(await executorOf(id)).toBe(world.people.otherExecutor.id)
  })

  test.each(['takeIntoWork', 'giveBack', 'route'] as const)('%s leads back to what was', async (act) => {
    const ids = await freeAppeals(2)
    if (act === 'giveBack') for (const id of ids) await single(executor, id, 'take-into-work')
    const work = () =>
      world.context.db
        .selectFrom('appeal')
        .select(['unit_id', 'executor_id', 'co_executor_ids', 'internal_day'])
        .where('id', 'in', ids)
        .execute()
    const before = await work()
    const who = act === 'route' ? registrar : executor
    const order =
      act === 'route' ? { act, unitId: legal, reason } : act === 'giveBack' ? { act, reason } : { act }
    const done = await whole(who, ids, order)
    expect(done.done).toBe(2)
    expect(await work()).not.toEqual(before)
    await who.ask(`POST /api/office/bulks/${done.id}/undo`, { body: { reason } })
    await runBulks(world.context)
    expect(await work()).toEqual(before)
  })
})

/** A process that is killed after so many questions to the database: what is open is rolled back, nothing follows. */
function killedAfter(context: Context, questions: number): Context {
  let asked = 0
  const plugin: KyselyPlugin = {
    transformQuery: ({ node }) => {
      asked += 1
      if (asked > questions) throw new Error('killed')
      return node
    },
    transformResult: async ({ result }) => result,
  }
  return { ...context, db: context.db.withPlugin(plugin) }
}

describe('killed', () => {
  /** Names another executor for all, by many at once; every run has a key of its own. */
  async function reassign(ids: readonly string[], to: string): Promise<string> {
    const order = { act: 'assign', executorId: to, reason }
    return (await begin(registrar, { appeals: chosen(ids), order })).body.id
  }
  async function eventsOf(ids: readonly string[], bulkId: string): Promise<number[]> {
    const chains = await Promise.all(ids.map((id) => chainOf(world.context.db, id)))
    return chains.map((chain) => chain.filter((event) => event.key.endsWith(`bulk:${bulkId}`)).length)
  }

  test('at every question to the database: it goes on, and no appeal has two events of it', async () => {
    const ids = await freeAppeals(2)
    const [a, b] = [world.people.executor.id, world.people.otherExecutor.id]
    let killed = 0
    for (let questions = 0; ; questions += 1) {
      const bulkId = await reassign(ids, questions % 2 === 0 ? a : b)
      const died = await runBulks(killedAfter(world.context, questions)).then(
        () => false,
        () => true,
      )
      await runBulks(world.context)
      expect(await eventsOf(ids, bulkId), `after ${questions}`).toEqual([1, 1])
      expect(await shown(registrar, bulkId)).toMatchObject({ done: 2, waiting: 0, refused: [] })
      if (!died) break
      killed += 1
    }
    expect(killed).toBeGreaterThan(20)
  }, 720_000)

  test('however many processes run them at once: never two events an appeal', async () => {
    const ids = await freeAppeals(3)
    const [a, b] = [world.people.executor.id, world.people.otherExecutor.id]
    let turn = 0
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.integer({ min: 0, max: 120 }), { minLength: 1, maxLength: 4 }),
        async (kills) => {
          turn += 1
          const bulkId = await reassign(ids, turn % 2 === 0 ? a : b)
          await Promise.allSettled(kills.map((questions) => runBulks(killedAfter(world.context, questions))))
          await runBulks(world.context)
          expect(await eventsOf(ids, bulkId)).toEqual([1, 1, 1])
          expect(await shown(registrar, bulkId)).toMatchObject({ done: 3, waiting: 0 })
        },
      ),
      { numRuns: 12 },
    )
  }, 720_000)
})

test('single = many: the same act comes to the same, alone and among many', async () => {
  const { people } = world
  const states = ['free', 'taken', 'mine', 'desk', 'executed'] as const
  const orders = [
    { act: 'assign', path: 'assignment', body: { executorId: people.executor.id } },
    { act: 'assign', path: 'assignment', body: { executorId: people.executor.id, reason } },
    { act: 'assign', path: 'assignment', body: { executorId: people.auditor.id } },
    { act: 'route', path: 'routing', body: { unitId: legal, reason } },
    { act: 'takeIntoWork', path: 'take-into-work', body: undefined },
    { act: 'giveBack', path: 'giving-back', body: { reason } },
  ] as const
  async function arranged(state: (typeof states)[number]): Promise<string> {
    const [id = ''] = await freeAppeals(1)
    if (state === 'desk') await single(registrar, id, 'routing', { unitId: null, reason })
    if (state === 'taken') await single(registrar, id, 'assignment', { executorId: people.head.id })
    if (state === 'mine' || state === 'executed') await single(executor, id, 'take-into-work')
    if (state === 'executed') await answer(executor, head, id)
    return id
  }
  const wrong: unknown[] = []
  const seen = new Set<string>()
  for (const { act, path, body } of orders) {
    const who = act === 'assign' || act === 'route' ? registrar : executor
    const ids = [] as string[]
    for (const state of states) {
      const [alone, among] = [await arranged(state), await arranged(state)]
      const { status, problem, body: answer } = await single(who, alone, path, body)
      const pressed = status === 200 ? 'ok' : problem.code
      seen.add(`${act} ${pressed}`)
      ids.push(among)
      const dry = await preview(who, { appeals: chosen([among]), order: { act, ...body } })
      const many = await whole(who, [among], { act, ...body })
      const told = dry.refused[0]?.why.code ?? 'ok'
      const outcome = many.refused[0]?.why.code ?? 'ok'
      const [left, right] = [await types(alone), await types(among)]
      if (pressed !== outcome || told !== outcome || JSON.stringify(left) !== JSON.stringify(right)) {
        wrong.push({ act, state, pressed, told, outcome, left, right, answer })
      }
    }
  }
  expect(wrong).toEqual([])
  expect([...seen].filter((one) => one.endsWith('ok'))).toHaveLength(4)
  expect(seen.size).toBeGreaterThan(9)
}, 720_000)

import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import type { OpenedKeyFile } from '../../../eds/pkcs12.ts'
import {
  changeMember,
  firstUnit,
  makeStaff,
  makeUnit,
  registeredAppeals,
  sendAway,
} from '../../../test/office.ts'
import type { TestStaff } from '../../../test/people.ts'
import { answer, replyInterim } from '../../../test/reply.ts'
import { createSignedWorld, issueKey, type SignedWorld } from '../../../test/signed-world.ts'
import type { TestBrowser } from '../../../test/test-browser.ts'
import type { Appeal } from '../../../wire/appeal.ts'
import type { Assignees, WorkDone } from '../../../wire/work.ts'
import { columnsOf, historyOf } from '../../appeal/event-store.ts'

let world: SignedWorld
let key: OpenedKeyFile
let legal: string
let office: string
let lawyer: TestStaff
let legalHead: TestStaff
let both: TestStaff
let id: string
const browsers: Record<string, TestBrowser> = {}

beforeAll(async () => {
  world = await createSignedWorld('2026-01-12T05:00:00Z')
  key = await issueKey(world.authority)
  legal = await makeUnit(world, 'legal')
  office = await firstUnit(world)
  lawyer = await makeStaff(world, 'lawyer', 'Заңгер Тестова', ['executor'], ['legal'])
  legalHead = await makeStaff(world, 'legal-head', 'Басшы Тестова', ['head'], ['legal'])
  both = await makeStaff(world, 'both', 'Екеуі Тестова', ['executor'], ['legal', 'office'])
  const { otherExecutor, head, registrar, callCentre, aigerim } = world.people
  const people = { otherExecutor, head, registrar, callCentre, aigerim, lawyer, legalHead, both }
  for (const [name, person] of Object.entries(people)) browsers[name] = await world.as(person)
})
afterAll(() => world.close())
beforeEach(async () => {
  ;[id = ''] = await registeredAppeals(world, key, 1)
  const routed = await press('registrar', 'routing', { unitId: office, reason: 'Өз бөлімшесіне' })
  expect(routed.body, JSON.stringify(world.logged.at(-1))).toMatchObject({ outcome: 'done' })
})

function browserOf(who: string): TestBrowser {
  const browser = browsers[who]
  if (browser === undefined) throw new Error(who)
  return browser
}

async function ask<Body>(who: string, path: string, body?: unknown) {
  return await browserOf(who).ask<Body>(path as `POST /${string}`, body === undefined ? {} : { body })
}
const press = (who: string, act: string, body?: unknown, of = id) =>
  ask<WorkDone>(who, `POST /api/office/appeals/${of}/${act}`, body)
/** `done`, `nothing`, or the code of the refusal with the field it is about. */
async function outcome(who: string, act: string, body?: unknown, of = id): Promise<string> {
  const { status, body: done, problem } = await press(who, act, body, of)
  const [field] = problem?.fields ?? []
  return status === 200
    ? (done.outcome ?? 'done')
    : `${problem.code}${field === undefined ? '' : ` ${field.field}`}`
}
const events = async (of = id) =>
  (await historyOf(world.context.db, of))
    .filter(({ type }) => !['sent', 'registered'].includes(type))
    .slice(1)
const last = async () => (await events()).at(-1)
const row = async () =>
  await world.context.db.selectFrom('appeal').selectAll().where('id', '=', id).executeTakeFirstOrThrow()
const remark = async (remarkId: string | null | undefined) =>
  (
    await world.context.db
      .selectFrom('remark')
      .select('text')
      .where('id', '=', remarkId ?? '')
      .executeTakeFirst()
  )?.text
const reason = 'Жұмысты қайта бөлу керек'

describe('naming an executor', () => {
  test('the first naming by a registrar moves the status and is told to the client; a second press is nothing', async () => {
    const { otherExecutor, registrar } = world.people
    const order = {
      executorId: otherExecutor.id,
      instruction: 'Қарап, жауап дайындаңыз',
      internalDay: '2026-01-30',
    }
    expect(await outcome('registrar', 'assignment', order)).toBe('done')
    expect((await events()).map(({ type }) => type)).toEqual(['routed', 'takenIntoWork', 'workAssigned'])
    expect(await outcome('registrar', 'assignment', order)).toBe('nothing')
    expect(await events()).toHaveLength(3)
    expect(await row()).toMatchObject({
      status: 'awaitingExecution',
      executor_id: otherExecutor.id,
      internal_day: '2026-01-30',
    })
    const { body: seen } = await ask<Appeal>('aigerim', `GET /api/appeals/${id}`)
    expect(seen.executor?.fullName).toBe('Оспанов Асқар Нұрланұлы')
    expect(JSON.stringify(seen)).not.toContain('дайындаңыз')
    expect(JSON.stringify(seen)).not.toContain('2026-01-30')
    const kept = await world.context.db.selectFrom('event').selectAll().where('appeal_id', '=', id).execute()
    expect(kept.find(({ type }) => type === 'takenIntoWork')?.actor).toBe(`staff:${registrar.id}`)
  })

  test('another executor needs a reason; no status moves, nothing is unread', async () => {
    const { otherExecutor } = world.people
    await press('head', 'assignment', { executorId: otherExecutor.id })
    await ask('aigerim', `POST /api/appeals/${id}/reading`)
    expect(await outcome('head', 'assignment', { executorId: both.id })).toBe('required reason')
    expect(await outcome('head', 'assignment', { executorId: both.id, reason })).toBe('done')
    const change = await last()
    expect(change?.type).toBe('executorChanged')
    if (change?.type !== 'executorChanged') throw new Error('no change')
    expect(change.data.executorId).toBe(both.id)
    expect(await remark(change.data.reasonId)).toBe(reason)
    const { body } = await ask<{ rows: { id: string; unread: boolean }[] }>('aigerim', 'GET /api/incoming')
    expect(body.rows.find((one) => one.id === id)?.unread).toBe(false)
  })

  test('only somebody who executes, of the unit, who is here: who is away is refused with the deputy', async () => {
    const { otherExecutor, auditor, administrator, executor } = world.people
    const nobody = { id: crypto.randomUUID() }
    for (const { id: executorId } of [auditor, administrator, nobody]) {
      expect(await outcome('head', 'assignment', { executorId })).toBe('staff_not_executor executorId')
    }
    const elsewhere = { executorId: lawyer.id }
    expect(await outcome('head', 'assignment', elsewhere)).toBe('staff_of_another_unit executorId')
    const absence = await sendAway(world, {
      staffId: otherExecutor.id,
      deputyId: executor.id,
      from: '2026-01-12',
      to: '2026-01-16',
    })
    const { problem } = await press('head', 'assignment', { executorId: otherExecutor.id })
    expect(problem).toMatchObject({
      status: 422,
      code: 'deputy_instead',
      params: { name: 'Оспанов Асқар Нұрланұлы', until: '2026-01-16', deputy: 'Иманбекова Сәуле Маратқызы' },
    })
    expect(problem.detail).toContain('Иманбекова Сәуле Маратқызы')
    const { body: people } = await ask<Assignees>('head', 'GET /api/office/assignees')
    expect(people.people.find((one) => one.id === otherExecutor.id)?.away).toEqual({
      until: '2026-01-16',
      deputy: { id: executor.id, name: 'Иманбекова Сәуле Маратқызы' },
    })
    const { db, now } = world.context
    await db
      .updateTable('absence')
      .set({ cancelled_at: new Date(now()), cancelled_by: otherExecutor.id })
      .where('id', '=', absence)
      .execute()
    expect(await outcome('head', 'assignment', { executorId: otherExecutor.id })).toBe('done')
  })

  test.each([
    ['2026-01-11', 'internal_day_past internalDay'],
    ['2026-02-03', 'internal_day_late internalDay'],
    ['2026-01-31', 'internal_day_not_working internalDay'],
    ['2026-02-30', 'request_invalid internalDay'],
    ['2026-01-12', 'done'],
    ['2026-02-02', 'done'],
  ])('an internal day of %s: %s', async (internalDay, wanted) => {
    expect((await row()).due_date).toBe('2026-02-02')
    const order = { executorId: world.people.otherExecutor.id, internalDay }
    expect(await outcome('head', 'assignment', order)).toBe(wanted)
  })

  test('who helps is settled beside; the executor does not help themselves', async () => {
    const { otherExecutor } = world.people
    const order = { executorId: otherExecutor.id, coExecutorIds: [lawyer.id, lawyer.id, otherExecutor.id] }
    expect(await outcome('head', 'assignment', order)).toBe('done')
    expect((await row()).co_executor_ids).toEqual([lawyer.id])
    // A co-executor who becomes the executor helps no more.
    await press('registrar', 'assignment', { executorId: lawyer.id, unitId: legal, reason })
    expect(await row()).toMatchObject({ executor_id: lawyer.id, unit_id: legal, co_executor_ids: [] })
    const wrong = { executorId: lawyer.id, coExecutorIds: [world.people.auditor.id] }
    expect(await outcome('registrar', 'assignment', wrong)).toBe('staff_not_executor coExecutorIds')
  })

  test('a newer decision is not overwritten unseen: refused with who, what and when', async () => {
    const { otherExecutor } = world.people
    await press('registrar', 'assignment', { executorId: otherExecutor.id, seen: null })
    const stale = await press('head', 'assignment', { executorId: both.id, reason, seen: null })
    expect(stale.problem).toMatchObject({
      status: 409,
      code: 'changed_meanwhile',
      params: { by: 'Тіркеуші Тестова', act: 'named', at: '2026-01-12T05:00:00.000Z' },
    })
    expect(stale.problem.detail).toMatch(/^Тіркеуші Тестова, 12\.01\.2026 10:00: орындаушыны тағайындады\. /)
    expect(await outcome('head', 'assignment', { executorId: both.id, reason, seen: otherExecutor.id })).toBe(
      'done',
    )
  })
})

describe('taking, giving back, taking over, routing', () => {
  test('pressed twice by the same it is nothing; another is told who was first', async () => {
    expect(await outcome('otherExecutor', 'take-into-work')).toBe('done')
    const before = await events()
    expect((await press('otherExecutor', 'take-into-work')).status).toBe(200)
    expect(await events()).toEqual(before)
    const { problem } = await press('both', 'take-into-work')
    expect(problem).toMatchObject({
      code: 'not_the_executor',
      params: { by: 'Оспанов Асқар Нұрланұлы', act: 'taken', at: expect.any(String) },
    })
  })

  test('given back with a reason it is free again, and taken again it is a change that moves no status', async () => {
    await press('otherExecutor', 'take-into-work')
    expect(await outcome('otherExecutor', 'giving-back', { reason: ' ' })).toMatch(/reason$/)
    expect(await outcome('both', 'giving-back', { reason })).toBe('not_the_executor')
    expect(await outcome('otherExecutor', 'giving-back', { reason })).toBe('done')
    expect(await row()).toMatchObject({ executor_id: null, status: 'awaitingExecution', unit_id: office })
    expect(await outcome('both', 'take-into-work')).toBe('done')
    expect((await last())?.type).toBe('executorChanged')
    expect(await outcome('both', 'giving-back', { reason })).toBe('done')
    // The same person once more: every event has a key of its own.
    expect(await outcome('both', 'take-into-work')).toBe('done')
  })

  test('a deputy gives back what is theirs today, in the name of both', async () => {
    await press('otherExecutor', 'take-into-work')
    const { otherExecutor } = world.people
    await sendAway(world, {
      staffId: otherExecutor.id,
      deputyId: both.id,
      from: '2026-01-12',
      to: '2026-01-12',
    })
    expect(await outcome('both', 'giving-back', { reason })).toBe('done')
    expect((await last())?.data).toMatchObject({ executorId: null, insteadOf: otherExecutor.id })
    const { db, now } = world.context
    await db
      .updateTable('absence')
      .set({ cancelled_at: new Date(now()), cancelled_by: both.id })
      .execute()
  })

  test('who only helps gives back their help, and the executor stays', async () => {
    const { otherExecutor } = world.people
    await press('head', 'assignment', { executorId: otherExecutor.id, coExecutorIds: [lawyer.id] })
    expect(await outcome('lawyer', 'giving-back', { reason })).toBe('done')
    expect(await row()).toMatchObject({ executor_id: otherExecutor.id, co_executor_ids: [] })
    const change = await last()
    expect(change?.type === 'workAssigned' && (await remark(change.data.reasonId))).toBe(reason)
  })

  test('a head takes over with a reason; the head of another unit knows of nothing', async () => {
    await press('otherExecutor', 'take-into-work')
    expect((await press('legalHead', 'taking-over', { reason })).status).toBe(404)
    expect(await outcome('head', 'taking-over', { reason })).toBe('done')
    expect((await last())?.data).toMatchObject({ executorId: world.people.head.id })
    expect(await outcome('head', 'taking-over', { reason })).toBe('nothing')
  })

  test('routed away, what the old unit had settled goes with its executor; who is of both units keeps it', async () => {
    const order = {
      executorId: both.id,
      internalDay: '2026-01-30',
      coExecutorIds: [world.people.otherExecutor.id],
    }
    await press('head', 'assignment', order)
    const moved = await press('head', 'routing', { unitId: legal, reason })
    expect(moved.body).toEqual({ outcome: 'done', seen: false })
    expect(await row()).toMatchObject({ unit_id: legal, executor_id: both.id, internal_day: '2026-01-30' })
    expect((await events()).at(-1)?.type).toBe('routed')
    expect(await outcome('legalHead', 'routing', { unitId: legal, reason })).toBe('nothing')
    expect(await outcome('legalHead', 'routing', { unitId: null, reason })).toBe('done')
    expect((await events()).slice(-3).map(({ type }) => type)).toEqual([
      'routed',
      'executorChanged',
      'workAssigned',
    ])
    const desk = await row()
    expect(desk).toMatchObject({ unit_id: null, executor_id: null, internal_day: null, co_executor_ids: [] })
    expect(desk).toMatchObject({
      ...columnsOf(await historyOf(world.context.db, id)),
      routed_at: expect.anything(),
      sent_at: expect.anything(),
      registers_at: expect.anything(),
      executed_at: null,
      company_acted_at: expect.anything(),
    })
    const { auditor } = world.people
    expect(await outcome('registrar', 'assignment', { executorId: auditor.id })).toBe('unit_needed unitId')
    // Somebody of one unit is named there.
    expect(await outcome('registrar', 'assignment', { executorId: lawyer.id })).toBe('done')
    expect((await row()).unit_id).toBe(legal)
    // The first naming was before: the client is not told of it again.
    expect((await last())?.type).toBe('executorChanged')
  })

  test('an open question to another unit stays when it is routed', async () => {
    await world.context.db
      .insertInto('question')
      .values({
        id: crypto.randomUUID(),
        appeal_id: id,
        unit_id: legal,
        text: 'Не дейсіз?',
        answer_by: '2026-01-20',
        asked_by: both.id,
        asked_at: new Date(world.context.now()),
      })
      .execute()
    expect(await outcome('registrar', 'routing', { unitId: null, reason })).toBe('done')
    expect((await ask('lawyer', `GET /api/office/appeals/${id}`)).status).toBe(200)
  })

  test('a closed unit takes nothing, and a head hands nothing to people of a unit that is not theirs', async () => {
    const closed = await makeUnit(world, 'closed')
    const { db, now } = world.context
    await db
      .updateTable('unit')
      .set({ closed_at: new Date(now()) })
      .where('id', '=', closed)
      .execute()
    expect(await outcome('head', 'routing', { unitId: closed, reason })).toBe('unit_closed unitId')
    expect(await outcome('head', 'assignment', { executorId: lawyer.id, unitId: legal })).toBe('another_unit')
    const below = await makeUnit(world, 'below', office)
    await changeMember(world, lawyer.id, below, 'joined')
    const deeper = await world.as(world.people.head)
    const body = { executorId: lawyer.id, unitId: below }
    expect((await deeper.ask(`POST /api/office/appeals/${id}/assignment`, { body })).status).toBe(200)
    await changeMember(world, lawyer.id, below, 'left')
  })

  test('after the answer nothing is handed around, and the refusal says who answered', async () => {
    await press('otherExecutor', 'take-into-work')
    await answer(browserOf('otherExecutor'), browserOf('head'), id)
    const acts: [string, string, unknown][] = [
      ['otherExecutor', 'take-into-work', undefined],
      ['otherExecutor', 'giving-back', { reason }],
      ['head', 'taking-over', { reason }],
      ['head', 'routing', { unitId: legal, reason }],
      ['registrar', 'assignment', { executorId: both.id, reason }],
    ]
    for (const [who, act, body] of acts) {
      const { problem } = await press(who, act, body)
      expect(problem.code, act).toBe('action_not_in_status')
      expect(problem.params, act).toMatchObject({ by: 'Бекова Гүлнар Талғатқызы', act: 'executed' })
    }
  })
})

test('the workload: who has least to do first, with what is due this week and overdue', async () => {
  const { db, now } = world.context
  const { otherExecutor } = world.people
  await db.updateTable('appeal').set({ executor_id: null }).execute()
  const ids = await registeredAppeals(world, key, 3)
  for (const [place, day] of ['2026-01-09', '2026-01-16', '2026-02-20'].entries()) {
    await db
      .updateTable('appeal')
      .set({ executor_id: otherExecutor.id, due_date: day })
      .where('id', '=', ids[place] ?? '')
      .execute()
  }
  expect(new Date(now()).toISOString().slice(0, 10)).toBe('2026-01-12')
  const { body } = await ask<Assignees>('registrar', 'GET /api/office/assignees')
  expect(body.people.at(-1)).toMatchObject({
    id: otherExecutor.id,
    open: 3,
    dueThisWeek: 1,
    overdue: 1,
    away: null,
  })
  expect(body.people.map(({ id: one }) => one)).not.toContain(world.people.auditor.id)
  const { body: ofLegal } = await ask<Assignees>('head', `GET /api/office/assignees?unit=${legal}`)
  expect(ofLegal.people).toEqual([])
})

test('given back after an interim reply and taken again is no first naming: no second notice, the status stays', async () => {
  expect(await outcome('otherExecutor', 'take-into-work')).toBe('done')
  await replyInterim(browserOf('head'), id, { newDueDate: '2026-03-02' })
  expect(await outcome('otherExecutor', 'giving-back', { reason: 'Демалысқа шығамын' })).toBe('done')
  expect(await outcome('otherExecutor', 'take-into-work')).toBe('done')
  const types = (await historyOf(world.context.db, id)).map(({ type }) => type)
  expect(types.filter((type) => type === 'takenIntoWork')).toHaveLength(1)
  const seen = (await ask<Appeal>('aigerim', `GET /api/appeals/${id}`)).body
  expect([seen.status, seen.executor?.fullName]).toEqual(['interimReply', 'Оспанов Асқар Нұрланұлы'])
})

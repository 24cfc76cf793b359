import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { z } from 'zod'
import { plainDate } from '../../domain/calendar/plain-date.ts'
import { choicesOf } from '../../domain/signal/choice.ts'
import { firstUnit, makeStaff, makeUnit, sendAway } from '../../test/office.ts'
import type { TestStaff } from '../../test/people.ts'
import { createSignedWorld, issueKey, type SignedWorld, sendFree } from '../../test/signed-world.ts'
import type { SignalNews, SignalSettings, Signals } from '../../wire/signal.ts'
import { appendEvent } from '../appeal/event-store.ts'
import { inTransaction } from '../in-transaction.ts'
import { registerDue } from '../registry/register.ts'
import { stuckPlans } from './due-plan-store.ts'
import { tellDue } from './tell-due.ts'

type List = z.output<typeof Signals>

/** Monday, 12 January 2026, 10:00 in Astana; free letters sent then are due on Monday, 2 February. */
const monday = '2026-01-12T05:00:00Z'
const usualChoices = choicesOf({})
let world: SignedWorld
let key: Awaited<ReturnType<typeof issueKey>>
beforeAll(async () => {
  world = await createSignedWorld(monday)
  key = await issueKey(world.authority)
})
afterAll(() => world.close())

async function appeal(): Promise<string> {
  world.setNow(monday)
  const { id } = (await sendFree(world, await world.as(world.people.aigerim), key)).body
  await registerDue(world.context)
  return id
}
const rows = async (person: TestStaff, id: string) =>
  (await (await world.as(person)).ask<List>('GET /api/office/signals?size=50')).body.rows
    .filter((row) => row.appeal?.id === id)
    .reverse()
/** What somebody was told of an appeal, the first first. */
const told = async (person: TestStaff, id: string) =>
  (await rows(person, id)).map(({ kind, step }) => (step === null ? kind : `${kind} ${step}`))
const act = async (person: TestStaff, id: string, what: string, body?: unknown) => {
  const answer = await (await world.as(person)).ask(`POST /api/office/appeals/${id}/${what}`, { body })
  expect(answer.status, JSON.stringify(answer.body)).toBe(200)
}
const take = (person: TestStaff, id: string) => act(person, id, 'take-into-work')
const at = async (iso: string) => {
  world.setNow(iso)
  await tellDue(world.context)
}
const assignTo = (person: TestStaff) => ({ executorId: person.id, reason: 'Жүктеме' })

describe('docs/office.md 8: signals of a term', () => {
  test('5, 3 and 1 working days before, on the day, after it each working day, climbing to the heads', async () => {
    const { otherExecutor: askar, head, registrar } = world.people
    const id = await appeal()
    await take(askar, id)
    await at('2026-01-26T04:29:59Z')
    expect(await told(askar, id)).toEqual([])
    await at('2026-01-26T04:30:00Z')
    expect(await told(askar, id)).toEqual(['dueSoon -5'])
    await at('2026-01-26T04:31:00Z')
    for (const day of ['27', '28', '29', '30', '31']) await at(`2026-01-${day}T06:00:00Z`)
    for (const day of ['01', '02', '03']) await at(`2026-02-${day}T06:00:00Z`)
    const before = ['dueSoon -5', 'dueSoon -3', 'dueSoon -1', 'dueToday 0']
    expect(await told(askar, id)).toEqual([...before, 'overdue 1'])
    expect(await told(head, id)).toEqual(['overdue 1'])
    expect(await told(registrar, id)).toEqual([])
  })

  test('what was due while nothing ran is told in one that says so', async () => {
    const { otherExecutor: askar } = world.people
    const id = await appeal()
    await take(askar, id)
    await at('2026-02-06T06:00:00Z')
    expect((await rows(askar, id)).map(({ kind, step, merged }) => [kind, step, merged])).toEqual([
      ['overdue', 4, 7],
    ])
    await at('2026-01-27T06:00:00Z')
    await at('2026-02-06T07:00:00Z')
    expect(await told(askar, id)).toEqual(['overdue 4'])
  })

  test('the date moves: what was planned for the old one is not told, the new one is', async () => {
    const { otherExecutor: askar, head } = world.people
    const id = await appeal()
    await take(askar, id)
    await at('2026-01-26T06:00:00Z')
    await moveDueDate(id, '2026-02-16')
    for (const day of ['28', '30']) await at(`2026-01-${day}T06:00:00Z`)
    await at('2026-02-03T06:00:00Z')
    expect(await told(askar, id)).toEqual(['dueSoon -5'])
    await at('2026-02-09T06:00:00Z')
    expect(await told(askar, id)).toEqual(['dueSoon -5', 'dueSoon -5'])
    expect(await told(head, id)).toEqual([])
  })

  test('a calendar that changes moves what waits, by whatever hand it was changed', async () => {
    const { otherExecutor: askar } = world.people
    const id = await appeal()
    await take(askar, id)
    // Monday, 26 January, becomes a day off: five working days before the day are now on Friday, the 23rd.
    await at('2026-01-22T06:00:00Z')
    await markDay('2026-01-26', 'off')
    await at('2026-01-23T06:00:00Z')
    expect(await told(askar, id)).toEqual(['dueSoon -5'])
    await markDay('2026-01-26', 'ordinary')
    await at('2026-01-26T06:00:00Z')
    expect(await told(askar, id)).toEqual(['dueSoon -5'])
  })

  test('the hour of opening changes: the moment is that of the day', async () => {
    const { otherExecutor: askar } = world.people
    const id = await appeal()
    await take(askar, id)
    await setOpening('2026-01-26', '08:00:00')
    await at('2026-01-26T03:00:00Z')
    expect(await told(askar, id)).toEqual(['dueSoon -5'])
    await setOpening('2026-01-26', '09:30:00')
  })
})

describe('who is told', () => {
  test('the deputy, for whom; after the absence the executor again', async () => {
    const { otherExecutor: askar, executor: saule } = world.people
    const id = await appeal()
    await take(askar, id)
    await sendAway(world, { staffId: askar.id, deputyId: saule.id, from: '2026-01-30', to: '2026-01-31' })
    await at('2026-01-26T06:00:00Z')
    await at('2026-01-30T06:00:00Z')
    expect((await rows(saule, id)).map(({ insteadOf }) => insteadOf)).toEqual(['Оспанов А. Н.'])
    await at('2026-02-02T06:00:00Z')
    expect(await told(askar, id)).toEqual(['dueSoon -5', 'dueToday 0'])
  })

  test('work that changes hands tells the new executor, and not who gave it', async () => {
    const { otherExecutor: askar, executor: saule, head } = world.people
    const id = await appeal()
    await act(head, id, 'assignment', assignTo(askar))
    await at('2026-01-12T05:01:00Z')
    expect(await told(askar, id)).toEqual(['assigned'])
    expect(await told(head, id)).toEqual([])
    expect(await told(saule, id)).toEqual([])
  })

  test('who has lost sight of it, and who was turned off, is told nothing; somebody else is', async () => {
    const { head } = world.people
    const leaver = await makeStaff(world, 'leaver', 'Кетпекші Тест', ['executor'], ['office'])
    const id = await appeal()
    await take(leaver, id)
    await world.context.db.updateTable('staff').set({ active: false }).where('id', '=', leaver.id).execute()
    await at('2026-01-26T06:00:00Z')
    const signals = world.context.db.selectFrom('signal').where('appeal_id', '=', id)
    const staff = (await signals.select('staff_id').execute()).map(({ staff_id }) => staff_id)
    expect(staff).not.toContain(leaver.id)
    expect(staff).toContain(head.id)
  })

  test('nobody who may see it is there: an administrator learns number and day, with no way to it', async () => {
    const lone = await createSignedWorld(monday)
    try {
      const { id } = (
        await sendFree(lone, await lone.as(lone.people.aigerim), await issueKey(lone.authority))
      ).body
      await registerDue(lone.context)
      const keep = lone.people.administrator.id
      await lone.context.db.updateTable('staff').set({ active: false }).where('id', '<>', keep).execute()
      lone.setNow('2026-02-03T06:00:00Z')
      await tellDue(lone.context)
      const admin = await lone.as(lone.people.administrator)
      const { rows: seen } = (await admin.ask<List>('GET /api/office/signals')).body
      expect(seen.map(({ kind, appeal: of, appealNumber }) => [kind, of, appealNumber])).toContainEqual([
        'overdue',
        null,
        1,
      ])
      expect((await admin.ask(`GET /api/office/appeals/${id}`)).status).toBe(403)
    } finally {
      await lone.close()
    }
  })
})

describe('free work and questions', () => {
  test('what nobody takes is told to the unit, then to the head; taken, it is told no more', async () => {
    const { otherExecutor: askar, head } = world.people
    const id = await appeal()
    await at('2026-01-13T06:00:00Z')
    expect(await told(askar, id)).toEqual(['free 1'])
    await at('2026-01-14T06:00:00Z')
    expect(await told(head, id)).toEqual(['free 1', 'free 2'])
    await take(askar, id)
    await at('2026-01-19T06:00:00Z')
    expect(await told(head, id)).toEqual(['free 1', 'free 2'])
    await act(askar, id, 'giving-back', { reason: 'Басқа бөлімнің ісі' })
    await at('2026-01-20T06:00:00Z')
    expect((await told(head, id)).at(-1)).toBe('free 1')
  })
})

describe('the page and the choice', () => {
  test('unread ones are counted; one is read, or all up to what was shown', async () => {
    const { otherExecutor: askar } = world.people
    const id = await appeal()
    await take(askar, id)
    await at('2026-01-26T06:00:00Z')
    const office = await world.as(askar)
    const news = async () => (await office.ask<SignalNews>('GET /api/office/signals/news')).body
    const before = await news()
    const [row] = await rows(askar, id)
    expect((await office.ask(`POST /api/office/signals/${row?.id}/reading`)).status).toBe(200)
    expect(await news()).toEqual({ unread: before.unread - 1, changes: before.changes + 1 })
    const stranger = await world.as(world.people.head)
    await stranger.ask(`POST /api/office/signals/${row?.id}/reading`)
    expect(await news()).toEqual({ unread: before.unread - 1, changes: before.changes + 1 })
    const [newest] = (await office.ask<List>('GET /api/office/signals')).body.rows
    await office.ask('POST /api/office/signals/reading', { body: { upTo: newest?.number ?? 0 } })
    expect((await news()).unread).toBe(0)
  })

  test('a kind is turned off; what is overdue can not be, and a wrong address is refused', async () => {
    const { otherExecutor: askar } = world.people
    const office = await world.as(askar)
    const put = (choices: object, email = '') =>
      office.ask<SignalSettings>('PUT /api/office/signals/settings', { body: { choices, email } })
    const off = { ...usualChoices, dueSoon: 'none' }
    expect((await put(off, ' askar@example.kz ')).body).toMatchObject({
      choices: off,
      email: 'askar@example.kz',
    })
    expect((await put({ ...usualChoices, overdue: 'none' })).status).toBe(422)
    expect((await put(usualChoices, 'askar@')).status).toBe(422)
    const id = await appeal()
    await take(askar, id)
    await at('2026-01-26T06:00:00Z')
    expect(await told(askar, id)).toEqual([])
    expect((await put(usualChoices)).status).toBe(200)
  })

  test('signals that nobody told for an hour are stuck', async () => {
    await appeal()
    world.setNow('2026-01-13T04:31:00Z')
    const since = world.context.now() - 30_000
    expect((await stuckPlans(world.context.db, since)).n).toBeGreaterThan(0)
    await tellDue(world.context)
    expect((await stuckPlans(world.context.db, since)).n).toBe(0)
  })
})

// A second unit: what no rule routes lies on the registrar's desk from now on.
describe('another unit', () => {
  test('a question tells its unit, near its day once more; the answer tells who asked', async () => {
    const { otherExecutor: askar } = world.people
    const unitId = await makeUnit(world, 'legal')
    const lawyer = await makeStaff(world, 'lawyer', 'Заңгер Тест', ['executor'], ['legal'])
    const id = await appeal()
    const routing = { unitId: await firstUnit(world), reason: 'Осы бөлімнің ісі' }
    await act(world.people.registrar, id, 'routing', routing)
    await take(askar, id)
    const question = { unitId, text: 'Келісім дұрыс па?', answerBy: '2026-01-15' }
    await act(askar, id, 'questions', question)
    await at('2026-01-12T06:00:00Z')
    expect(await told(lawyer, id)).toEqual(['asked'])
    await at('2026-01-14T06:00:00Z')
    expect(await told(lawyer, id)).toEqual(['asked', 'questionDue -1'])
    const { id: questionId } = await world.context.db
      .selectFrom('question')
      .select('id')
      .where('appeal_id', '=', id)
      .executeTakeFirstOrThrow()
    await act(lawyer, id, `questions/${questionId}/answer`, { text: 'Иә.' })
    await at('2026-01-16T06:00:00Z')
    expect(await told(askar, id)).toEqual(['answered'])
    const waits = world.context.db.selectFrom('signal_plan').where('question_id', '=', questionId)
    expect(await waits.select('id').where('told_at', 'is', null).execute()).toEqual([])
  })
})

/** As an interim reply of the head moves it. */
async function moveDueDate(id: string, to: string): Promise<void> {
  const { db, now } = world.context
  const data = {
    correspondenceId: id,
    approvedBy: world.people.head.id,
    oldDueDate: null,
    newDueDate: plainDate(to),
  }
  await inTransaction(db, (trx) =>
    appendEvent(trx, {
      appealId: id,
      type: 'interimReplied',
      occurredAt: now(),
      recordedAt: now(),
      actor: `staff:${world.people.head.id}`,
      source: 'office',
      key: `interimReplied:${to}`,
      data,
    }),
  )
}

async function markDay(date: string, mark: 'off' | 'ordinary'): Promise<void> {
  const text = { kk: 'Демалыс', ru: 'Выходной', en: 'Day off' }
  const { db, now } = world.context
  const name = JSON.stringify(text)
  await db
    .insertInto('calendar_day')
    .values({
      date,
      recorded_at: new Date(now()),
      mark,
      kind: 'transfer',
      name,
      source: 'test',
      uncertain: false,
    })
    .execute()
}

async function setOpening(from: string, time: string): Promise<void> {
  const { db, now } = world.context
  const value = JSON.stringify(time)
  await db
    .insertInto('setting')
    .values({ key: 'hours.opens', valid_from: from, value, recorded_at: new Date(now()) })
    .execute()
}

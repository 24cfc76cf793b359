import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { numbersOf } from '../../bin/agree/sight-numbers.ts'
import { connect } from '../../db/connect.ts'
import type { EventData, EventType } from '../../domain/appeal/event.ts'
import { plainDate } from '../../domain/calendar/plain-date.ts'
import type { Outcome } from '../../domain/reply/reply.ts'
import type { OpenedKeyFile } from '../../eds/pkcs12.ts'
import { firstUnit, makeStaff, makeUnit, sendAway } from '../../test/office.ts'
import type { TestStaff } from '../../test/people.ts'
import { createSignedWorld, issueKey, type SignedWorld, sendFree } from '../../test/signed-world.ts'
import type { Queue } from '../../wire/queue.ts'
import type { Measured, Sight, SightPlace } from '../../wire/sight.ts'
import { appendEvent } from '../appeal/event-store.ts'
import { registerDue } from '../registry/register.ts'
import { foldChanges } from './folded-store.ts'

// Hand-made histories over the end of a year: who looks at the figures sees exactly what their lists hold.
let world: SignedWorld
let key: OpenedKeyFile
let units: { office: string; other: string; below: string }
let people: { otherHead: TestStaff; theirs: TestStaff }
const ids: Record<string, string> = {}

const day = (date: string) => `${date}T06:00:00.000Z`
const send = async (name: string, at: string, registered = true): Promise<void> => {
  world.setNow(at)
  const client = await world.as(world.people.aigerim)
  const { body } = await sendFree(world, client, key)
  ids[name] = body.id
  if (registered) await registerDue(world.context)
}
async function tell<Type extends EventType>(name: string, at: string, type: Type, data: EventData[Type]) {
  const id = ids[name] ?? ''
  const occurredAt = Date.parse(day(at))
  await world.context.db.transaction().execute((trx) =>
    appendEvent(trx, {
      appealId: id,
      type,
      occurredAt,
      recordedAt: occurredAt,
      actor: 'system',
      source: 'office',
      key: `${type} ${at} ${crypto.randomUUID()}`,
      data,
    }),
  )
}
const taken = (name: string, at: string, executorId = world.people.executor.id) =>
  tell(name, at, 'takenIntoWork', { executorId })
const moved = (name: string, at: string, from: string, to: string) =>
  tell(name, at, 'interimReplied', {
    correspondenceId: crypto.randomUUID(),
    approvedBy: world.people.head.id,
    oldDueDate: plainDate(from),
    newDueDate: plainDate(to),
  })
/** The letter, as sending keeps it, then its event. */
async function answer(name: string, at: string, outcome: Outcome | null = 'explained') {
  const id = crypto.randomUUID()
  await world.context.db
    .insertInto('correspondence')
    .values({
      id,
      appeal_id: ids[name] ?? '',
      kind: 'answer',
      author_id: world.people.executor.id,
      outcome,
      sent_at: new Date(day(at)),
    })
    .execute()
  await tell(name, at, 'executed', { correspondenceId: id })
}
const route = (name: string, at: string, unitId: string | null) =>
  tell(name, at, 'routed', { unitId, rule: null, reasonId: null })

beforeAll(async () => {
  world = await createSignedWorld(day('2025-12-22'))
  key = await issueKey(world.authority)
  const office = await firstUnit(world)
  const other = await makeUnit(world, 'other')
  units = { office, other, below: await makeUnit(world, 'below', other) }
  people = {
    otherHead: await makeStaff(world, 'other-head', 'Серікова Мадина', ['head'], ['other']),
    theirs: await makeStaff(world, 'theirs', 'Тілеу Жандос', ['executor'], ['below']),
  }
  for (const name of ['inTime', 'twice', 'lapsed', 'late', 'passedOn', 'returned']) {
    await send(name, day('2025-12-22'))
  }
  const { due_date: due = '' } = await world.context.db
    .selectFrom('appeal')
    .select('due_date')
    .where('id', '=', ids.inTime ?? '')
    .executeTakeFirstOrThrow()
  expect(due).toBe('2026-01-15')
  for (const name of Object.keys(ids)) await route(name, '2025-12-22', units.office)
  // In time, over the end of the year.
  await taken('inTime', '2025-12-23')
  await answer('inTime', '2026-01-15')
  // Moved twice, each time before the day had passed: answered by the day that was in force.
  await taken('twice', '2025-12-23')
  await moved('twice', '2026-01-14', '2026-01-15', '2026-02-02')
  await moved('twice', '2026-02-02', '2026-02-02', '2026-02-16')
  await answer('twice', '2026-02-16')
  // Moved when the day had passed: the new day does not mend it.
  await taken('lapsed', '2025-12-23')
  await moved('lapsed', '2026-01-16', '2026-01-15', '2026-02-09')
  await answer('lapsed', '2026-01-28')
  await taken('late', '2025-12-23')
  await answer('late', '2026-01-16', 'refused')
  // Given back, taken by another, answered by them.
  await taken('passedOn', '2025-12-23')
  await tell('passedOn', '2025-12-24', 'executorChanged', { executorId: null, reasonId: null })
  await tell('passedOn', '2025-12-25', 'executorChanged', {
    executorId: world.people.otherExecutor.id,
    reasonId: null,
  })
  await answer('passedOn', '2025-12-30', null)
  await tell('returned', '2026-01-05', 'returned', { reason: 'revoked' })
  for (const name of ['open', 'theirs', 'below', 'desk']) await send(name, day('2026-01-30'))
  await route('open', '2026-02-02', units.office)
  await taken('open', '2026-02-02')
  await route('theirs', '2026-02-02', units.other)
  await route('below', '2026-02-02', units.below)
  await taken('below', '2026-02-03', people.theirs.id)
  await route('desk', '2026-02-02', null)
  // On a Saturday: without a number until Monday.
  await send('unnumbered', '2026-02-21T06:00:00.000Z', false)
})
afterAll(() => world.close())

const figures = async (who: TestStaff, asked: SightPlace & { period?: string } = {}) => {
  const browser = await world.as(who)
  const query = new URLSearchParams(
    Object.entries(asked).flatMap(([at, value]) => (value ? [[at, value]] : [])),
  )
  const { status, body } = await browser.ask<Sight>(`GET /api/office/figures?${query}`)
  expect(status, JSON.stringify(body)).toBe(200)
  return body
}
const flow = ({ flow: found }: Measured) => {
  if (found === null) throw new Error('not counted')
  return found
}

/** Every number of the page against the list that it links to. */
async function agrees(who: TestStaff, asked: SightPlace & { period?: string }): Promise<number> {
  const { period: _, ...place } = asked
  // Of the many noughts those of the whole are enough: where it has none, no row has one.
  const numbers = numbersOf(await figures(who, asked), place).filter(
    ({ n, where }) => n > 0 || where === 'total',
  )
  const browser = await world.as(who)
  const lists = new Map<string, number>()
  for (const { query } of numbers) {
    if (lists.has(query)) continue
    const { body, status } = await browser.ask<Queue>(`GET /api/office/queue?${query}`)
    expect(status, query).toBe(200)
    lists.set(query, body.total)
  }
  for (const { where, counter, n, query } of numbers) {
    expect(lists.get(query), `${where}, ${counter}: ${query}`).toBe(n)
  }
  return numbers.filter(({ n }) => n > 0).length
}

describe('what is counted', () => {
  test('an answer is late by the day that was in force; an interim reply after it had passed does not mend it', async () => {
    const { total } = await figures(world.people.auditor, { period: '2026' })
    expect(flow(total)).toMatchObject({ answered: 4, late: 2, extended: 2, returned: 1, received: 5 })
    expect(flow(total)).toMatchObject({ explained: 3, refused: 1, satisfied: 0, partly: 0 })
    const { total: january } = await figures(world.people.auditor, { period: '2026-01' })
    expect(flow(january)).toMatchObject({ answered: 3, late: 2, extended: 1, returned: 1, received: 4 })
  })

  test('what was received in one year and answered in the next counts in each by its day', async () => {
    const sight = await figures(world.people.auditor, { period: '2026-q1' })
    expect(flow(sight.totalBefore)).toMatchObject({ received: 6, answered: 1 })
    expect(sight.before.text).toBe('2025-q4')
    expect(sight.months.map(({ month }) => month)).toEqual(
      [
        ...['2025-03', '2025-04', '2025-05', '2025-06', '2025-07', '2025-08', '2025-09', '2025-10'],
        ...['2025-11', '2025-12', '2026-01', '2026-02'],
      ].map((month) => `${month}-01`),
    )
    expect(sight.months.slice(-3).map((month) => [flow(month).received, flow(month).answered])).toEqual([
      [6, 1],
      [4, 3],
      [1, 1],
    ])
  })

  test('it is whose it is now that counts: given back and passed on, it is the other one’s', async () => {
    const { executors } = await figures(world.people.auditor, { period: '2025-12' })
    const of = (id: string) => executors.find(({ key: one }) => one === id)
    expect(of(world.people.otherExecutor.id)?.flow).toMatchObject({ answered: 1, received: 1 })
    expect(of(world.people.executor.id)?.flow).toMatchObject({ answered: 0, received: 4 })
  })

  test('days to the answer are working days, by percentile', async () => {
    const rows = await world.context.db
      .selectFrom('appeal')
      .select(['id', 'answered_in'])
      .where('answered_in', 'is not', null)
      .execute()
    const took = (name: string) => rows.find(({ id }) => id === ids[name])?.answered_in
    expect([took('passedOn'), took('inTime'), took('late')]).toEqual([6, 15, 16])
    const { total } = await figures(world.people.auditor, { period: '2026-01' })
    expect(total.days).toEqual({ median: 16, ninetieth: took('lapsed') })
  })

  test('what is so now does not depend on the period', async () => {
    const [one, two] = [
      await figures(world.people.auditor, { period: '2025-12' }),
      await figures(world.people.auditor, { period: '2026' }),
    ]
    expect(one.total.now).toEqual(two.total.now)
    // «open», «theirs», «below», «desk» and the one without a number; the four were due on 20 February.
    expect(one.total.now).toMatchObject({ open: 5, overdue: 4, unassigned: 2, unrouted: 1 })
    expect(one.asOf).toBe(new Date(world.context.now()).toISOString())
  })
})

describe('every number is the count of the list that it links to', () => {
  const periods = ['2025-12', '2026', '2025-12-20..2026-02-10']
  test.each(periods)(
    '%s, for everybody who looks, before and after the changes are added up',
    async (period) => {
      const some = [world.people.registrar, world.people.head, people.otherHead]
      const before: Sight[] = []
      for (const who of some) {
        expect(await agrees(who, { period })).toBeGreaterThan(0)
        before.push(await figures(who, { period }))
      }
      await foldChanges(world.context.db)
      for (const [n, who] of some.entries()) expect(await figures(who, { period })).toEqual(before[n])
      // One change on top of what is added up, and back again.
      await tell('open', '2026-02-03', 'executorChanged', { executorId: null, reasonId: null })
      await agrees(world.people.registrar, { period })
      await tell('open', '2026-02-04', 'executorChanged', {
        executorId: world.people.executor.id,
        reasonId: null,
      })
    },
  )

  test('with a unit, a category, a kind of contract', async () => {
    const { registrar, head } = world.people
    const some: SightPlace[] = [
      { unit: units.office },
      { unit: 'none' },
      { unit: 'notYet' },
      { category: 'general' },
      { contractKind: 'RENT_BUYOUT' },
      { contractKind: 'MORTGAGE' },
      { unit: units.other, category: 'general', contractKind: 'RENT_BUYOUT' },
    ]
    for (const place of some) {
      await agrees(registrar, { ...place, period: '2026' })
      await agrees(head, { ...place, period: '2025-12-20..2026-02-10' })
    }
  })

  test('a head who replaces another one today sees in the figures the letters that wait, as in the list', async () => {
    const { db, now } = world.context
    const { head } = world.people
    const heads = async (id: string | null) =>
      await db.updateTable('unit').set({ head_id: id }).where('id', '=', units.other).execute()
    await heads(people.otherHead.id)
    await sendAway(world, {
      staffId: people.otherHead.id,
      deputyId: head.id,
      from: '2026-02-20',
      to: '2026-02-28',
    })
    const counted = async () => {
      const { total } = await figures(head, { period: '2026' })
      return [total.now?.open, flow(total).received]
    }
    const before = await counted()
    const at = new Date(now())
    const reply = { id: crypto.randomUUID(), kind: 'answer', state: 'proposed' } as const
    await db
      .insertInto('reply')
      .values({
        ...reply,
        appeal_id: ids.below ?? '',
        author_id: people.theirs.id,
        created_at: at,
        saved_at: at,
      })
      .execute()
    const [open = 0, received = 0] = before
    expect(await counted()).toEqual([(open ?? 0) + 1, received + 1])
    for (const period of ['2026', '2026-01', '2026-01-15..2026-02-10']) await agrees(head, { period })
    await db.updateTable('reply').set({ state: 'discarded' }).where('id', '=', reply.id).execute()
    expect(await counted()).toEqual(before)
    await heads(null)
  })

  test('a deputy and a helper see in the figures what they see in the list', async () => {
    const { head } = world.people
    await sendAway(world, {
      staffId: people.theirs.id,
      deputyId: head.id,
      from: '2026-02-20',
      to: '2026-02-28',
    })
    await tell('theirs', '2026-02-10', 'workAssigned', {
      coExecutorIds: [head.id],
      internalDay: null,
      instructionId: null,
    })
    const { total } = await figures(head, { period: '2026' })
    expect(total.now?.open).toBe(3)
    await agrees(head, { period: '2026' })
    await agrees(head, { period: '2026', contractKind: 'RENT_BUYOUT' })
  })

  test('units, executors and categories add up to the whole', async () => {
    for (const who of [world.people.registrar, world.people.head, people.otherHead]) {
      const sight = await figures(who, { period: '2025-12-22..2026-02-28' })
      for (const rows of [sight.units, sight.executors, sight.kinds]) {
        for (const counter of ['received', 'answered', 'late', 'extended', 'returned'] as const) {
          const sum = rows.reduce((all, row) => all + flow(row)[counter], 0)
          expect(sum, counter).toBe(flow(sight.total)[counter])
        }
        expect(rows.reduce((all, row) => all + (row.now?.open ?? 0), 0)).toBe(sight.total.now?.open)
      }
    }
  })
})

test('what is reopened is open again, and late once it is answered after its day; forwarded is no answer', async () => {
  const reasonId = crypto.randomUUID()
  const now = async (period: string) => (await figures(world.people.auditor, { period })).total
  const before = await now('2025-12')
  await tell('passedOn', '2026-02-18', 'reopened', { executorId: world.people.otherExecutor.id, reasonId })
  const open = await now('2025-12')
  expect(flow(open).answered).toBe(flow(before).answered - 1)
  expect(open.now?.open).toBe((before.now?.open ?? 0) + 1)
  await agrees(world.people.registrar, { period: '2025-12' })
  await answer('passedOn', '2026-02-19')
  const february = flow(await now('2026-02'))
  expect(february).toMatchObject({ answered: 2, late: 1 })
  await tell('open', '2026-02-19', 'forwarded', { correspondenceId: crypto.randomUUID() })
  expect(flow(await now('2026-02'))).toMatchObject({ answered: 2, forwarded: 1 })
  await agrees(world.people.registrar, { period: '2026-02' })
})

describe('who sees what', () => {
  test('a head has the figures of their units alone, by name and number', async () => {
    const sight = await figures(people.otherHead, { period: '2026' })
    expect(sight.total.now?.open).toBe(2)
    expect(sight.units.map(({ key: unit }) => unit).sort()).toEqual([units.other, units.below].sort())
    expect(sight.executors.map(({ key: one }) => one).sort()).toEqual([people.theirs.id, 'none'].sort())
    expect(sight.choices.units).toHaveLength(2)
    // Asked for by name, another unit is empty, as its list is.
    const { total, executors } = await figures(people.otherHead, { period: '2026', unit: units.office })
    expect(flow(total)).toMatchObject({ received: 0, answered: 0 })
    expect(executors).toEqual([])
  })

  test('who answers alone, and who only looks for one, has no figures', async () => {
    for (const who of [world.people.otherExecutor, world.people.callCentre, world.people.administrator]) {
      const browser = await world.as(who)
      for (const path of ['', '/export?format=csv']) {
        expect((await browser.ask(`GET /api/office/figures${path}`)).status).toBe(403)
      }
    }
  })
})

test('the file has the rows of the page', async () => {
  const browser = await world.as(world.people.auditor)
  const answerOf = await browser.ask<string>('GET /api/office/figures/export?format=csv&period=2026')
  expect(answerOf.status).toBe(200)
  const lines = String(answerOf.body).trim().split('\r\n')
  const sight = await figures(world.people.auditor, { period: '2026' })
  expect(lines).toHaveLength(
    2 + sight.months.length + sight.units.length + sight.executors.length + sight.kinds.length,
  )
  const { received, answered, late } = flow(sight.total)
  expect(lines[1]?.split(';').slice(2, 6)).toEqual(
    [received, answered, ((answered - late) / answered) * 100, late].map(String),
  )
})

test('one source that fails is told as such, and takes nothing else with it', async () => {
  const owner = connect(world.database.ownerUrl)
  await sql`alter table sight_days rename to sight_days_gone`.execute(owner)
  const { total, units: rows } = await figures(world.people.auditor, { period: '2026' })
  await sql`alter table sight_days_gone rename to sight_days`.execute(owner)
  await owner.destroy()
  expect(total.days).toBeNull()
  expect(total.flow).not.toBeNull()
  expect(total.now).not.toBeNull()
  expect(rows.length).toBeGreaterThan(0)
  expect(world.logged.some(({ message }) => message === 'figures could not be counted')).toBe(true)
})

import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { createSignedWorld, issueKey, type SignedWorld, sendFree } from '../../test/signed-world.ts'
import type { TestBrowser } from '../../test/test-browser.ts'
import type { Desk } from '../../wire/desk.ts'
import type { Queue, QueueChoices } from '../../wire/queue.ts'
import { appendEvent } from '../appeal/event-store.ts'
import { inTransaction } from '../in-transaction.ts'
import { registerDue } from '../registry/register.ts'

// Friday, 30 January 2026. Айгерім has sent five appeals; Асқар works on four of them.
let world: SignedWorld
let askar: TestBrowser
let head: TestBrowser
let ids: Record<'overdue' | 'today' | 'soon' | 'later' | 'free', string>
const due = { overdue: '2026-01-29', today: '2026-01-30', soon: '2026-02-04', later: '2026-02-05' } as const

beforeAll(async () => {
  world = await createSignedWorld('2026-01-30T05:00:00Z')
  const key = await issueKey(world.authority)
  const aigerim = await world.as(world.people.aigerim)
  askar = await world.as(world.people.otherExecutor)
  head = await world.as(world.people.head)
  const sent: string[] = []
  for (let n = 0; n < 5; n += 1) sent.push((await sendFree(world, aigerim, key)).body.id)
  const [overdue = '', today = '', soon = '', later = '', free = ''] = sent
  ids = { overdue, today, soon, later, free }
  await registerDue(world.context)
  for (const [name, day] of Object.entries(due)) {
    const id = ids[name as keyof typeof due]
    expect((await askar.ask(`POST /api/office/appeals/${id}/take-into-work`)).status).toBe(200)
    await world.context.db.updateTable('appeal').set({ due_date: day }).where('id', '=', id).execute()
  }
})
afterAll(() => world.close())

const desk = async (who = askar) => (await who.ask<Desk>('GET /api/office/desk')).body
const queue = async (query: string, who = askar) =>
  (await who.ask<Queue>(`GET /api/office/queue?${query}`)).body
const idsIn = ({ rows }: { readonly rows: readonly { id: string }[] }) => rows.map(({ id }) => id)

describe('the desk', () => {
  test('groups by why, by working days: Wednesday is soon on Friday, Thursday is not', async () => {
    const { parts } = await desk()
    const of = (group: string) => idsIn(parts.find((part) => part.group === group) ?? { rows: [] })
    expect(of('overdue')).toEqual([ids.overdue])
    expect(of('today')).toEqual([ids.today])
    expect(of('soon')).toEqual([ids.soon])
    expect(of('free')).toEqual([ids.free])
    expect(of('back')).toEqual([])
  })

  test('each count is that of the list at its address', async () => {
    for (const who of [askar, head, await world.as(world.people.registrar)]) {
      const { parts } = await desk(who)
      expect(parts.length).toBeGreaterThan(0)
      for (const { query, total, more, group } of parts) {
        expect(await queue(query, who), group).toMatchObject({ total, more })
      }
    }
  })

  test('«Next» is what is overdue first', async () => {
    expect((await desk()).next).toMatchObject({ id: ids.overdue })
  })

  test('what a colleague assigned comes back, says who, and leaves when it is opened', async () => {
    await world.context.moveClock(world.context.now() + 60_000)
    await inTransaction(world.context.db, (trx) =>
      appendEvent(trx, {
        appealId: ids.later,
        type: 'workAssigned',
        key: 'workAssigned:1',
        occurredAt: world.context.now(),
        recordedAt: world.context.now(),
        actor: `staff:${world.people.head.id}`,
        source: 'office',
        data: { coExecutorIds: [], internalDay: null, instructionId: null },
      }),
    )
    // The fold has set the due date back.
    await world.context.db
      .updateTable('appeal')
      .set({ due_date: due.later })
      .where('id', '=', ids.later)
      .execute()
    const back = async () => (await desk()).parts.find(({ group }) => group === 'back')
    expect(await back()).toMatchObject({
      total: 1,
      rows: [{ id: ids.later, back: { why: 'assigned', by: 'Бекова Г. Т.' } }],
    })
    await world.context.moveClock(world.context.now() + 60_000)
    await askar.ask(`GET /api/office/appeals/${ids.later}`)
    expect(await back()).toMatchObject({ total: 0, rows: [] })
  })

  test('the coming working days say how many are due, and lead to them', async () => {
    const { days } = await desk()
    expect(days.map(({ date, due }) => [date, due])).toEqual([
      ['2026-02-02', 0],
      ['2026-02-03', 0],
      ['2026-02-04', 1],
      ['2026-02-05', 1],
      ['2026-02-06', 0],
    ])
    for (const day of days) expect((await queue(day.query)).total, day.date).toBe(day.due)
  })

  test('the registrar begins with what nobody has routed', async () => {
    await world.context.db.updateTable('appeal').set({ unit_id: null }).where('id', '=', ids.free).execute()
    const [first] = (await desk(await world.as(world.people.registrar))).parts
    expect(first).toMatchObject({ group: 'unrouted', total: 1, rows: [{ id: ids.free }] })
    await world.context.db
      .updateTable('appeal')
      .set({ unit_id: (await world.context.db.selectFrom('unit').select('id').executeTakeFirstOrThrow()).id })
      .where('id', '=', ids.free)
      .execute()
  })
})

describe('the queue', () => {
  test('each filter finds what it says', async () => {
    const { otherExecutor } = world.people
    expect(idsIn(await queue('due=overdue'))).toEqual([ids.overdue])
    expect(idsIn(await queue('due=week'))).toEqual([ids.today])
    expect(idsIn(await queue('dueFrom=2026-02-04&dueTo=2026-02-05'))).toEqual([ids.soon, ids.later])
    expect(idsIn(await queue('executor=none'))).toEqual([ids.free])
    expect((await queue(`executor=${otherExecutor.id}`)).total).toBe(4)
    expect((await queue('registeredFrom=2026-01-30&registeredTo=2026-01-30')).total).toBe(5)
    expect((await queue('registeredTo=2026-01-29')).total).toBe(0)
    expect((await queue('category=general')).total + (await queue('type=gen.free')).total).toBeGreaterThan(4)
    expect((await queue('contractKind=MORTGAGE')).total).toBe(0)
    expect((await queue('contractKind=RENT_BUYOUT')).total).toBe(5)
    expect((await queue('signature=revoked')).total).toBe(0)
    expect((await queue('links=none')).total).toBe(5)
    expect((await queue('unit=none')).total).toBe(0)
    expect((await queue('waits=any')).total).toBe(0)
  })

  test('«absent» finds the work of those who are away today, and no longer tomorrow', async () => {
    const { otherExecutor, executor } = world.people
    await world.context.db
      .insertInto('absence')
      .values({
        id: crypto.randomUUID(),
        staff_id: otherExecutor.id,
        deputy_id: executor.id,
        from_day: '2026-01-26',
        to_day: '2026-01-30',
        reason: 'leave',
        recorded_at: new Date(world.context.now()),
      })
      .execute()
    const found = await queue('executor=absent', head)
    expect(found.total).toBe(4)
    expect(found.rows.every(({ executorAway }) => executorAway)).toBe(true)
    // The deputy's «mine» is theirs meanwhile.
    expect((await queue('whose=mine', await world.as(executor))).total).toBe(4)
    await world.context.db.updateTable('absence').set({ to_day: '2026-01-29' }).execute()
    expect((await queue('executor=absent', head)).total).toBe(0)
  })

  test('«all» holds the finished ones too, the open list does not', async () => {
    const { db } = world.context
    await db.updateTable('appeal').set({ status: 'executed' }).where('id', '=', ids.later).execute()
    expect((await queue('')).total).toBe(4)
    expect((await queue('status=any')).total).toBe(5)
    expect(idsIn(await queue('status=executed'))).toEqual([ids.later])
    await db.updateTable('appeal').set({ status: 'awaitingExecution' }).where('id', '=', ids.later).execute()
  })

  test('every order is one order both ways, and what has no value is last', async () => {
    const { queueSorts } = await import('../../domain/mailbox/queue.ts')
    for (const sort of queueSorts) {
      const there = idsIn(await queue(`sort=${sort}`, head))
      const back = idsIn(await queue(`sort=${sort}&order=desc`, head))
      expect(new Set(there)).toEqual(new Set(back))
      expect(there).toHaveLength(5)
    }
    expect(idsIn(await queue('sort=due')).slice(0, 2)).toEqual([ids.overdue, ids.today])
    expect(idsIn(await queue('sort=executor', head)).at(-1)).toBe(ids.free)
    expect(idsIn(await queue('sort=executor&order=desc', head)).at(-1)).toBe(ids.free)
  })

  test('next and previous walk the whole list, in every order, and outlive that a case left it', async () => {
    const next = async (query: string) =>
      (
        await head.ask<{ previous: string | null; next: string | null }>(
          `GET /api/office/queue/neighbours?${query}`,
        )
      ).body
    for (const order of [
      'sort=due',
      'sort=due&order=desc',
      'sort=executor',
      'sort=registration&order=desc',
    ]) {
      const list = idsIn(await queue(order, head))
      for (const [at, id] of list.entries()) {
        expect(await next(`${order}&of=${id}`), order).toEqual({
          previous: list[at - 1] ?? null,
          next: list[at + 1] ?? null,
        })
      }
    }
    // Of the overdue ones: the one of today is none, and still has its place.
    expect(await next(`due=overdue&of=${ids.today}`)).toEqual({ previous: ids.overdue, next: null })
  })

  test('filters offer what is within sight', async () => {
    const { body } = await head.ask<QueueChoices>('GET /api/office/queue/choices')
    expect(body.units).toHaveLength(1)
    expect(body.executors.map(({ id }) => id)).toContain(world.people.otherExecutor.id)
    expect(body.executors.map(({ id }) => id)).not.toContain(world.people.auditor.id)
    const stranger = await world.as(world.people.otherExecutor)
    await world.context.db
      .insertInto('unit_member')
      .values({
        staff_id: world.people.otherExecutor.id,
        unit_id: body.units[0]?.id ?? '',
        change: 'left',
        changed_at: new Date(world.context.now()),
      })
      .execute()
    expect((await stranger.ask<QueueChoices>('GET /api/office/queue/choices')).body).toMatchObject({
      units: [],
      executors: [],
    })
  })
})

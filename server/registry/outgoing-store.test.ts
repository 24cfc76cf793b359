import { randomUUID } from 'node:crypto'
import fc from 'fast-check'
import type { Kysely } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { connect } from '../../db/connect.ts'
import type { Tables } from '../../db/tables.ts'
import { plainDate } from '../../domain/calendar/plain-date.ts'
import { formatOutgoing } from '../../domain/registry/outgoing-number.ts'
import { freeDraft } from '../../test/signed-world.ts'
import { waitsForLock } from '../../test/waits-for-lock.ts'
import { createWorld, type World } from '../../test/world.ts'
import { outOfOrder } from '../book/fault-store.ts'
import { recordSettings } from '../setting/load-settings.ts'
import { annulOutgoing, outgoingOf, takeOutgoingNumber } from './outgoing-store.ts'

const midnight = Date.parse('2026-12-31T19:00:00Z')
let world: World
/** Two processes, each with connections of its own. */
let processes: readonly Kysely<Tables>[]
let appealId: string
beforeAll(async () => {
  world = await createWorld()
  processes = [world.context.db, connect(world.database.appUrl)]
  appealId = (await freeDraft(await world.as(world.people.aigerim), world.contracts.rent)).id
})
afterAll(async () => {
  await processes[1]?.destroy()
  await world.close()
})

async function newReply(db: Kysely<Tables>): Promise<string> {
  const id = randomUUID()
  const at = new Date(world.context.now())
  await db
    .insertInto('reply')
    .values({
      id,
      appeal_id: appealId,
      kind: 'answer',
      state: 'discarded',
      author_id: world.people.executor.id,
      created_at: at,
      saved_at: at,
    })
    .execute()
  return id
}
const rowsOf = (year: number) =>
  world.context.db.selectFrom('outgoing').selectAll().where('year', '=', year).orderBy('number').execute()

test('random takings, annulments and rollbacks of two processes over the end of a year leave no gap', async () => {
  const act = fc.record({
    process: fc.constantFrom(0, 1),
    what: fc.constantFrom('take', 'take', 'rollBack', 'annul'),
    /** Milliseconds that the clock moves on before it. */
    later: fc.integer({ min: 0, max: 400 }),
  })
  let now = midnight - 9000
  const clock = { now: () => now }
  const taken: string[] = []
  await fc.assert(
    fc.asyncProperty(fc.array(act, { minLength: 4, maxLength: 12 }), async (acts) => {
      await Promise.all(
        acts.map(async ({ process, what, later }) => {
          now += later
          const db = processes[process] ?? world.context.db
          const replyId = await newReply(db)
          const work = db.transaction().execute(async (trx) => {
            const one = await takeOutgoingNumber(trx, { appealId, replyId, ...clock })
            if (what === 'rollBack') throw new Error('rolled back')
            if (what === 'annul') await annulOutgoing(trx, one.id, { why: 'notSigned', ...clock })
            return one
          })
          if (what === 'rollBack') await expect(work).rejects.toThrow('rolled back')
          else taken.push(formatOutgoing(await work))
        }),
      )
    }),
    { numRuns: 20 },
  )
  now = Math.max(now, midnight)
  const last = await newReply(world.context.db)
  const first = await world.context.db
    .transaction()
    .execute((trx) => takeOutgoingNumber(trx, { appealId, replyId: last, ...clock }))
  taken.push(formatOutgoing(first))
  const [old, fresh] = [await rowsOf(2026), await rowsOf(2027)]
  expect(old.length).toBeGreaterThan(0)
  for (const rows of [old, fresh]) {
    expect(rows.map(({ number }) => number)).toEqual(rows.map((_, at) => at + 1))
    const moments = rows.map(({ taken_at }) => taken_at.getTime())
    expect(moments).toEqual([...moments].sort((a, b) => a - b))
    expect(rows.map(({ date }) => date)).toEqual(rows.map(({ date }) => date).sort())
  }
  expect(old.every(({ taken_at }) => taken_at.getTime() < midnight)).toBe(true)
  expect(fresh.every(({ date }) => date >= '2027-01-01')).toBe(true)
  expect([...old, ...fresh].map((row) => formatOutgoing(row)).sort()).toEqual([...taken].sort())
})

test('who waits for the register over midnight gets a number of the new year, not of the day they began', async () => {
  let now = Date.parse('2027-12-31T18:59:59Z')
  const clock = { now: () => now }
  const { db } = world.context
  const [first, second] = [await newReply(db), await newReply(db)]
  let waiting: Promise<{ year: number; number: number; date: string }> | undefined
  await db.transaction().execute(async (trx) => {
    await takeOutgoingNumber(trx, { appealId, replyId: first, ...clock })
    waiting = processes[1]
      ?.transaction()
      .execute((other) => takeOutgoingNumber(other, { appealId, replyId: second, ...clock }))
    await waitsForLock(db)
    now += 2000
  })
  expect(await waiting).toMatchObject({ year: 2028, number: 1, date: '2028-01-01' })
})

test('a machine whose clock is a second behind gives the next number no earlier moment and no earlier day', async () => {
  const { db } = world.context
  const newDay = Date.parse('2028-03-09T19:00:00Z')
  const days: string[] = []
  for (const at of [newDay, newDay - 1000, newDay - 60_000, newDay + 1]) {
    const replyId = await newReply(db)
    const clock = { now: () => at }
    const taken = await db
      .transaction()
      .execute((trx) => takeOutgoingNumber(trx, { appealId, replyId, ...clock }))
    days.push(taken.date)
  }
  expect(days).toEqual(['2028-03-10', '2028-03-10', '2028-03-10', '2028-03-10'])
  expect(await outOfOrder(db, 'outgoing', 2028)).toBeNull()
})

test('a number keeps the prefix it was taken under; one that was annulled is a letter’s number no more', async () => {
  const clock = { now: () => Date.parse('2029-05-05T06:00:00Z') }
  const { db } = world.context
  const replyId = await newReply(db)
  const take = () =>
    db.transaction().execute((trx) => takeOutgoingNumber(trx, { appealId, replyId, ...clock }))
  const first = await take()
  expect(formatOutgoing(first)).toBe('Ш-29-000001')
  await db.transaction().execute((trx) => annulOutgoing(trx, first.id, { why: 'keyRefused', ...clock }))
  expect(await outgoingOf(db, replyId)).toBeNull()
  await expect(annulOutgoing(db, first.id, { why: 'keyRefused', ...clock })).rejects.toThrow()
  await recordSettings(world.context, [
    { key: 'outgoing.prefix', validFrom: plainDate('2029-01-01'), value: 'ИСХ' },
  ])
  expect(formatOutgoing(await take())).toBe('ИСХ-29-000002')
  expect((await rowsOf(2029)).map((row) => formatOutgoing(row))).toEqual(['Ш-29-000001', 'ИСХ-29-000002'])
  await expect(
    recordSettings(world.context, [
      { key: 'outgoing.prefix', validFrom: plainDate('2029-01-01'), value: 'а б' },
    ]),
  ).rejects.toThrow()
})

test('the serving role can neither delete a number nor write another in its place', async () => {
  const { db } = world.context
  await expect(db.deleteFrom('outgoing').execute()).rejects.toThrow('permission denied')
  await expect(db.updateTable('outgoing').set({ number: 9 }).execute()).rejects.toThrow('permission denied')
})

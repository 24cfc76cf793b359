import { afterAll, beforeAll, expect, test } from 'vitest'
import { createWorld, type World } from '../../test/world.ts'
import type { Draft } from '../../wire/appeal.ts'
import { forgetAnswers } from './idempotency.ts'

let world: World
beforeAll(async () => {
  world = await createWorld()
})
afterAll(() => world.close())

const press = async (key: string | null, contractId = world.contracts.rent, person = world.people.aigerim) =>
  await (await world.as(person)).ask<Draft>('POST /api/drafts', {
    key,
    body: { contractId, letterLanguage: 'kk' },
  })

const count = async () =>
  (
    await world.context.db
      .selectFrom('appeal')
      .select((eb) => eb.fn.countAll<number>().as('n'))
      .executeTakeFirst()
  )?.n

test('five presses at once, and one more later, do the act once and all get its answer', async () => {
  const before = (await count()) ?? 0
  const answers = await Promise.all(Array.from({ length: 5 }, () => press('one-press-1')))
  answers.push(await press('one-press-1'))
  expect(answers.map(({ status }) => status)).toEqual([200, 200, 200, 200, 200, 200])
  expect(new Set(answers.map(({ body }) => JSON.stringify(body))).size).toBe(1)
  expect(answers.filter(({ headers }) => headers.get('idempotency-replayed') === 'true').length).toBe(5)
  expect(await count()).toBe(before + 1)
})

test('thirty presses with keys of their own are thirty acts, though the pool is smaller', async () => {
  const before = (await count()) ?? 0
  const answers = await Promise.all(Array.from({ length: 30 }, (_, n) => press(`many-presses-${n}`)))
  expect(new Set(answers.map(({ body }) => body.id)).size).toBe(30)
  expect(await count()).toBe(before + 30)
})

test('the same key with another request is refused', async () => {
  await press('reused-key-1')
  const { status, problem } = await press('reused-key-1', world.contracts.mortgage)
  expect([status, problem.code]).toEqual([422, 'idempotency_key_reused'])
})

test('a key belongs to the person who used it', async () => {
  const { body: mine } = await press('the-same-key', world.contracts.rent)
  const { status, body: theirs } = await press('the-same-key', world.contracts.rent, world.people.coTenant)
  expect(status).toBe(200)
  expect(theirs.id).not.toBe(mine.id)
})

test('an act without a key, or with one too short, is refused', async () => {
  for (const key of [null, 'short']) {
    const { status, problem } = await press(key)
    expect([status, problem.code]).toEqual([400, 'idempotency_key_required'])
  }
})

test('a refused act leaves nothing behind, and may be tried again', async () => {
  const stranger = await press('refused-act-1', world.contracts.daniyars)
  expect(stranger.status).toBe(404)
  const { db } = world.context
  const kept = await db.selectFrom('idempotency_key').selectAll().where('key', '=', 'refused-act-1').execute()
  expect(kept).toEqual([])
})

test('answers are forgotten after two days', async () => {
  await press('old-press-1')
  await forgetAnswers(world.context)
  const keys = async () =>
    (await world.context.db.selectFrom('idempotency_key').select('key').execute()).length
  expect(await keys()).toBeGreaterThan(0)
  world.setNow('2026-01-15T05:30:00Z')
  await forgetAnswers(world.context)
  expect(await keys()).toBe(0)
})

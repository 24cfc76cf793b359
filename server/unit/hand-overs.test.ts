import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { plainDate } from '../../domain/calendar/plain-date.ts'
import type { OpenedKeyFile } from '../../eds/pkcs12.ts'
import { copyAppeal } from '../../test/copied-appeals.ts'
import { wrongWithHistories } from '../../test/duty-model/invariants.ts'
import { makeStaff, makeUnit, registeredAppeals, sendAway } from '../../test/office.ts'
import type { TestStaff } from '../../test/people.ts'
import { createSignedWorld, issueKey, type SignedWorld } from '../../test/signed-world.ts'
import type { TestBrowser } from '../../test/test-browser.ts'
import type { Absences, Leaving, Units } from '../../wire/people.ts'
import { chainOf } from '../appeal/event-store.ts'
import { checkOffice } from '../doctor/check-office.ts'
import { recordRules } from './routing-store.ts'
import { runHandOvers } from './run-hand-overs.ts'

// Work that changes hands in pieces: what is so between two of them.
let world: SignedWorld
let key: OpenedKeyFile
let admin: TestBrowser
let registrar: TestBrowser
const many = 32
beforeAll(async () => {
  world = await createSignedWorld('2026-01-12T05:00:00Z')
  key = await issueKey(world.authority)
  admin = await world.as(world.people.administrator)
  registrar = await world.as(world.people.registrar)
}, 120_000)
afterAll(() => world.close())

type UnitsAnswer = typeof Units extends { _output: infer Output } ? Output : never
const route = (id: string, body: object) => registrar.ask(`POST /api/office/appeals/${id}/routing`, { body })
const reason = 'Жұмысты қайта бөлу керек'

/** Appeals of this unit that are this person's. */
async function worked(unitId: string, who: TestStaff): Promise<string[]> {
  const [first = ''] = await registeredAppeals(world, key, 1)
  expect((await route(first, { unitId, reason })).status).toBe(200)
  const assigned = await registrar.ask(`POST /api/office/appeals/${first}/assignment`, {
    body: { executorId: who.id },
  })
  expect(assigned.status, JSON.stringify(assigned.problem)).toBe(200)
  return [first, ...(await copyAppeal(world.context, first, many - 1))]
}
const work = async (ids: readonly string[]) =>
  await world.context.db
    .selectFrom('appeal')
    .select(['executor_id', 'unit_id'])
    .where('id', 'in', ids)
    .execute()
const count = async (ids: readonly string[], is: { executor?: string | null; unit?: string }) =>
  (await work(ids)).filter(
    (one) =>
      (is.executor === undefined || one.executor_id === is.executor) &&
      (is.unit === undefined || one.unit_id === is.unit),
  ).length
/** One piece, as a process does it that is stopped after it. */
async function onePiece(): Promise<void> {
  let begun = 0
  await runHandOvers(world.context, {
    isEnding: () => {
      begun += 1
      return begun > 1
    },
  })
}
async function expectDuty(handedOver: number): Promise<void> {
  expect(await checkOffice(world.context)).toMatchObject({ faults: [], handedOver })
}
const eventsOf = async (ids: readonly string[], type: string): Promise<number[]> => {
  const found: number[] = []
  for (const id of ids) {
    found.push((await chainOf(world.context.db, id)).filter((one) => one.type === type).length)
  }
  return found
}

describe('somebody leaves with more than goes at once', () => {
  test('the account is off at once, each piece keeps the duty, and pressed or run twice it is done once', async () => {
    const unitId = await makeUnit(world, 'leaving')
    const goes = await makeStaff(world, 'goes', 'Кетуші Тестова', ['executor'], ['leaving'])
    const heir = await makeStaff(world, 'heir', 'Мұрагер Тестова', ['executor'], ['leaving'])
    await makeStaff(world, 'boss', 'Басшы Тестова', ['head'], ['leaving'])
    const ids = await worked(unitId, goes)
    const press = () =>
      admin.ask<Leaving>(`POST /api/office/people/${goes.id}/leaving`, { body: { all: heir.id } })
    const begun = await press()
    expect(begun.body, JSON.stringify(begun.problem)).toMatchObject({
      active: false,
      things: [],
      handOver: { total: many, waiting: many, freed: 0, finished: false },
    })
    await expectDuty(many)
    const [another = ''] = await registeredAppeals(world, key, 1)
    await route(another, { unitId, reason })
    const body = { executorId: goes.id }
    const refused = await registrar.ask(`POST /api/office/appeals/${another}/assignment`, { body })
    expect(refused.problem.code).toBe('staff_off')

    await onePiece()
    const left = many - (await count(ids, { executor: heir.id }))
    expect(left).toBeGreaterThan(0)
    expect(left).toBeLessThan(many)
    await expectDuty(left)
    expect((await press()).body.handOver).toMatchObject({ total: many, waiting: left, finished: false })
    // The heir goes away in the middle: the rest is the unit's.
    const deputy = world.people.otherExecutor.id
    await sendAway(world, { staffId: heir.id, deputyId: deputy, from: '2026-01-12', to: '2026-01-13' })
    await onePiece()
    const freed = await count(ids, { executor: null })
    expect(freed).toBeGreaterThan(0)
    await expectDuty(left - freed)
    await Promise.all([runHandOvers(world.context), runHandOvers(world.context)])
    await expectDuty(0)
    expect((await press()).body).toMatchObject({
      things: [],
      handOver: { total: many, waiting: 0, freed: left, finished: true },
    })
    expect(await count(ids, { executor: goes.id })).toBe(0)
    expect(new Set(await eventsOf(ids, 'executorChanged'))).toEqual(new Set([1]))
    expect(await wrongWithHistories(world.context)).toEqual([])
  }, 60_000)

  test('turned on in the middle, they keep what has not gone yet', async () => {
    const unitId = await makeUnit(world, 'staying')
    const goes = await makeStaff(world, 'stays', 'Қалушы Тестова', ['executor'], ['staying'])
    const ids = await worked(unitId, goes)
    await admin.ask(`POST /api/office/people/${goes.id}/leaving`, { body: { all: null } })
    await onePiece()
    const freed = await count(ids, { executor: null })
    const on = await admin.ask(`POST /api/office/people/${goes.id}/access`, { body: { active: true } })
    expect(on.status, JSON.stringify(on.problem)).toBe(200)
    await runHandOvers(world.context)
    expect([freed > 0, await count(ids, { executor: goes.id })]).toEqual([true, many - freed])
    await expectDuty(0)
  }, 60_000)

  test('turned on in the middle and let go again, it is decided again', async () => {
    const unitId = await makeUnit(world, 'twice')
    const goes = await makeStaff(world, 'twice', 'Екіәрет Тестова', ['executor'], ['twice'])
    const heir = await makeStaff(world, 'twiceheir', 'Мирас Тестова', ['executor'], ['twice'])
    const ids = await worked(unitId, goes)
    const leaving = (way: string, body: object) =>
      admin.ask<Leaving>(`POST /api/office/people/${goes.id}/${way}`, { body })
    await leaving('leaving', { all: null })
    await onePiece()
    const freed = await count(ids, { executor: null })
    expect(freed).toBeGreaterThan(0)
    await leaving('access', { active: true })
    await world.context.moveClock(world.context.now() + 1000)
    await world.as(goes)
    // Nothing is on its way any more: they choose again.
    const chosen = await leaving('leaving/preview', { all: heir.id })
    expect(chosen.body).toMatchObject({ active: true, sessions: 1, handOver: null })
    expect(chosen.body.things).toHaveLength(many - freed)
    const again = await leaving('leaving', { all: heir.id })
    expect(again.body, JSON.stringify(again.problem)).toMatchObject({
      active: false,
      sessions: 0,
      handOver: { total: many - freed, waiting: many - freed, finished: false },
    })
    await expectDuty(many - freed)
    await runHandOvers(world.context)
    expect(await count(ids, { executor: heir.id })).toBe(many - freed)
    expect((await leaving('leaving/preview', { all: null })).body.handOver).toMatchObject({
      freed: 0,
      finished: true,
    })
    expect(new Set(await eventsOf(ids, 'executorChanged'))).toEqual(new Set([1]))
    await expectDuty(0)
  }, 60_000)

  test('an account is turned off, then they leave: who is named gets what was on its way to nobody', async () => {
    const unitId = await makeUnit(world, 'named')
    const goes = await makeStaff(world, 'named', 'Аталған Тестова', ['executor'], ['named'])
    const heir = await makeStaff(world, 'namedheir', 'Мұра Тестова', ['executor'], ['named'])
    const ids = await worked(unitId, goes)
    const off = await admin.ask(`POST /api/office/people/${goes.id}/access`, { body: { active: false } })
    expect(off.status, JSON.stringify(off.problem)).toBe(200)
    await onePiece()
    const freed = await count(ids, { executor: null })
    const left = await admin.ask<Leaving>(`POST /api/office/people/${goes.id}/leaving`, {
      body: { all: heir.id },
    })
    expect(left.body, JSON.stringify(left.problem)).toMatchObject({ handOver: { waiting: many - freed } })
    await expectDuty(many - freed)
    await runHandOvers(world.context)
    expect([freed > 0, await count(ids, { executor: heir.id })]).toEqual([true, many - freed])
    expect(new Set(await eventsOf(ids, 'executorChanged'))).toEqual(new Set([1]))
    await expectDuty(0)
  }, 60_000)

  test('so it is with a right that was lost', async () => {
    const unitId = await makeUnit(world, 'losing')
    const loses = await makeStaff(world, 'loses', 'Жоғалтушы Тестова', ['executor'], ['losing'])
    const ids = await worked(unitId, loses)
    const body = { role: 'executor', change: 'withdrawn' }
    expect((await admin.ask(`POST /api/office/people/${loses.id}/roles`, { body })).status).toBe(200)
    expect(await count(ids, { executor: loses.id })).toBe(many)
    await expectDuty(many)
    await onePiece()
    await expectDuty(await count(ids, { executor: loses.id }))
    await runHandOvers(world.context)
    expect(await count(ids, { executor: null })).toBe(many)
    expect(new Set(await eventsOf(ids, 'executorChanged'))).toEqual(new Set([1]))
  }, 60_000)
})

test('an absence that is cancelled in the middle takes no more of their work', async () => {
  const unitId = await makeUnit(world, 'resting')
  const away = await makeStaff(world, 'rests', 'Демалушы Тестова', ['executor'], ['resting'])
  const deputy = await makeStaff(world, 'replaces', 'Орынбасар Тестова', ['executor'], ['resting'])
  const ids = await worked(unitId, away)
  const body = {
    staffId: away.id,
    deputyId: deputy.id,
    from: '2026-01-12',
    to: '2026-01-13',
    reason: 'leave',
    work: 'handOver',
  }
  const recorded = await admin.ask<Absences>('POST /api/office/absences', { body })
  expect(recorded.status, JSON.stringify(recorded.problem)).toBe(200)
  await onePiece()
  const taken = await count(ids, { executor: deputy.id })
  expect(taken).toBeGreaterThan(0)
  expect(taken).toBeLessThan(many)
  const own = recorded.body.people.find(({ id }) => id === away.id)?.absences[0]
  const cancelled = await admin.ask(`DELETE /api/office/absences/${own?.id}`)
  expect(cancelled.status, JSON.stringify(cancelled.problem)).toBe(200)
  await runHandOvers(world.context)
  expect(await count(ids, { executor: away.id })).toBe(many - taken)
  expect(await count(ids, { executor: deputy.id })).toBe(taken)
  await expectDuty(0)
}, 60_000)

test('a unit without work closes, and work that one of its people has elsewhere is on its way still', async () => {
  const emptyId = await makeUnit(world, 'empty')
  const busyId = await makeUnit(world, 'busy')
  const both = await makeStaff(world, 'both', 'Екеуі Тестова', ['executor'], ['empty', 'busy'])
  const ids = await worked(busyId, both)
  const left = { body: { unitId: busyId, change: 'left' } }
  expect((await admin.ask(`POST /api/office/people/${both.id}/units`, left)).status).toBe(200)
  expect(await count(ids, { executor: both.id })).toBe(many)
  const closed = await admin.ask<UnitsAnswer>(`POST /api/office/units/${emptyId}/closing`, {
    body: { takerId: null, withPeople: false },
  })
  expect(closed.status, JSON.stringify(closed.problem)).toBe(200)
  expect(closed.body.units.map(({ id }) => id)).not.toContain(emptyId)
  await runHandOvers(world.context)
  expect(await count(ids, { executor: null, unit: busyId })).toBe(many)
  expect(new Set(await eventsOf(ids, 'executorChanged'))).toEqual(new Set([1]))
  await expectDuty(0)
}, 60_000)

test('a unit closes in pieces: it goes on with what it has, is given nothing new, and is closed at the end', async () => {
  const unitId = await makeUnit(world, 'closing')
  const takerId = await makeUnit(world, 'taking')
  const stays = await makeStaff(world, 'along', 'Бірге Тестова', ['executor'], ['closing'])
  await makeStaff(world, 'chief', 'Жетекші Тестова', ['head'], ['taking'])
  const ids = await worked(unitId, stays)
  const press = (to: string | null = takerId) =>
    admin.ask<UnitsAnswer>(`POST /api/office/units/${unitId}/closing`, {
      body: { takerId: to, withPeople: true },
    })
  const shown = async () =>
    (await admin.ask<UnitsAnswer>('GET /api/office/units')).body.units.find(({ id }) => id === unitId)
  const begun = await press()
  expect(begun.status, JSON.stringify(begun.problem)).toBe(200)
  expect((await shown())?.closing).toMatchObject({ total: many, waiting: many, finished: false })
  await expectDuty(many)

  const [another = ''] = await registeredAppeals(world, key, 1)
  expect((await route(another, { unitId, reason })).problem.code).toBe('unit_closing')
  const joins = { body: { unitId, change: 'joined' } }
  const { otherExecutor } = world.people
  const joined = await admin.ask(`POST /api/office/people/${otherExecutor.id}/units`, joins)
  expect(joined.problem.code).toBe('unit_closing')
  const takerCloses = await admin.ask(`POST /api/office/units/${takerId}/closing`, {
    body: { takerId: await firstId(), withPeople: false },
  })
  expect(takerCloses.problem.code).toBe('unit_takes')
  // A rule that names it leads to its heir.
  const rule = { code: 'all', unit: 'closing', handing: 'free' } as const
  await recordRules(world.context.db, plainDate('2026-01-12'), [rule], world.context.now())
  const [routed = ''] = await registeredAppeals(world, key, 1)
  expect(await work([routed])).toEqual([{ executor_id: null, unit_id: takerId }])
  await recordRules(world.context.db, plainDate('2026-01-12'), [], world.context.now())

  await onePiece()
  const moved = await count(ids, { unit: takerId })
  expect(moved).toBeGreaterThan(0)
  expect(await count(ids, { unit: unitId })).toBe(many - moved)
  expect(await count(ids, { executor: stays.id })).toBe(many)
  await expectDuty(many - moved)
  expect((await press()).status).toBe(200)
  expect((await press(await firstId())).problem.code).toBe('unit_closing')
  expect((await shown())?.closing).toMatchObject({ total: many, waiting: many - moved })

  await Promise.all([runHandOvers(world.context), runHandOvers(world.context)])
  await runHandOvers(world.context)
  expect(await shown()).toBeUndefined()
  expect(await count(ids, { unit: takerId, executor: stays.id })).toBe(many)
  expect(new Set(await eventsOf(ids, 'routed'))).toEqual(new Set([3]))
  await expectDuty(0)
  expect(await wrongWithHistories(world.context)).toEqual([])
}, 60_000)

const firstId = async () =>
  (await admin.ask<UnitsAnswer>('GET /api/office/units')).body.units.find(({ code }) => code === 'office')
    ?.id ?? ''

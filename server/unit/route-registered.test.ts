import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { plainDate } from '../../domain/calendar/plain-date.ts'
import type { RoutingRule } from '../../domain/unit/routing.ts'
import type { OpenedKeyFile } from '../../eds/pkcs12.ts'
import {
  changeMember,
  firstUnit,
  makeStaff,
  makeUnit,
  registeredAppeals,
  sendAway,
} from '../../test/office.ts'
import type { TestStaff } from '../../test/people.ts'
import { createSignedWorld, issueKey, type SignedWorld } from '../../test/signed-world.ts'
import type { Appeal } from '../../wire/appeal.ts'
import { chainOf } from '../appeal/event-store.ts'
import { changeAccess } from '../person/staff-store.ts'
import { recordRules } from './routing-store.ts'

let world: SignedWorld
let key: OpenedKeyFile
let legal: string
let a: TestStaff
let b: TestStaff
let c: TestStaff
beforeAll(async () => {
  world = await createSignedWorld('2026-01-12T05:00:00Z')
  key = await issueKey(world.authority)
  legal = await makeUnit(world, 'legal')
  a = await makeStaff(world, 'first', 'Бірінші Тестова', ['executor'], ['legal'])
  b = await makeStaff(world, 'second', 'Екінші Тестова', ['executor'], ['legal'])
  c = await makeStaff(world, 'third', 'Үшінші Тестова', ['executor'], ['legal'])
  await makeStaff(world, 'boss', 'Басшы Тестова', ['head'], ['legal'])
})
afterAll(() => world.close())
beforeEach(async () => {
  // Each test begins with nobody's work.
  await world.context.db.updateTable('appeal').set({ executor_id: null }).execute()
})

async function rules(handing: RoutingRule['handing'], from = '2026-01-12'): Promise<void> {
  const list = [{ code: 'all', unit: 'legal', handing }] as const
  await recordRules(world.context.db, plainDate(from), list, world.context.now())
}
async function executors(ids: readonly string[]): Promise<(string | null)[]> {
  const rows = await world.context.db.selectFrom('appeal').select(['id', 'executor_id']).execute()
  return ids.map((id) => rows.find((row) => row.id === id)?.executor_id ?? null)
}
const registered = (many: number) => registeredAppeals(world, key, many)

test('by turn: each once before anybody twice, in the very registration, and the client is told', async () => {
  await rules('byTurn')
  const ids = await registered(6)
  const named = await executors(ids)
  expect(new Set(named.slice(0, 3))).toEqual(new Set([a.id, b.id, c.id]))
  expect(named.slice(3)).toEqual(named.slice(0, 3))
  const chain = await chainOf(world.context.db, ids[0] ?? '')
  expect(chain.map(({ type, actor }) => [type, actor]).slice(1)).toEqual([
    ['registered', 'system'],
    ['routed', 'system'],
    ['takenIntoWork', 'system'],
  ])
  const client = await world.as(world.people.aigerim)
  const { body } = await client.ask<Appeal>(`GET /api/appeals/${ids[0]}`)
  expect(body).toMatchObject({ status: 'awaitingExecution', executor: { extension: '56499' } })
})

test('by load: who has least open', async () => {
  await rules('byTurn')
  const [first = ''] = await registered(1)
  const [busy] = await executors([first])
  await rules('byLoad')
  const named = await executors(await registered(2))
  expect(named).not.toContain(busy)
  expect(new Set(named).size).toBe(2)
})

test('nobody who is away, inactive or gone from the unit; nobody here: free', async () => {
  await rules('byLoad')
  await sendAway(world, { staffId: a.id, deputyId: b.id, from: '2026-01-12', to: '2026-01-13' })
  await changeAccess(world.context.db, b.id, { active: false }, world.context.now())
  expect(await executors(await registered(2))).toEqual([c.id, c.id])
  await changeMember(world, c.id, legal, 'left')
  const [id = ''] = await registered(1)
  expect(await executors([id])).toEqual([null])
  const row = await world.context.db
    .selectFrom('appeal')
    .select(['unit_id', 'status'])
    .where('id', '=', id)
    .executeTakeFirstOrThrow()
  expect(row).toEqual({ unit_id: legal, status: 'registered' })
  await changeMember(world, c.id, legal, 'joined')
  await changeAccess(world.context.db, b.id, { active: true }, world.context.now())
})

test('rules of a later day do not count yet, and new ones move nothing that was routed', async () => {
  await rules('free')
  const [id = ''] = await registered(1)
  const list = [{ code: 'all', unit: 'office', handing: 'free' }] as const
  await recordRules(world.context.db, plainDate('2026-01-13'), list, world.context.now())
  const [now = ''] = await registered(1)
  world.setNow('2026-01-13T05:00:00Z')
  const [next = ''] = await registered(1)
  const rows = await world.context.db.selectFrom('appeal').select(['id', 'unit_id']).execute()
  const unitOf = (one: string) => rows.find((row) => row.id === one)?.unit_id
  expect([unitOf(id), unitOf(now), unitOf(next)]).toEqual([legal, legal, await firstUnit(world)])
  world.setNow('2026-01-12T05:00:00Z')
})

import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { z } from 'zod'
import type { TestStaff } from '../../test/people.ts'
import { createSignedWorld, issueKey, type SignedWorld, sendFree } from '../../test/signed-world.ts'
import type { Signals } from '../../wire/signal.ts'
import { registerDue } from '../registry/register.ts'
import { tellDue } from './tell-due.ts'

type List = z.output<typeof Signals>

/** Monday, 12 January 2026, 10:00 in Astana; free letters are due on Monday, 2 February. */
let world: SignedWorld
let key: Awaited<ReturnType<typeof issueKey>>
beforeAll(async () => {
  world = await createSignedWorld('2026-01-12T05:00:00Z')
  key = await issueKey(world.authority)
})
afterAll(() => world.close())

async function appeal(): Promise<string> {
  const { id } = (await sendFree(world, await world.as(world.people.aigerim), key)).body
  await registerDue(world.context)
  return id
}
const list = async (person: TestStaff) =>
  (await (await world.as(person)).ask<List>('GET /api/office/signals?size=50')).body
/** What somebody was told of an appeal, the first first. */
const told = async (person: TestStaff, id: string) =>
  (await list(person)).rows
    .filter((row) => row.appeal?.id === id)
    .reverse()
    .map(({ kind, step }) => (step === null ? kind : `${kind} ${step}`))
const take = async (person: TestStaff, id: string) => {
  const answer = await (await world.as(person)).ask(`POST /api/office/appeals/${id}/take-into-work`)
  expect(answer.status, JSON.stringify(answer.body)).toBe(200)
}
const at = async (iso: string) => {
  world.setNow(iso)
  await tellDue(world.context)
}
const due = async (id: string) =>
  (
    await world.context.db
      .selectFrom('appeal')
      .select('due_date')
      .where('id', '=', id)
      .executeTakeFirstOrThrow()
  ).due_date

describe('docs/office.md 8: signals of a term', () => {
  test('5, 3 and 1 working days before, on the day, after it each working day, climbing to the heads', async () => {
    const { otherExecutor: askar, head, registrar } = world.people
    const id = await appeal()
    expect(await due(id)).toBe('2026-02-02')
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
})

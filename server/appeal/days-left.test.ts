import { afterAll, beforeAll, expect, test } from 'vitest'
import { createSignedWorld, issueKey, type SignedWorld, sendFree } from '../../test/signed-world.ts'
import type { Appeal } from '../../wire/appeal.ts'
import type { IncomingRow } from '../../wire/mailbox.ts'
import type { QueueRow } from '../../wire/queue.ts'
import { registerDue } from '../registry/register.ts'

let world: SignedWorld
beforeAll(async () => {
  world = await createSignedWorld('2026-12-01T05:00:00Z')
})
afterAll(() => world.close())

test('an overdue appeal is overdue, not due today, also where a year between has no calendar', async () => {
  const client = await world.as(world.people.aigerim)
  const { body } = await sendFree(world, client, await issueKey(world.authority))
  await registerDue(world.context)
  const { date } = await world.context.db
    .selectFrom('appeal')
    .select('due_date as date')
    .where('id', '=', body.id)
    .executeTakeFirstOrThrow()
  const dayOf = (days: number) => new Date(Date.parse(`${date}T05:00:00Z`) + days * 86_400_000).toISOString()
  const seen = async (at: string) => {
    world.setNow(at)
    const [person, staff] = [await world.as(world.people.aigerim), await world.as(world.people.executor)]
    const appeal = (await person.ask<Appeal>(`GET /api/appeals/${body.id}`)).body.due
    const incoming = (await person.ask<{ rows: IncomingRow[] }>('GET /api/incoming')).body.rows[0]
    const queue = (await staff.ask<{ rows: QueueRow[] }>('GET /api/office/queue')).body.rows[0]
    return [appeal, incoming, queue].map((one) => [one?.workingDaysLeft, one?.overdue])
  }
  expect(await seen(dayOf(0))).toEqual(Array(3).fill([0, false]))
  // No calendar reaches so far: the days can't be counted, and it is past all the same.
  expect(await seen('2040-01-10T05:00:00Z')).toEqual(Array(3).fill([null, true]))
})

import { afterAll, beforeAll, expect, test } from 'vitest'
import { registeredAppeals } from '../../test/office.ts'
import { answer, writeReply } from '../../test/reply.ts'
import { createSignedWorld, issueKey, type SignedWorld } from '../../test/signed-world.ts'
import type { Appeal } from '../../wire/appeal.ts'
import type { Reply } from '../../wire/reply.ts'
import { sweepDue } from '../process/sweep.ts'

let world: SignedWorld
beforeAll(async () => {
  world = await createSignedWorld('2026-01-12T05:00:00Z')
})
afterAll(() => world.close())

test('a draft that was overtaken by the answer is thrown away after 30 days; what can still go stays', async () => {
  const writer = async () => await world.as(world.people.executor)
  const [executor, head] = [await writer(), await world.as(world.people.head)]
  const [id = '', open = ''] = await registeredAppeals(world, await issueKey(world.authority), 2)
  for (const one of [id, open]) await executor.ask(`POST /api/office/appeals/${one}/take-into-work`)
  const interim = await writeReply(executor, id, 'interim', { newDueDate: '2026-02-17' })
  const untouched = await writeReply(executor, open, 'answer')
  await answer(executor, head, id)
  const client = await world.as(world.people.aigerim)
  const { correspondence } = (await client.ask<Appeal>(`GET /api/appeals/${id}`)).body
  const correction = await writeReply(
    executor,
    id,
    'correction',
    {},
    correspondence.find(({ kind }) => kind === 'answer')?.id,
  )
  const state = async ({ id: replyId }: Reply) =>
    (await (await writer()).ask<Reply>(`GET /api/office/replies/${replyId}`)).body.state

  world.setNow('2026-02-11T04:59:00Z')
  await sweepDue(world.context)
  expect(await state(interim)).toBe('draft')
  world.setNow('2026-02-11T05:01:00Z')
  await sweepDue(world.context)
  await sweepDue(world.context)
  const gone = await (await writer()).ask(`GET /api/office/replies/${interim.id}`)
  expect(gone.status).toBe(404)
  expect([await state(correction), await state(untouched)]).toEqual(['draft', 'draft'])
  const told = await world.context.db
    .selectFrom('event')
    .select(['actor', 'data'])
    .where('appeal_id', '=', id)
    .where('type', '=', 'replyDiscarded')
    .execute()
  expect(told).toEqual([{ actor: 'system', data: { replyId: interim.id, version: interim.version } }])
})

import { afterAll, beforeAll, expect, test } from 'vitest'
import { registeredAppeals } from '../../test/office.ts'
import { propose, writeReply } from '../../test/reply.ts'
import { createSignedWorld, issueKey, type SignedWorld } from '../../test/signed-world.ts'
import type { Replies, Reply } from '../../wire/reply.ts'

let world: SignedWorld
beforeAll(async () => {
  world = await createSignedWorld('2026-01-12T05:00:00Z')
})
afterAll(() => world.close())

test('two who take a letter from each other for hours make no page larger; what was sent back is still shown', async () => {
  const [executor, head] = [await world.as(world.people.executor), await world.as(world.people.head)]
  const [id = ''] = await registeredAppeals(world, await issueKey(world.authority), 1)
  await executor.ask(`POST /api/office/appeals/${id}/take-into-work`)
  const written = await writeReply(executor, id, 'answer')
  const proposed = (await propose(executor, written)).body
  const remark = 'Төлем күнін де жазыңыз.'
  await head.ask(`POST /api/office/replies/${written.id}/return`, {
    body: { version: proposed.version, remark },
  })
  for (let turn = 0; turn < 30; turn += 1) {
    for (const who of [head, executor]) {
      const taken = await who.ask(`POST /api/office/replies/${written.id}/lease`, {
        body: { takeOver: true },
      })
      expect(taken.status, JSON.stringify(taken.body)).toBe(200)
    }
  }
  const { body } = await executor.ask<Reply>(`GET /api/office/replies/${written.id}`)
  expect(body.steps).toHaveLength(50)
  expect(body.steps.at(-1)).toMatchObject({ step: 'takenOver', by: { name: expect.any(String) } })
  expect(body.returned).toMatchObject({ remark, texts: written.texts })
  const { replies } = (await executor.ask<Replies>(`GET /api/office/appeals/${id}/replies`)).body
  expect(replies.map(({ steps }) => steps.length)).toEqual([50])
})

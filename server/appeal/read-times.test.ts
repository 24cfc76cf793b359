import { afterAll, beforeAll, expect, test } from 'vitest'
import { replyInterim } from '../../test/reply.ts'
import { createSignedWorld, issueKey, type SignedWorld, sendFree } from '../../test/signed-world.ts'
import type { TestBrowser } from '../../test/test-browser.ts'
import type { Appeal } from '../../wire/appeal.ts'
import { registerDue } from '../registry/register.ts'

let world: SignedWorld
let client: TestBrowser
let id: string
beforeAll(async () => {
  world = await createSignedWorld('2026-01-12T05:00:00Z')
  client = await world.as(world.people.aigerim)
  id = (await sendFree(world, client, await issueKey(world.authority))).body.id
  await registerDue(world.context)
})
afterAll(() => world.close())

test('a letter says when the client opened it first, and when last', async () => {
  const head = await world.as(world.people.head)
  const interim = (newDueDate: string) => replyInterim(head, id, { newDueDate })
  const times = async () => {
    const { body } = await client.ask<Appeal>(`GET /api/appeals/${id}`)
    return body.correspondence
      .filter(({ kind }) => kind === 'interimReply')
      .map(({ firstReadAt, readAt }) => [firstReadAt?.slice(11, 16), readAt?.slice(11, 16)])
      .reverse()
  }
  const read = () => client.ask(`POST /api/appeals/${id}/reading`)
  await interim('2026-02-17')
  expect(await times()).toEqual([[undefined, undefined]])
  world.setNow('2026-01-12T05:10:00Z')
  await read()
  world.setNow('2026-01-12T05:15:00Z')
  await interim('2026-02-18')
  world.setNow('2026-01-12T05:20:00Z')
  await read()
  expect(await times()).toEqual([
    ['05:10', '05:20'],
    ['05:20', '05:20'],
  ])
  // Staff see the same of their own letters; an appeal that was read before first times were kept has its last alone.
  await world.context.db.updateTable('correspondence').set({ first_read_at: null }).execute()
  world.setNow('2026-01-12T05:25:00Z')
  await read()
  expect(await times()).toEqual([
    [undefined, '05:25'],
    [undefined, '05:25'],
  ])
})

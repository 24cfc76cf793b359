import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { connect } from '../../db/connect.ts'
import { registeredAppeals } from '../../test/office.ts'
import { createSignedWorld, issueKey, type SignedWorld } from '../../test/signed-world.ts'
import type { ReplyList } from '../../wire/reply.ts'

let world: SignedWorld
beforeAll(async () => {
  world = await createSignedWorld('2026-01-12T05:00:00Z')
  await registeredAppeals(world, await issueKey(world.authority), 1)
  await proposeMore(51)
})
afterAll(() => world.close())

/** So many letters that wait for the head, each on a copy of the one appeal. */
async function proposeMore(many: number): Promise<void> {
  const owner = connect(world.database.ownerUrl)
  await sql`with last as (select max(number) as number from appeal),
      made as (insert into appeal select (jsonb_populate_record(appeal,
        jsonb_build_object('id', gen_random_uuid(), 'number', last.number + n))).*
        from appeal, last, generate_series(1, ${many}::int) n where appeal.number = 1 returning id)
    insert into reply (id, appeal_id, kind, state, author_id, created_at, saved_at)
      select gen_random_uuid(), id, 'answer', 'proposed', ${world.people.executor.id}, now(), now() from made`.execute(
    owner,
  )
  await owner.destroy()
}

async function list(page: number): Promise<ReplyList> {
  const head = await world.as(world.people.head)
  const { status, body } = await head.ask<ReplyList>(`GET /api/office/replies?state=proposed&page=${page}`)
  expect(status, JSON.stringify(body)).toBe(200)
  return body
}

test('letters come fifty a page, each once, and are counted exactly to 1,000', async () => {
  const [first, second, third] = [await list(1), await list(2), await list(3)]
  expect([first.replies.length, first.hasNext, first.total, first.more]).toEqual([50, true, 51, false])
  expect([second.replies.length, second.hasNext, second.total]).toEqual([1, false, 51])
  expect([third.replies.length, third.total]).toEqual([0, 51])
  expect(new Set([...first.replies, ...second.replies].map(({ id }) => id)).size).toBe(51)
  await proposeMore(949)
  expect(await list(20)).toMatchObject({ total: 1000, more: false, hasNext: false })
  await proposeMore(1)
  const beyond = await list(1)
  expect([beyond.replies.length, beyond.total, beyond.more]).toEqual([50, 1000, true])
})

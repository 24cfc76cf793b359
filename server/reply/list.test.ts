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
        jsonb_build_object('id', gen_random_uuid(), 'number', last.number + n, 'status', 'awaitingExecution'))).*
        from appeal, last, generate_series(1, ${many}::int) n where appeal.number = 1 returning id)
    insert into reply (id, appeal_id, kind, state, author_id, created_at, saved_at)
      select gen_random_uuid(), id, 'answer', 'proposed', ${world.people.executor.id}, now(), now() from made`.execute(
    owner,
  )
  await owner.destroy()
}

async function list(page: number, filter = ''): Promise<ReplyList> {
  const head = await world.as(world.people.head)
  const { status, body } = await head.ask<ReplyList>(
    `GET /api/office/replies?state=proposed&page=${page}${filter}`,
  )
  expect(status, JSON.stringify(body)).toBe(200)
  return body
}

test('a list is narrowed by kind, unit, writer and day; what it offers is of the whole list', async () => {
  const { executor, otherExecutor } = world.people
  const owner = connect(world.database.ownerUrl)
  const [first, second, third] = (await list(1)).replies.map(({ id }) => id)
  await sql`update reply set kind = 'interim' where id = ${first}`.execute(owner)
  await sql`update reply set author_id = ${otherExecutor.id} where id = any(${[first, second]}::uuid[])`.execute(
    owner,
  )
  await sql`update appeal set due_date = '2026-01-09' from reply where appeal_id = appeal.id
    and reply.id = ${third}`.execute(owner)
  await sql`update appeal set due_date = '2026-01-12' from reply where appeal_id = appeal.id
    and reply.id = ${second}`.execute(owner)
  const found = async (filter: string) => (await list(1, filter)).replies.map(({ id }) => id)
  expect(await found('&kind=interim')).toEqual([first])
  expect(new Set(await found(`&author=${otherExecutor.id}`))).toEqual(new Set([first, second]))
  expect(await found(`&author=${otherExecutor.id}&kind=answer`)).toEqual([second])
  expect(await found('&due=overdue')).toEqual([third])
  expect(await found('&due=today')).toEqual([second])
  expect(await found('&kind=correction')).toEqual([])
  const { choices, total } = await list(1, '&kind=interim')
  expect(total).toBe(1)
  expect(choices.authors.map(({ id }) => id).sort()).toEqual([executor.id, otherExecutor.id].sort())
  const [unit, ...more] = choices.units
  expect(more).toEqual([])
  expect((await list(1, `&unit=${unit?.id}`)).total).toBe(51)
  expect((await list(1, `&unit=${crypto.randomUUID()}`)).total).toBe(0)
  expect((await list(1, '&unit=none')).total).toBe(0)
  await owner.destroy()
})

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

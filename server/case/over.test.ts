import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { z } from 'zod'
import { formatOutgoing } from '../../domain/registry/outgoing-number.ts'
import { makeLawyers } from '../../test/lawyers.ts'
import { registeredAppeals } from '../../test/office.ts'
import { answer, writeReply } from '../../test/reply.ts'
import { createSignedWorld, issueKey, type SignedWorld } from '../../test/signed-world.ts'
import type { TestBrowser } from '../../test/test-browser.ts'
import type { Calls, Internal } from '../../wire/case.ts'
import { historyOf } from '../appeal/event-store.ts'

// Асқар belongs to the lawyers alone, who were asked about an appeal that is answered before they are.
let world: SignedWorld
let saule: TestBrowser
let head: TestBrowser
let askar: TestBrowser
let calls: TestBrowser
let ids: { second: string }
let law: string
beforeAll(async () => {
  world = await createSignedWorld('2026-01-12T05:00:00Z')
  const [second = ''] = await registeredAppeals(world, await issueKey(world.authority), 1)
  ids = { second }
  law = await makeLawyers(world)
  saule = await world.as(world.people.executor)
  head = await world.as(world.people.head)
  askar = await world.as(world.people.otherExecutor)
  calls = await world.as(world.people.callCentre)
  await saule.ask(`POST /api/office/appeals/${second}/take-into-work`)
})
afterAll(() => world.close())

const of = (id: string, rest = ''): `/${string}` => `/api/office/appeals/${id}${rest}`
const internal = async (who: TestBrowser, id: string) =>
  (await who.ask<Internal>(`GET ${of(id, '/internal')}`)).body

describe('an appeal that is over', () => {
  const question = () => ({ unitId: law, text: 'Шарт күшінде ме?', answerBy: '2026-01-14', fileIds: [] })
  const types = async () => (await historyOf(world.context.db, ids.second)).map(({ type }) => type)

  test('is asked about no more, and does not come back into sight when it is taken up again', async () => {
    expect((await saule.ask(`POST ${of(ids.second, '/questions')}`, { body: question() })).status).toBe(200)
    expect((await askar.ask(`GET ${of(ids.second)}`)).status).toBe(200)
    await answer(saule, head, ids.second)
    expect((await askar.ask(`GET ${of(ids.second)}`)).status).toBe(404)
    expect((await types()).slice(-2)).toEqual(['questionWithdrawn', 'executed'])
    expect((await internal(head, ids.second)).questions[0]).toMatchObject({ answer: null })
    const body = { reason: 'Жауапта сома қате есептелген.' }
    expect((await head.ask(`POST ${of(ids.second, '/reopening')}`, { body })).status).toBe(200)
    expect((await askar.ask(`GET ${of(ids.second)}`)).status).toBe(404)
  })

  test('from before that: an open question of one that was answered gives no sight, nor after a reopening', async () => {
    const { db } = world.context
    await answer(saule, head, ids.second)
    const [asked] = await db.selectFrom('question').selectAll().where('appeal_id', '=', ids.second).execute()
    if (asked === undefined) throw new Error('no question')
    const open = { ...asked, id: randomUUID(), withdrawn_at: null, withdrawn_by: null }
    await db.insertInto('question').values(open).execute()
    const queue = async () =>
      (await askar.ask<{ rows: { id: string }[] }>('GET /api/office/queue')).body.rows.map(({ id }) => id)
    expect((await askar.ask(`GET ${of(ids.second)}`)).status).toBe(404)
    expect(await queue()).not.toContain(ids.second)
    const body = { reason: 'Жауапта сома қате есептелген.' }
    expect((await head.ask(`POST ${of(ids.second, '/reopening')}`, { body })).status).toBe(200)
    expect(await queue()).not.toContain(ids.second)
    expect((await types()).slice(-2)).toEqual(['questionWithdrawn', 'reopened'])
  })
})

test('a number of a letter that was not sent finds nothing', async () => {
  const { db, now } = world.context
  const find = async (query: string) =>
    (await calls.ask<z.infer<typeof Calls>>('POST /api/office/calls', { body: { query } })).body.rows
  const sent = await db
    .selectFrom('outgoing')
    .innerJoin('correspondence', 'correspondence.outgoing_id', 'outgoing.id')
    .selectAll('outgoing')
    .executeTakeFirstOrThrow()
  const shown = (number: number) => formatOutgoing({ prefix: sent.prefix, year: sent.year, number })
  expect((await find(shown(sent.number))).map(({ id }) => id)).toEqual([sent.appeal_id])
  // Opened for signing, or annulled: the next number of the register, and a letter is behind it.
  const { id: replyId } = await writeReply(saule, ids.second, 'answer')
  const number = 900
  const row = { ...sent, id: randomUUID(), number, reply_id: replyId, taken_at: new Date(now()) }
  await db.insertInto('outgoing').values(row).execute()
  expect(await find(shown(number))).toEqual([])
})

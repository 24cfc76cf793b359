import { afterAll, beforeAll, expect, test } from 'vitest'
import type { OpenedKeyFile } from '../../eds/pkcs12.ts'
import { createSignedWorld, issueKey, type SignedWorld, sendFree } from '../../test/signed-world.ts'
import type { TestBrowser } from '../../test/test-browser.ts'
import type { IncomingRow } from '../../wire/mailbox.ts'
import type { QueueRow } from '../../wire/queue.ts'
import { registerDue } from '../registry/register.ts'

// The queue of the office and a client's boxes are searched and counted alike, each within what the asker may list.
let world: SignedWorld
let executor: TestBrowser
let aigerim: TestBrowser
let key: OpenedKeyFile
let ids: { taken: string; free: string; daniyars: string }
beforeAll(async () => {
  world = await createSignedWorld('2026-01-12T05:00:00Z')
  key = await issueKey(world.authority)
  const otherKey = await issueKey(world.authority, world.people.daniyar)
  executor = await world.as(world.people.executor)
  aigerim = await world.as(world.people.aigerim)
  const daniyar = await world.as(world.people.daniyar)
  const sent = [
    await sendFree(world, aigerim, key),
    await sendFree(world, aigerim, key, world.contracts.mortgage),
    await sendFree(world, daniyar, otherKey, world.contracts.daniyars),
  ].map(({ body, status }) => {
    expect(status, JSON.stringify(body)).toBe(200)
    return body.id
  })
  const [taken = '', free = '', daniyars = ''] = sent
  ids = { taken, free, daniyars }
  await registerDue(world.context)
  await executor.ask(`POST /api/office/appeals/${taken}/take-into-work`)
})
afterAll(() => world.close())

interface List<Row> {
  readonly rows: readonly Row[]
  readonly total: number
}
const queue = async (query: Record<string, string> = {}) =>
  (await executor.ask<List<QueueRow>>(`GET /api/office/queue?${new URLSearchParams(query)}`)).body
const inbox = async (query: Record<string, string> = {}) =>
  (await aigerim.ask<List<IncomingRow>>(`GET /api/incoming?${new URLSearchParams(query)}`)).body
const found = ({ rows, total }: List<{ id: string }>) => {
  expect(total).toBe(rows.length)
  return rows.map(({ id }) => id).sort()
}
const sorted = (...some: string[]) => some.sort()

test('the office finds by client, contract, registration and subject; a client only their own', async () => {
  const { taken, free, daniyars } = ids
  expect(found(await queue())).toEqual(sorted(taken, free, daniyars))
  expect(found(await inbox())).toEqual(sorted(taken, free))
  const rowOf = (id: string) => async () => (await queue()).rows.find((row) => row.id === id)
  const other = await rowOf(daniyars)()
  const own = await rowOf(taken)()
  for (const q of [other?.client ?? '', other?.contractNumber ?? '', other?.registration ?? '']) {
    expect(found(await queue({ q })), q).toEqual([daniyars])
    expect(found(await inbox({ q })), q).toEqual([])
  }
  expect(found(await queue({ q: 'ТӨЛЕМНІҢ' }))).toEqual(sorted(taken, free, daniyars))
  expect(found(await inbox({ q: 'ТӨЛЕМНІҢ' }))).toEqual(sorted(taken, free))
  expect(found(await inbox({ q: own?.executor ?? '' }))).toEqual([taken])
  for (const q of ['%', '_', '\\']) {
    expect(found(await queue({ q }))).toEqual([])
    expect(found(await inbox({ q }))).toEqual([])
  }
})

test('filters narrow the search, and the total is that of what is found', async () => {
  const { taken, free, daniyars } = ids
  const client = (await queue()).rows.find(({ id }) => id === free)?.client ?? ''
  expect(found(await queue({ whose: 'mine' }))).toEqual([taken])
  expect(found(await queue({ whose: 'free' }))).toEqual(sorted(free, daniyars))
  expect(found(await queue({ whose: 'free', q: client }))).toEqual([free])
  expect(found(await queue({ status: 'awaitingExecution' }))).toEqual([taken])
  expect(found(await inbox({ status: 'awaitingExecution' }))).toEqual([taken])
  expect(found(await inbox({ contract: world.contracts.mortgage, q: 'төлем' }))).toEqual([free])
  expect(found(await inbox({ contract: world.contracts.daniyars }))).toEqual([])
  const open = (await queue()).rows.filter(({ verdictOpenSince }) => verdictOpenSince !== null)
  expect(found(await queue({ waits: 'verdict' }))).toEqual(open.map(({ id }) => id).sort())
})

test('a page beyond the last has no rows, and still the total', async () => {
  expect(await queue({ page: '9' })).toMatchObject({ rows: [], total: 3 })
  expect(await inbox({ page: '9' })).toMatchObject({ rows: [], total: 2 })
  expect(await queue({ page: '9', q: 'ешкім' })).toMatchObject({ rows: [], total: 0 })
})

test('an open verdict is found in the queue', async () => {
  await world.context.db
    .updateTable('signature')
    .set({ revocation: 'unknown' })
    .where('letter_id', 'in', (from) =>
      from.selectFrom('prepared_letter').select('id').where('appeal_id', '=', ids.free),
    )
    .execute()
  expect(found(await queue({ waits: 'verdict' }))).toEqual([ids.free])
  expect(found(await queue({ waits: 'verdict', whose: 'mine' }))).toEqual([])
})

test('what has no number yet is nobody’s work to hand out: neither free nor on the registrar’s desk', async () => {
  const registrar = await world.as(world.people.registrar)
  const listed = async (query: string) =>
    (await registrar.ask<List<QueueRow>>(`GET /api/office/queue?${query}`)).body.rows.map(({ id }) => id)
  const { body } = await sendFree(world, aigerim, key)
  expect(await listed('')).toContain(body.id)
  for (const query of ['whose=free', 'unit=none']) expect(await listed(query), query).not.toContain(body.id)
})

test('a day that no calendar has is refused, wherever a list is asked by it', async () => {
  const head = await world.as(world.people.head)
  for (const key of ['dueFrom', 'dueTo', 'registeredFrom', 'registeredTo']) {
    const { status } = await head.ask(`GET /api/office/queue?${key}=0000-01-01`)
    expect(status, key).toBe(422)
  }
})

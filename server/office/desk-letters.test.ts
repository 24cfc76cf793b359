import { afterAll, beforeAll, expect, test } from 'vitest'
import { answer, propose, writeReply } from '../../test/reply.ts'
import { createSignedWorld, issueKey, type SignedWorld, sendFree } from '../../test/signed-world.ts'
import type { TestBrowser } from '../../test/test-browser.ts'
import type { Desk } from '../../wire/desk.ts'
import type { Queue } from '../../wire/queue.ts'
import type { Reply, ReplyList } from '../../wire/reply.ts'
import { registerDue } from '../registry/register.ts'

// Friday, 30 January 2026. Two appeals; Асқар answers the first, the head has the second, which is overdue.
let world: SignedWorld
let askar: TestBrowser
let head: TestBrowser
let letter: Reply
const ids: string[] = []
const remark = 'Соманы 29.01 күніне есептеңіз'

beforeAll(async () => {
  world = await createSignedWorld('2026-01-30T05:00:00Z')
  const key = await issueKey(world.authority)
  const aigerim = await world.as(world.people.aigerim)
  askar = await world.as(world.people.otherExecutor)
  head = await world.as(world.people.head)
  for (let n = 0; n < 2; n += 1) ids.push((await sendFree(world, aigerim, key)).body.id)
  await registerDue(world.context)
  for (const [who, id] of [
    [askar, ids[0]],
    [head, ids[1]],
  ] as const) {
    expect((await who.ask(`POST /api/office/appeals/${id}/take-into-work`)).status).toBe(200)
  }
  await dueOn(ids[0], '2026-01-30')
  await dueOn(ids[1], '2026-01-29')
  letter = await writeReply(askar, ids[0] ?? '', 'answer')
})
afterAll(() => world.close())

const dueOn = async (id = '', day = '') =>
  await world.context.db.updateTable('appeal').set({ due_date: day }).where('id', '=', id).execute()
const desk = async (who: TestBrowser) => (await who.ask<Desk>('GET /api/office/desk')).body
const part = ({ parts }: Desk, group: string) => parts.find((one) => one.group === group)
const later = async () => await world.context.moveClock(world.context.now() + 60_000)

test('a head’s own overdue appeal lies under its own heading, and not under that of the unit again', async () => {
  const body = await desk(head)
  expect(part(body, 'overdue')).toMatchObject({ total: 1, rows: [{ id: ids[1] }] })
  const { query = '' } = part(body, 'everyOverdue') ?? {}
  expect(part(body, 'everyOverdue')).toMatchObject({ total: 0, rows: [] })
  expect((await head.ask<Queue>(`GET /api/office/queue?${query}`)).body.total).toBe(0)
  // The list of everything overdue is what it was.
  expect((await head.ask<Queue>('GET /api/office/queue?due=overdue')).body.total).toBe(1)
})

test('a letter that was proposed lies on the head’s desk, counted as its list, and is pressed on its writer no more', async () => {
  expect((await desk(askar)).next).toMatchObject({ id: ids[0], replyId: null })
  expect((await propose(askar, letter)).status).toBe(200)
  await dueOn(ids[0], '2026-01-30')
  const list = (await head.ask<ReplyList>('GET /api/office/replies?state=proposed')).body
  const { letters, next } = await desk(head)
  expect(letters.find(({ group }) => group === 'toApprove')).toMatchObject({
    total: list.total,
    replies: [{ id: letter.id, appealId: ids[0] }],
  })
  // Their own overdue appeal comes first.
  expect(next).toMatchObject({ id: ids[1], replyId: null })
  await dueOn(ids[1], '2026-02-20')
  expect((await desk(head)).next).toMatchObject({ id: ids[0], replyId: letter.id })
  const own = await desk(askar)
  expect(part(own, 'today')).toMatchObject({ total: 1, rows: [{ id: ids[0], waits: ['approval'] }] })
  expect(own.next).toBeNull()
  expect((await askar.ask<Queue>('GET /api/office/queue?waits=approval')).body.total).toBe(1)
})

test('sent back it says who and in which words, under the heading that wins, until it is opened', async () => {
  await later()
  const version = (await head.ask<Reply>(`GET /api/office/replies/${letter.id}`)).body.version
  const back = await head.ask(`POST /api/office/replies/${letter.id}/return`, { body: { version, remark } })
  expect(back.status, JSON.stringify(back.body)).toBe(200)
  const said = { why: 'sentBack', by: 'Бекова Г. Т.', text: remark }
  await dueOn(ids[0], '2026-01-30')
  const today = await desk(askar)
  expect(part(today, 'today')).toMatchObject({ rows: [{ id: ids[0], back: said, waits: [] }] })
  expect(part(today, 'back')).toMatchObject({ total: 0 })
  expect(today.next).toMatchObject({ id: ids[0], replyId: null })
  await dueOn(ids[0], '2026-02-03')
  const soon = await desk(askar)
  expect(part(soon, 'back')).toMatchObject({ total: 1, rows: [{ id: ids[0], back: said }] })
  expect(part(soon, 'soon')).toMatchObject({ total: 0 })
  expect((await desk(head)).letters.every(({ total }) => total === 0)).toBe(true)
  await later()
  await askar.ask(`GET /api/office/appeals/${ids[0]}`)
  const opened = await desk(askar)
  expect([part(opened, 'back')?.total, part(opened, 'soon')?.total]).toEqual([0, 1])
})

test('a letter to approve that is overdue is one line of the desk: the letter; and nowhere counted twice', async () => {
  expect(
    (await propose(askar, (await head.ask<Reply>(`GET /api/office/replies/${letter.id}`)).body)).status,
  ).toBe(200)
  await dueOn(ids[0], '2026-01-29')
  const body = await desk(head)
  expect(body.letters.find(({ group }) => group === 'toApprove')).toMatchObject({
    total: 1,
    replies: [{ appealId: ids[0] }],
  })
  const { query = '' } = part(body, 'everyOverdue') ?? {}
  expect(part(body, 'everyOverdue')).toMatchObject({ total: 0, rows: [] })
  expect((await head.ask<Queue>(`GET /api/office/queue?${query}`)).body.total).toBe(0)
  expect((await head.ask<Queue>('GET /api/office/queue?due=overdue')).body.total).toBe(1)
  // Who does not decide on it sees that it is overdue.
  const registrar = await world.as(world.people.registrar)
  expect(part(await desk(registrar), 'everyOverdue')).toMatchObject({ total: 1, rows: [{ id: ids[0] }] })
})

test('«Next» goes through all of a heading, not through the few lines that the desk shows', async () => {
  const key = await issueKey(world.authority)
  const aigerim = await world.as(world.people.aigerim)
  const waiting: string[] = []
  for (let n = 0; n < 7; n += 1) waiting.push((await sendFree(world, aigerim, key)).body.id)
  await registerDue(world.context)
  for (const id of waiting) {
    expect((await askar.ask(`POST /api/office/appeals/${id}/take-into-work`)).status).toBe(200)
    await dueOn(id, '2026-01-28')
  }
  const last = waiting.pop() ?? ''
  await dueOn(last, '2026-01-29')
  for (const id of waiting) {
    expect((await propose(askar, await writeReply(askar, id, 'answer'))).status).toBe(200)
    await dueOn(id, '2026-01-28')
  }
  const { next, ...rest } = await desk(askar)
  const overdue = part({ ...rest, next }, 'overdue')
  expect(overdue?.rows.map(({ id }) => id)).not.toContain(last)
  expect(overdue?.total).toBe(8)
  expect(next).toMatchObject({ id: last, replyId: null })
})

test('assigned for the first time it is new, not back; once it was opened, what is assigned again comes back', async () => {
  const key = await issueKey(world.authority)
  const id = (await sendFree(world, await world.as(world.people.aigerim), key)).body.id
  await registerDue(world.context)
  await later()
  const assign = async (more: object) =>
    expect(
      (
        await head.ask(`POST /api/office/appeals/${id}/assignment`, {
          body: { executorId: world.people.otherExecutor.id, ...more },
        })
      ).status,
    ).toBe(200)
  const under = async () => {
    const body = await desk(askar)
    return ['back', 'assigned'].filter((group) => part(body, group)?.rows.some((row) => row.id === id))
  }
  await assign({ instruction: 'Шартты тексеріңіз' })
  expect(await under()).toEqual(['assigned'])
  const row = part(await desk(askar), 'assigned')?.rows.find((one) => one.id === id)
  expect(row?.back).toMatchObject({ why: 'assigned', by: 'Бекова Г. Т.', text: 'Шартты тексеріңіз' })
  expect(
    (await askar.ask<Queue>('GET /api/office/queue?back=first')).body.rows.map((one) => one.id),
  ).toContain(id)
  await later()
  await askar.ask(`GET /api/office/appeals/${id}`)
  expect(await under()).toEqual([])
  await later()
  await assign({ instruction: 'Соманы қайта есептеңіз' })
  expect(await under()).toEqual(['back'])
})

test('a letter that another one has overtaken waits for nobody, and its author takes it back by one press', async () => {
  const key = await issueKey(world.authority)
  const id = (await sendFree(world, await world.as(world.people.aigerim), key)).body.id
  await registerDue(world.context)
  expect((await askar.ask(`POST /api/office/appeals/${id}/take-into-work`)).status).toBe(200)
  const given = { reason: 'Құжаттарды тексеру қажет', newDueDate: '2026-03-10' }
  const interim = (await propose(askar, await writeReply(askar, id, 'interim', given))).body
  // Who approves is said, and that is not who proposed it.
  expect(interim).toMatchObject({ overtaken: false, deciders: ['Бекова Г. Т.'] })
  await answer(askar, head, id)

  const shown = (await askar.ask<Reply>(`GET /api/office/replies/${interim.id}`)).body
  expect(shown).toMatchObject({ state: 'proposed', overtaken: true, deciders: [] })
  expect(shown.may).toContain('takeBack')
  for (const who of [askar, head]) {
    const { letters } = await desk(who)
    const under = letters.filter(({ replies }) => replies.some((one) => one.id === interim.id))
    expect(under.map(({ group }) => group)).toEqual(who === askar ? ['overtaken'] : [])
  }
  expect(
    (await head.ask<ReplyList>('GET /api/office/replies?state=proposed')).body.replies.map((one) => one.id),
  ).not.toContain(interim.id)
  expect((await askar.ask(`POST /api/office/replies/${interim.id}/taking-back`)).status).toBe(200)
  expect((await desk(askar)).letters.find(({ group }) => group === 'overtaken')).toMatchObject({ total: 0 })
})

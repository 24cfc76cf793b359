import { afterAll, beforeAll, expect, test } from 'vitest'
import type { OpenedKeyFile } from '../../eds/pkcs12.ts'
import { attachToReply } from '../../test/attach.ts'
import { approve, propose, replyInterim, ruText, writeReply } from '../../test/reply.ts'
import { createSignedWorld, issueKey, type SignedWorld, sendFree } from '../../test/signed-world.ts'
import type { TestBrowser } from '../../test/test-browser.ts'
import type { Appeal } from '../../wire/appeal.ts'
import type { IncomingRow } from '../../wire/mailbox.ts'
import type { OfficeAppeal } from '../../wire/office.ts'
import type { QueueRow } from '../../wire/queue.ts'
import type { Reply } from '../../wire/reply.ts'
import { historyOf } from '../appeal/event-store.ts'
import { inTransaction } from '../in-transaction.ts'
import { registerDue } from '../registry/register.ts'
import { noteView, viewsOf } from './letter-view-store.ts'

let world: SignedWorld
let key: OpenedKeyFile
let client: TestBrowser
let executor: TestBrowser
let head: TestBrowser
beforeAll(async () => {
  world = await createSignedWorld('2026-01-12T05:00:00Z')
  key = await issueKey(world.authority)
  client = await world.as(world.people.aigerim)
  executor = await world.as(world.people.executor)
  head = await world.as(world.people.head)
})
afterAll(() => world.close())

const text = 'Өтінішіңіз қаралуда. Қосымша құжаттарды бірнеше күн ішінде зерделеп, жауап береміз.'

async function registered(): Promise<string> {
  const { body, status } = await sendFree(world, client, key)
  expect(status).toBe(200)
  await registerDue(world.context)
  return body.id
}
const office = (who: TestBrowser, id: string, act: string, body?: unknown) =>
  who.ask<OfficeAppeal>(`POST /api/office/appeals/${id}/${act}`, { body })

test('from the queue into work, an interim reply by the head, the answer by the executor', async () => {
  const id = await registered()
  const queue = await executor.ask<{ rows: QueueRow[] }>('GET /api/office/queue')
  expect(queue.body.rows.find((row) => row.id === id)).toMatchObject({
    status: 'registered',
    client: 'Сапарова Айгерім Ерланқызы',
    dueDate: '2026-02-02',
    workingDaysLeft: 15,
    executor: null,
    actions: ['takeIntoWork', 'forward'],
  })

  const taken = await office(executor, id, 'take-into-work')
  expect(taken.body).toMatchObject({
    status: 'awaitingExecution',
    mine: true,
    actions: ['execute', 'forward', 'returnByCompany', 'withdraw'],
  })
  const other = await world.as(world.people.otherExecutor)
  expect((await office(other, id, 'take-into-work')).problem.code).toBe('not_the_executor')

  // §10: from here the client sees who answers, and how to call.
  const seen = (await client.ask<Appeal>(`GET /api/appeals/${id}`)).body
  expect(seen.executor).toEqual({
    fullName: 'Иманбекова Сәуле Маратқызы',
    extension: '56465',
    callCentre: '+7 7172 79 75 75',
    tel: 'tel:+77172797575,56465',
  })

  for (const [newDueDate, code] of [
    ['2026-02-02', 'extension_not_later'],
    ['2026-04-03', 'extension_over_cap'],
    ['2026-02-08', 'extension_not_working_day'],
  ] as const) {
    const refused = await propose(head, await writeReply(head, id, 'interim', { newDueDate }))
    expect([refused.status, refused.problem.code, refused.problem.fields?.[0]?.field]).toEqual([
      422,
      code,
      'newDueDate',
    ])
  }
  await replyInterim(head, id, { newDueDate: '2026-03-02' })
  const interim = await client.ask<Appeal>(`GET /api/appeals/${id}`)
  expect(interim.body).toMatchObject({ status: 'interimReply', dueMoved: true, due: { date: '2026-03-02' } })
  const events = await historyOf(world.context.db, id)
  expect(events.at(-1)?.data).toMatchObject({
    approvedBy: world.people.head.id,
    oldDueDate: '2026-02-02',
    newDueDate: '2026-03-02',
  })

  const draft = await writeReply(executor, id, 'answer', { texts: { kk: text, ru: ruText } })
  const upload = await attachToReply(executor, draft.id, 'есеп.pdf', '%PDF-1.4\ntrailer<<>>\n%%EOF')
  expect(upload.status, JSON.stringify(upload.body)).toBe(200)
  const begun = await other.ask(`POST /api/office/appeals/${id}/replies`, { body: { kind: 'answer' } })
  expect(begun.problem.code).toBe('not_the_executor')
  const scanned = (scan: 'infected' | 'pending' | 'clean') =>
    world.context.db.updateTable('file').set({ scan }).where('id', '=', upload.body.id).execute()
  const written = (await executor.ask<Reply>(`GET /api/office/replies/${draft.id}`)).body
  for (const [scan, code] of [
    ['infected', 'file_infected'],
    ['pending', 'file_checking'],
  ] as const) {
    await scanned(scan)
    expect((await propose(executor, written)).problem.code).toBe(code)
  }
  await scanned('clean')
  expect((await propose(executor, written)).status).toBe(200)
  // What was found in the file since is asked again.
  await scanned('infected')
  expect((await approve(head, draft.id)).problem.code).toBe('file_infected')
  await scanned('clean')
  expect((await approve(head, draft.id)).body.state).toBe('sent')

  const { body: whole } = await client.ask<Appeal>(`GET /api/appeals/${id}`)
  expect(whole.correspondence.map(({ kind }) => kind).sort()).toEqual(['answer', 'appeal', 'interimReply'])
  const given = whole.correspondence.find(({ kind }) => kind === 'answer')
  expect(given?.files.map(({ name }) => name)).toEqual([
    `Өтінішке жауап ${whole.registrationNumber}, 2026-01-12.pdf`,
    expect.stringContaining(`${whole.registrationNumber}, 2026-01-12.pdf`),
    'есеп.pdf',
  ])
  for (const file of given?.files ?? []) {
    expect((await client.bytes(`/api/appeals/${id}/files/${file.id}`)).status).toBe(200)
  }
  const row = await world.context.db
    .selectFrom('appeal')
    .select(['retain_until', 'legal_hold'])
    .where('id', '=', id)
    .executeTakeFirstOrThrow()
  expect(row).toEqual({ retain_until: '2031-01-12', legal_hold: false })
})

test('an interim reply names no day before tomorrow, however late the appeal is', async () => {
  const id = await registered()
  await office(executor, id, 'take-into-work')
  // The term was 2 February; it is Tuesday 10 February, 23:59 and then past midnight in Astana.
  const asked = async (newDueDate: string) => {
    const late = await world.as(world.people.head)
    const written = await writeReply(late, id, 'interim', { newDueDate })
    const { status, problem } = await propose(late, written)
    if (status !== 200) return [problem.code, problem.fields?.[0]?.field, problem.detail]
    return (await approve(late, written.id)).body.state
  }
  world.setNow('2026-02-10T18:59:00Z')
  for (const day of ['2026-02-09', '2026-02-10']) {
    expect(await asked(day), day).toEqual([
      'extension_in_past',
      'newDueDate',
      expect.stringContaining('11.02.2026'),
    ])
  }
  world.setNow('2026-02-10T19:01:00Z')
  expect(await asked('2026-02-11')).toEqual(['extension_in_past', 'newDueDate', expect.any(String)])
  expect((await historyOf(world.context.db, id)).some(({ type }) => type === 'interimReplied')).toBe(false)
  expect(await asked('2026-02-12')).toBe('sent')
  world.setNow('2026-01-12T05:00:00Z')
})

test('staff who open a letter are written down, once a look, and the client sees it', async () => {
  const id = await registered()
  expect((await client.ask<Appeal>(`GET /api/appeals/${id}`)).body.views).toEqual([])
  await head.ask(`GET /api/office/appeals/${id}`)
  await head.bytes(`/api/office/appeals/${id}/letter/pages/1`)
  await executor.bytes(`/api/office/appeals/${id}/letter/pages/1`)
  const { views } = (await client.ask<Appeal>(`GET /api/appeals/${id}`)).body
  expect(views.map(({ role }) => role).sort()).toEqual(['executor', 'head'])
})

test('a page and its images that ask at once are one look', async () => {
  const id = await registered()
  const { db } = world.context
  const view = { appealId: id, staffId: world.people.head.id, viewedAt: world.context.now() }
  // Connections that are open already let all of them look before any has written.
  await Promise.all(Array.from({ length: 8 }, () => viewsOf(db, id)))
  await Promise.all(Array.from({ length: 8 }, () => inTransaction(db, (tx) => noteView(tx, view))))
  expect(await viewsOf(db, id)).toHaveLength(1)
})

test('the inbox: unread until looked at, unread again when the company acts; search and filters', async () => {
  const id = await registered()
  const row = async (query = '') => {
    const { body } = await client.ask<{ rows: IncomingRow[]; total: number }>(`GET /api/incoming${query}`)
    return { row: body.rows.find((one) => one.id === id), total: body.total, rows: body.rows }
  }
  expect((await row()).row).toMatchObject({ unread: true, executor: null, status: 'registered' })
  await client.ask(`POST /api/appeals/${id}/reading`)
  expect((await row()).row?.unread).toBe(false)
  world.setNow('2026-01-12T05:10:00Z')
  await office(executor, id, 'take-into-work')
  const { row: taken } = await row()
  expect(taken).toMatchObject({ unread: true, tel: 'tel:+77172797575,56465' })

  const number = taken?.registration ?? ''
  for (const query of [
    `?q=${encodeURIComponent(number)}`,
    '?q=Сәуле',
    '?q=төлемнің',
    '?status=awaitingExecution',
  ]) {
    expect((await row(query)).row?.id, query).toBe(id)
  }
  expect((await row('?q=%25')).total).toBe(0)
  expect((await row('?status=executed')).row).toBeUndefined()
  expect((await row(`?contract=${world.contracts.mortgage}`)).total).toBe(0)
  const { total } = await row()
  const beyond = await client.ask<{ rows: unknown[]; total: number }>('GET /api/outgoing?page=99')
  expect(beyond.body).toMatchObject({ rows: [], total })
})

test('another client, a co-tenant and other files find nothing', async () => {
  const id = await registered()
  const { body } = await client.ask<Appeal>(`GET /api/appeals/${id}`)
  const fileId = body.correspondence[0]?.files[0]?.id
  for (const person of [world.people.daniyar, world.people.coTenant]) {
    const stranger = await world.as(person)
    for (const path of ['', `/files/${fileId}`, '/letter/pages/1', '/viewing-copy']) {
      expect((await stranger.ask(`GET /api/appeals/${id}${path}`)).status, path).toBe(404)
    }
    expect((await stranger.ask(`POST /api/appeals/${id}/reading`)).status).toBe(404)
    expect((await stranger.ask<{ total: number }>('GET /api/incoming')).body.total).toBe(0)
  }
  const second = await registered()
  expect((await client.ask(`GET /api/appeals/${second}/files/${fileId}`)).status).toBe(404)
})

test('the serving role may not rewrite history', async () => {
  const { db } = world.context
  await expect(db.updateTable('event').set({ actor: 'system' }).execute()).rejects.toThrow(
    /permission denied/,
  )
  await expect(db.deleteFrom('event').execute()).rejects.toThrow(/permission denied/)
  await expect(db.deleteFrom('registration').execute()).rejects.toThrow(/permission denied/)
})

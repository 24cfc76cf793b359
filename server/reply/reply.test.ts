import { afterAll, beforeAll, expect, test } from 'vitest'
import type { OpenedKeyFile } from '../../eds/pkcs12.ts'
import { registeredAppeals } from '../../test/office.ts'
import {
  answer,
  approve,
  kkText,
  lookAt,
  propose,
  replyInterim,
  ruText,
  savedAs,
  writeReply,
} from '../../test/reply.ts'
import { createSignedWorld, issueKey, type SignedWorld } from '../../test/signed-world.ts'
import type { TestBrowser } from '../../test/test-browser.ts'
import type { Appeal } from '../../wire/appeal.ts'
import type { Replies, Reply } from '../../wire/reply.ts'
import { historyOf } from '../appeal/event-store.ts'

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

async function taken(): Promise<string> {
  const [id = ''] = await registeredAppeals(world, key, 1)
  await executor.ask(`POST /api/office/appeals/${id}/take-into-work`)
  return id
}

test('an answer is written, proposed, sent back, mended, approved, and sent with number and date', async () => {
  const id = await taken()
  const offered = (await executor.ask<Replies>(`GET /api/office/appeals/${id}/replies`)).body.offered
  expect(offered.filter(({ may }) => may).map(({ kind }) => kind)).toEqual([
    'answer',
    'interim',
    'papers',
    'forwarding',
    'return',
    'correction',
  ])
  const written = await writeReply(executor, id, 'answer')
  expect(written).toMatchObject({
    state: 'draft',
    version: 2,
    language: 'kk',
    may: ['save', 'discard', 'propose'],
  })
  const proposed = (await propose(executor, written)).body
  expect(proposed).toMatchObject({ state: 'proposed', may: ['takeBack'] })
  expect((await propose(executor, written)).problem).toMatchObject({ status: 409, code: 'reply_moved_on' })

  const list = await head.ask<{ total: number; replies: { id: string }[] }>(
    'GET /api/office/replies?state=proposed',
  )
  expect(list.body.replies.map((row) => row.id)).toEqual([written.id])
  const remark = 'Төлемнің күнін де жазыңыз.'
  const back = await head.ask<Reply>(`POST /api/office/replies/${written.id}/return`, {
    body: { version: proposed.version, remark },
  })
  expect(back.body).toMatchObject({ state: 'draft', returned: { remark, texts: { kk: kkText } } })

  const mended = await writeReply(executor, id, 'answer', {
    texts: { kk: `${kkText} 12.01.2026.`, ru: ruText },
  })
  expect((await propose(executor, mended)).status).toBe(200)
  const preview = (await lookAt(head, mended.id)).body
  expect(preview.letters.map(({ language }) => language)).toEqual(['kk', 'ru'])
  expect(preview.letters[0]?.text).toContain('жіберілген кезде')
  const sent = await approve(head, mended.id)
  expect(sent.body).toMatchObject({ state: 'sent', outgoing: { date: '2026-01-12' } })

  const seen = (await client.ask<Appeal>(`GET /api/appeals/${id}`)).body
  expect(seen.status).toBe('executed')
  expect(seen.correspondence.find(({ kind }) => kind === 'answer')).toMatchObject({
    kind: 'answer',
    texts: [{ language: 'kk' }, { language: 'ru' }],
  })
  const events = await historyOf(world.context.db, id)
  expect(events.map(({ type }) => type).slice(-5)).toEqual([
    'replyProposed',
    'replySentBack',
    'replyProposed',
    'replyApproved',
    'executed',
  ])
})

test('an interim reply of a sole head, and an answer after it', async () => {
  const id = await taken()
  const sent = await replyInterim(head, id, { newDueDate: '2026-03-02' })
  expect(sent.state).toBe('sent')
  expect((await client.ask<Appeal>(`GET /api/appeals/${id}`)).body).toMatchObject({
    status: 'interimReply',
    due: { date: '2026-03-02' },
  })
  await answer(executor, head, id)
  expect((await client.ask<Appeal>(`GET /api/appeals/${id}`)).body.status).toBe('executed')
})

test('an interim reply says how far it moves the term, how far it could, and whose appeal it is of', async () => {
  const id = await taken()
  const written = await writeReply(executor, id, 'interim', { newDueDate: '2026-02-12' })
  expect(written.extension).toEqual({ workingDays: 8, cap: '2026-04-02' })
  const due = '2026-02-02'
  expect(written.appeal).toMatchObject({ client: 'Сапарова Айгерім Ерланқызы', due })
  // A day in a year without a calendar: how many working days it adds nobody knows.
  const far = await executor.ask<Reply>(`PUT /api/office/replies/${written.id}`, {
    body: savedAs(written, { newDueDate: '2031-02-12' }),
  })
  expect(far.body.extension).toEqual({ workingDays: null, cap: '2026-04-02' })
  expect((await writeReply(executor, id, 'answer')).extension).toBeNull()
})

test('two writers: a lease, taking over asks, a stale save is refused with who and when and nothing is lost', async () => {
  const id = await taken()
  const mine = await writeReply(executor, id, 'answer')
  const theirs = (
    await head.ask<Reply>(`POST /api/office/appeals/${id}/replies`, { body: { kind: 'answer' } })
  ).body
  expect(theirs).toMatchObject({ id: mine.id, lease: null, writer: { mine: false } })
  const put = (who: TestBrowser, reply: Reply, kk: string) =>
    who.ask<Reply>(`PUT /api/office/replies/${reply.id}`, { body: savedAs(reply, { texts: { kk, ru: '' } }) })
  expect((await put(head, theirs, 'Менің мәтінім осы болсын.')).problem.code).toBe('reply_taken_over')
  const waits = await head.ask<Reply>(`POST /api/office/replies/${mine.id}/lease`, {
    body: { takeOver: false },
  })
  expect(waits.body.lease).toBeNull()
  const over = await head.ask<Reply>(`POST /api/office/replies/${mine.id}/lease`, {
    body: { takeOver: true },
  })
  expect(over.body).toMatchObject({ writer: { mine: true }, texts: { kk: kkText } })
  const refused = await put(executor, mine, 'Мен әлі жазып отырмын, бұл менікі.')
  expect(refused.problem).toMatchObject({ status: 409, code: 'reply_taken_over' })
  expect(refused.problem.detail).toContain('Бекова Г. Т.')
  expect((await put(head, over.body, 'Басшының мәтіні осы болады.')).status).toBe(200)
  // A second window of the same person, on an older version.
  expect((await put(head, over.body, 'Басқа терезедегі мәтін.')).problem.code).toBe('reply_stale')
})

import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { OpenedKeyFile } from '../../eds/pkcs12.ts'
import { makeStaff, registeredAppeals } from '../../test/office.ts'
import { answer, approve, correct, forward, propose, writeReply } from '../../test/reply.ts'
import { createSignedWorld, issueKey, type SignedWorld } from '../../test/signed-world.ts'
import { writeToClient } from '../../test/submission.ts'
import type { TestBrowser } from '../../test/test-browser.ts'
import type { Appeal } from '../../wire/appeal.ts'
import type { NoticeRow } from '../../wire/notice.ts'
import type { Reply } from '../../wire/reply.ts'
import { historyOf } from '../appeal/event-store.ts'
import { checkOffice } from '../doctor/check-office.ts'
import { setStaffActive } from '../person/staff-access.ts'

let world: SignedWorld
let key: OpenedKeyFile
let client: TestBrowser
let executor: TestBrowser
let head: TestBrowser
let registrar: TestBrowser
beforeAll(async () => {
  world = await createSignedWorld('2026-01-12T05:00:00Z')
  key = await issueKey(world.authority)
  await signIn()
})
afterAll(() => world.close())

/** A session does not outlive a jump of the clock. */
async function signIn(): Promise<void> {
  client = await world.as(world.people.aigerim)
  executor = await world.as(world.people.executor)
  head = await world.as(world.people.head)
  registrar = await world.as(world.people.registrar)
}
async function moveTo(iso: string): Promise<void> {
  world.setNow(iso)
  await signIn()
}

const reason = 'Жауапта сома қате есептелген.'
async function taken(): Promise<string> {
  const [id = ''] = await registeredAppeals(world, key, 1)
  await executor.ask(`POST /api/office/appeals/${id}/take-into-work`)
  return id
}
async function answered(): Promise<string> {
  const id = await taken()
  await answer(executor, head, id)
  return id
}
const reopen = (who: TestBrowser, id: string, said: unknown = { reason }) =>
  who.ask<Appeal>(`POST /api/office/appeals/${id}/reopening`, { body: said })
const seen = async (id: string) => (await client.ask<Appeal>(`GET /api/appeals/${id}`)).body
const notices = async (id: string) =>
  (await client.ask<{ rows: NoticeRow[] }>('GET /api/notices?page=1&size=50')).body.rows.filter(
    ({ appealId }) => appealId === id,
  )
const retention = async (id: string) =>
  (
    await world.context.db
      .selectFrom('appeal')
      .select('retain_until')
      .where('id', '=', id)
      .executeTakeFirstOrThrow()
  ).retain_until
const letterOf = async (id: string, kind: string) =>
  (await seen(id)).correspondence.find((letter) => letter.kind === kind)

describe('reopening', () => {
  test('by a head with a reason: back to the executor, the day stays, the answer stays and is marked', async () => {
    const id = await answered()
    const before = await seen(id)
    expect(await retention(id)).not.toBeNull()
    await moveTo('2026-03-02T05:00:00Z')
    expect((await reopen(head, id)).status).toBe(200)
    const after = await seen(id)
    expect(after).toMatchObject({
      status: 'awaitingExecution',
      executedAt: null,
      registration: before.registration,
      due: { date: before.due?.date, overdue: true },
      executor: { extension: before.executor?.extension },
    })
    expect(await letterOf(id, 'answer')).toMatchObject({ beforeReopening: true })
    expect(after.history.at(-1)).toMatchObject({ besides: 'reopened', status: 'awaitingExecution' })
    expect((await notices(id))[0]).toMatchObject({ kind: 'reopened', unread: true })
    expect(JSON.stringify(after)).not.toContain(reason)
    expect(await retention(id)).toBeNull()
    expect((await checkOffice(world.context)).faults).toEqual([])

    await answer(executor, head, id)
    const second = await seen(id)
    expect(second.status).toBe('executed')
    expect(
      second.correspondence.filter(({ kind }) => kind === 'answer').map((one) => one.beforeReopening),
    ).toEqual([false, true])
    expect(await retention(id)).not.toBeNull()
    const types = (await historyOf(world.context.db, id)).map(({ type }) => type)
    expect(types.filter((type) => type === 'executed')).toHaveLength(2)
    await moveTo('2026-01-12T05:00:00Z')
  })

  test('nobody else, no other status, not without a reason, not twice', async () => {
    const id = await taken()
    expect((await reopen(head, id)).problem).toMatchObject({ status: 409, code: 'action_not_in_status' })
    await answer(executor, head, id)
    expect((await reopen(executor, id)).status).toBe(403)
    expect((await reopen(registrar, id)).status).toBe(403)
    expect((await reopen(await world.as(world.people.auditor), id)).status).toBe(403)
    expect((await reopen(client, id)).status).toBe(403)
    expect((await reopen(head, id, { reason: ' ' })).status).toBe(422)
    const presses = await Promise.all([reopen(head, id), reopen(head, id), reopen(head, id)])
    expect(presses.map(({ status }) => status).sort()).toEqual([200, 409, 409])
    const types = (await historyOf(world.context.db, id)).map(({ type }) => type)
    expect(types.filter((type) => type === 'reopened')).toHaveLength(1)
  })

  test('who answered is gone: it is the unit’s free work', async () => {
    const gone = await makeStaff(world, 'gone', 'Кеткенов Кеткен', ['executor'], ['office'])
    const leaving = await world.as(gone)
    const [id = ''] = await registeredAppeals(world, key, 1)
    expect((await leaving.ask(`POST /api/office/appeals/${id}/take-into-work`)).status).toBe(200)
    await answer(leaving, head, id)
    await setStaffActive(world.context, 'gone', false)
    expect((await reopen(head, id)).status).toBe(200)
    expect(await seen(id)).toMatchObject({ status: 'awaitingExecution', executor: null })
    expect((await checkOffice(world.context)).faults).toEqual([])
    expect((await executor.ask(`POST /api/office/appeals/${id}/take-into-work`)).status).toBe(200)
  })
})

describe('forwarding', () => {
  test('the registrar writes, a head approves; the client is told to whom; it is over and keeps its number', async () => {
    const [id = ''] = await registeredAppeals(world, key, 1)
    const before = await seen(id)
    const sent = await forward(registrar, head, id)
    expect(sent).toMatchObject({ state: 'sent', outgoing: { date: '2026-01-12' } })
    const after = await seen(id)
    expect(after).toMatchObject({ status: 'forwarded', registration: before.registration })
    const letter = await letterOf(id, 'forwarding')
    expect(letter).toMatchObject({
      receiver: { name: 'Сынақ облысының әкімдігі' },
      outgoing: { number: sent.outgoing?.number },
    })
    expect((await notices(id))[0]).toMatchObject({
      kind: 'forwarded',
      receiver: 'Сынақ облысының әкімдігі',
    })
    expect(await retention(id)).not.toBeNull()
    for (const kind of ['answer', 'interim', 'forwarding']) {
      const begun = await head.ask(`POST /api/office/appeals/${id}/replies`, { body: { kind } })
      expect(begun.problem).toMatchObject({ status: 409, code: 'action_not_in_status' })
    }
    expect((await reopen(head, id)).status).toBe(409)
  })

  test('names the body, and is never sent by one press', async () => {
    const id = await taken()
    const receiver = { name: 'Сынақ әкімдігі', address: ' ' }
    const written = await writeReply(executor, id, 'forwarding', { receiver })
    const refused = await propose(executor, written)
    expect(refused.problem.fields).toMatchObject([{ field: 'receiver.address' }])
    const whole = await writeReply(executor, id, 'forwarding', {
      receiver: { ...receiver, address: 'Сынақ қ., 2' },
    })
    expect((await approve(head, whole.id)).status).toBe(409)
    expect((await propose(executor, whole)).status).toBe(200)
    expect((await approve(executor, whole.id)).status).toBe(409)
    expect((await seen(id)).status).toBe('awaitingExecution')
    const presses = await Promise.all([approve(head, whole.id), approve(head, whole.id)])
    expect(presses.map(({ status }) => status).sort()).toEqual([200, 409])
    expect((await seen(id)).status).toBe('forwarded')
  })

  test('an answer in work does not follow a forwarding', async () => {
    const id = await taken()
    const answering = await writeReply(executor, id, 'answer')
    await propose(executor, answering)
    await forward(executor, head, id)
    expect((await approve(head, answering.id)).problem).toMatchObject({ code: 'action_not_in_status' })
    expect((await seen(id)).correspondence.map(({ kind }) => kind).sort()).toEqual(['appeal', 'forwarding'])
  })
})

describe('a correction', () => {
  test('is a further letter with a number of its own; status and term stay, both letters are marked', async () => {
    const id = await answered()
    const [before, wrong] = [await seen(id), await letterOf(id, 'answer')]
    const sent = await correct(executor, head, id, wrong?.id ?? '')
    expect(sent.outgoing?.number).not.toBe(wrong?.outgoing?.number)
    const after = await seen(id)
    expect(after).toMatchObject({ status: 'executed', due: before.due, executedAt: before.executedAt })
    expect(await letterOf(id, 'correction')).toMatchObject({
      corrects: wrong?.id,
      outgoing: sent.outgoing,
      reason: 'Сома қате жазылған',
    })
    expect(after.history.at(-1)).toMatchObject({ besides: 'corrected', status: 'executed' })
    expect((await notices(id))[0]).toMatchObject({ kind: 'corrected' })
    // And once more: there may be several.
    const again = await correct(executor, head, id, wrong?.id ?? '')
    expect(again.outgoing?.number).not.toBe(sent.outgoing?.number)
  })

  test('is of a letter of this appeal, by who may write here', async () => {
    const [id, other] = [await taken(), await answered()]
    expect((await writeToClient(executor, id, 'Құжатты алдық.')).status).toBe(200)
    await answer(executor, head, id)
    const strange = await letterOf(other, 'answer')
    const begin = (who: TestBrowser, body: unknown) =>
      who.ask<Reply>(`POST /api/office/appeals/${id}/replies`, { body })
    const wrong = await begin(executor, { kind: 'correction' })
    expect(wrong.problem).toMatchObject({ status: 422, fields: [{ field: 'corrects' }] })
    const strangers = await begin(executor, { kind: 'correction', corrects: strange?.id })
    expect(strangers.problem).toMatchObject({ status: 422, code: 'reply_corrects_none' })
    const own = (await letterOf(id, 'answer'))?.id
    const message = await begin(executor, {
      kind: 'correction',
      corrects: (await letterOf(id, 'message'))?.id,
    })
    expect(message.problem).toMatchObject({ status: 422, code: 'reply_corrects_none' })
    // One that corrects another letter is not opened as this one's.
    const first = await begin(executor, { kind: 'correction', corrects: own })
    expect(first.status).toBe(200)
    expect((await begin(executor, { kind: 'correction', corrects: own })).body.id).toBe(first.body.id)
    const second = await begin(executor, { kind: 'correction', corrects: strange?.id })
    expect(second.problem).toMatchObject({ status: 409, code: 'reply_corrects_other' })
    expect((await executor.ask(`DELETE /api/office/replies/${first.body.id}`)).status).toBe(200)
    expect((await begin(registrar, { kind: 'correction', corrects: own })).status).toBe(403)
    const outside = await makeStaff(
      world,
      `other-${id.slice(0, 8)}`,
      'Бөтенов Бөтен',
      ['executor'],
      ['office'],
    )
    expect((await begin(await world.as(outside), { kind: 'correction', corrects: own })).status).toBe(409)
    const [sentOnly = ''] = await registeredAppeals(world, key, 1)
    const early = await head.ask(`POST /api/office/appeals/${sentOnly}/replies`, {
      body: { kind: 'correction', corrects: own },
    })
    expect(early.problem).toMatchObject({ status: 422, code: 'reply_corrects_none' })
  })
})

test('every answer tells the right to object, in its language', async () => {
  const id = await taken()
  const written = await writeReply(executor, id, 'answer', {
    texts: {
      kk: 'Өтінішіңіз қаралды. Төлеміңіз түсті, берешегіңіз жоқ.',
      ru: 'Ваше обращение рассмотрено. Платёж поступил, задолженности нет.',
    },
  })
  await propose(executor, written)
  const { letters } = (
    await head.ask<{ letters: { text: string }[] }>(`GET /api/office/replies/${written.id}/preview`)
  ).body
  expect(letters[0]?.text).toContain('сотқа жүгінуге құқығыңыз бар')
  expect(letters[1]?.text).toContain('вправе обжаловать его')
})

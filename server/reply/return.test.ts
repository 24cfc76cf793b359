import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { OpenedKeyFile } from '../../eds/pkcs12.ts'
import { registeredAppeals } from '../../test/office.ts'
import { askForPapers } from '../../test/papers.ts'
import { answer, approve, forward, giveBack as giveBackBy, propose, writeReply } from '../../test/reply.ts'
import { createSignedWorld, issueKey, type SignedWorld } from '../../test/signed-world.ts'
import type { TestBrowser } from '../../test/test-browser.ts'
import { agreeToWithdrawal, withdraw } from '../../test/withdrawal.ts'
import type { Draft } from '../../wire/appeal.ts'
import type { OwnAppeal } from '../../wire/follow-up.ts'
import type { NoticeRow } from '../../wire/notice.ts'
import { historyOf } from '../appeal/event-store.ts'
import { checkOffice } from '../doctor/check-office.ts'

let world: SignedWorld
let key: OpenedKeyFile
let client: TestBrowser
let executor: TestBrowser
let head: TestBrowser
let registrar: TestBrowser
beforeAll(async () => {
  world = await createSignedWorld('2026-01-12T05:00:00Z')
  key = await issueKey(world.authority)
  const { people } = world
  client = await world.as(people.aigerim)
  executor = await world.as(people.executor)
  head = await world.as(people.head)
  registrar = await world.as(people.registrar)
})
afterAll(() => world.close())

async function taken(): Promise<string> {
  const [id = ''] = await registeredAppeals(world, key, 1)
  await executor.ask(`POST /api/office/appeals/${id}/take-into-work`)
  return id
}
const giveBack = (id: string) => giveBackBy(executor, head, id)
const seen = async (id: string) => (await client.ask<OwnAppeal>(`GET /api/appeals/${id}`)).body
const begin = (who: TestBrowser, id: string, kind = 'return') =>
  who.ask(`POST /api/office/appeals/${id}/replies`, { body: { kind } })
const copy = (id: string, who = client) => who.ask<Draft>(`POST /api/appeals/${id}/copy`)

describe('a return by the company', () => {
  test('is written and approved by two; the client is told why; it is over, its number and its day stay', async () => {
    const id = await taken()
    const before = await seen(id)
    const sent = await giveBack(id)
    expect(sent).toMatchObject({ state: 'sent', outgoing: { date: '2026-01-12' } })
    const after = await seen(id)
    expect(after).toMatchObject({
      status: 'returned',
      returned: { reason: 'notConsidered', revokedAt: null },
      registration: before.registration,
      mayFollow: ['objection'],
    })
    const days = (await historyOf(world.context.db, id)).flatMap(({ data }) =>
      'dueDate' in data ? [data.dueDate] : 'newDueDate' in data ? [data.newDueDate] : [],
    )
    expect(days).toEqual([before.due?.date])
    const letter = after.correspondence.find(({ kind }) => kind === 'return')
    expect(letter).toMatchObject({
      reason: 'Өтініште не сұралғаны айтылмаған',
      outgoing: { number: sent.outgoing?.number },
    })
    const { body } = await client.ask<{ rows: NoticeRow[] }>('GET /api/notices?page=1&size=50')
    expect(body.rows.find(({ appealId }) => appealId === id)).toMatchObject({
      kind: 'returnedByCompany',
      returned: null,
    })
    expect((await checkOffice(world.context)).faults).toEqual([])
  })

  test('says why, and is never sent by one press or by who wrote it', async () => {
    const id = await taken()
    const written = await writeReply(executor, id, 'return', { reason: ' ' })
    expect((await propose(executor, written)).problem.fields).toMatchObject([{ field: 'reason' }])
    const whole = await writeReply(executor, id, 'return')
    expect((await approve(head, whole.id)).status).toBe(409)
    expect((await propose(executor, whole)).status).toBe(200)
    expect((await approve(executor, whole.id)).status).toBe(409)
    expect((await seen(id)).status).toBe('awaitingExecution')
    const presses = await Promise.all([approve(head, whole.id), approve(head, whole.id)])
    expect(presses.map(({ status }) => status).sort()).toEqual([200, 409])
    expect((await seen(id)).status).toBe('returned')
    const events = await historyOf(world.context.db, id)
    expect(events.filter(({ type }) => type === 'returnedByCompany')).toHaveLength(1)
  })

  test('is not for a registrar, nor for an executor who does not have the appeal', async () => {
    const id = await taken()
    expect((await begin(registrar, id)).status).toBe(403)
    const other = await world.as(world.people.otherExecutor)
    expect((await begin(other, id)).status).toBeGreaterThanOrEqual(403)
    expect((await begin(client, id)).status).toBe(403)
  })

  test('an answer in work does not follow it, and nothing else goes out', async () => {
    const id = await taken()
    const answering = await writeReply(executor, id, 'answer')
    await propose(executor, answering)
    await giveBack(id)
    expect((await approve(head, answering.id)).problem.code).toBe('action_not_in_status')
    for (const kind of ['answer', 'interim', 'papers', 'forwarding', 'return']) {
      expect((await begin(head, id, kind)).problem).toMatchObject({ code: 'action_not_in_status' })
    }
  })

  test.each(['executed', 'forwarded', 'withdrawn'])('is refused once the appeal is %s', async (status) => {
    const id = await taken()
    if (status === 'executed') await answer(executor, head, id)
    if (status === 'forwarded') await forward(registrar, head, id)
    if (status === 'withdrawn') {
      const asked = await withdraw(world, client, key, id)
      await agreeToWithdrawal(head, id, asked.body.id)
    }
    expect((await seen(id)).status).toBe(status)
    expect((await begin(head, id)).problem).toMatchObject({ status: 409, code: 'action_not_in_status' })
  })

  test('ends papers that were asked for, and a withdrawal that nobody has decided', async () => {
    const id = await taken()
    expect((await askForPapers(executor, id, ['Табыс анықтамасы'], '2026-01-20')).status).toBe(200)
    expect((await withdraw(world, client, key, id)).status).toBe(200)
    await giveBack(id)
    const after = await seen(id)
    expect(after.papers?.slots.every(({ state }) => state !== 'asked') ?? true).toBe(true)
    expect(after.correspondence.find(({ withdrawal }) => withdrawal !== null)?.withdrawal?.state).toBe('over')
    const row = await world.context.db
      .selectFrom('appeal')
      .select(['papers_by', 'withdrawal_due_date'])
      .where('id', '=', id)
      .executeTakeFirstOrThrow()
    expect(row).toEqual({ papers_by: null, withdrawal_due_date: null })
  })
})

describe('a copy of what was returned', () => {
  test('is one draft, however often it is pressed; another one once that is gone', async () => {
    const id = await taken()
    await giveBack(id)
    const presses = await Promise.all([copy(id), copy(id)])
    const third = await copy(id)
    expect(new Set([...presses, third].map(({ body }) => body.id)).size).toBe(1)
    expect(third.body.type?.code).toBe('gen.free')
    const gone = await client.ask(`DELETE /api/drafts/${third.body.id}`)
    expect(gone.status).toBeLessThan(300)
    const next = await copy(id)
    expect(next.status).toBe(200)
    expect(next.body.id).not.toBe(third.body.id)
  })

  test('is not for somebody else', async () => {
    const id = await taken()
    expect((await copy(id)).problem.code).toBe('action_not_in_status')
    await giveBack(id)
    expect((await copy(id, await world.as(world.people.daniyar))).status).toBe(404)
  })
})

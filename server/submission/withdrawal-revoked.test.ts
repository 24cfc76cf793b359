import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import type { OpenedKeyFile } from '../../eds/pkcs12.ts'
import { answer } from '../../test/reply.ts'
import { type AskedWorld, createAskedWorld, issueKey, sendFree } from '../../test/signed-world.ts'
import type { TestBrowser } from '../../test/test-browser.ts'
import { agreeToWithdrawal, beginWithdrawal, declineWithdrawal, withdraw } from '../../test/withdrawal.ts'
import type { Appeal } from '../../wire/appeal.ts'
import type { CaseEvent } from '../../wire/case.ts'
import type { NoticeRow } from '../../wire/notice.ts'
import { historyOf } from '../appeal/event-store.ts'
import { sweep } from '../process/sweep.ts'

// docs/decisions/0059: the authority says only later that the key under a withdrawal was revoked.
const hour = 3_600_000
let world: AskedWorld
let client: TestBrowser
let saule: TestBrowser
let id: string
let key: OpenedKeyFile
/** 10:00 in Astana of a working day; each test has its own, since lists are kept for a while. */
let morning = 0
beforeAll(async () => {
  world = await createAskedWorld('2026-01-12T05:00:00Z')
})
afterAll(() => world.close())
const days = ['12', '13', '14', '15', '16', '19', '20', '21', '22'][Symbol.iterator]()
beforeEach(async () => {
  morning = Date.parse(`2026-01-${days.next().value}T05:00:00Z`)
  world.services.behave('well')
  await at(0)
  key = await issueKey(world.authority)
  id = (await sendFree(world, client, await issueKey(world.authority))).body.id
  await sweep(world.context)
  await saule.ask(`POST /api/office/appeals/${id}/take-into-work`)
})

async function at(afterMs: number): Promise<void> {
  world.setNow(new Date(morning + afterMs).toISOString())
  client = await world.as(world.people.aigerim)
  saule = await world.as(world.people.executor)
}
const sweptAt = async (afterMs: number) => {
  await at(afterMs)
  await sweep(world.context)
}
const revoke = (afterMs: number, reason: 'keyCompromise' | 'superseded' = 'keyCompromise') =>
  world.services.register.revoke(key.certificate.facts.serial, { at: morning + afterMs, reason })
const seen = async () => (await client.ask<Appeal>(`GET /api/appeals/${id}`)).body
const withdrawal = async () =>
  (await seen()).correspondence.find((row) => row.withdrawal !== null)?.withdrawal
const lastNotice = async () => {
  const { body } = await client.ask<{ rows: NoticeRow[] }>('GET /api/notices')
  return body.rows.find(({ appealId }) => appealId === id)?.kind
}
const officeEvents = async () =>
  (await saule.ask<{ history: CaseEvent[] }>(`GET /api/office/appeals/${id}/internal`)).body.history
const endsOf = async () =>
  (await historyOf(world.context.db, id)).filter(
    ({ type }) => type === 'withdrawalDeclined' || type === 'withdrawn',
  )

async function asked(): Promise<string> {
  const { status, body, problem } = await withdraw(world, client, key, id)
  expect(status, JSON.stringify(problem)).toBe(200)
  return body.id
}

test('revoked before it signed, known a day later: it ends by itself, and nobody is said to have declined', async () => {
  world.services.behave('down')
  const submissionId = await asked()
  revoke(-hour)
  await sweptAt(2 * hour)
  expect((await withdrawal())?.state).toBe('open')
  expect((await agreeToWithdrawal(saule, id, submissionId)).problem?.code).toBe('withdrawal_unchecked')
  world.services.behave('well')
  await sweptAt(30 * hour)

  const { status, due, correspondence } = await seen()
  expect(status).toBe('awaitingExecution')
  expect(due).not.toBeNull()
  expect(correspondence.find((row) => row.withdrawal !== null)).toMatchObject({
    withdrawal: { state: 'revoked', reason: null, decidedAt: new Date(morning + 30 * hour).toISOString() },
    signatures: [{ result: 'invalid', code: 'revoked' }],
  })
  expect(await lastNotice()).toBe('withdrawalRevoked')
  expect((await officeEvents()).findLast(({ type }) => type === 'withdrawalDeclined')).toMatchObject({
    what: 'revoked',
    by: null,
  })
  const own = (await client.ask<{ appeals: Appeal[] }>('GET /api/profile/data')).body
  const ofOwn = own.appeals.find((appeal) => appeal.id === id)
  expect(ofOwn?.correspondence.find((row) => row.withdrawal !== null)?.withdrawal?.state).toBe('revoked')
  // Nobody has anything to decide, and the client may ask again with a key that is good.
  expect((await agreeToWithdrawal(saule, id, submissionId)).problem?.code).toBe('withdrawal_none')
  expect((await beginWithdrawal(client, id)).status).toBe(200)
  await sweptAt(40 * hour)
  expect(await endsOf()).toHaveLength(1)
})

test('revoked after it signed: it was good when it was used, and is decided', async () => {
  world.services.behave('down')
  const submissionId = await asked()
  revoke(hour, 'superseded')
  world.services.behave('well')
  await sweptAt(2 * hour)
  expect((await withdrawal())?.state).toBe('open')
  expect((await agreeToWithdrawal(saule, id, submissionId)).status).toBe(200)
  expect((await seen()).status).toBe('withdrawn')
  expect(await lastNotice()).toBe('withdrawn')
})

test('the authority is silent for days: declining is possible, agreeing waits for its word', async () => {
  world.services.behave('down')
  const submissionId = await asked()
  for (const passed of [24, 48, 72]) {
    await sweptAt(passed * hour)
    expect((await agreeToWithdrawal(saule, id, submissionId)).problem?.code).toBe('withdrawal_unchecked')
  }
  world.services.behave('well')
  await sweptAt(80 * hour)
  expect((await agreeToWithdrawal(saule, id, submissionId)).status).toBe(200)
})

test('declined while nobody could say: what the company said stays, and the client is told nothing twice', async () => {
  world.services.behave('down')
  const submissionId = await asked()
  revoke(-hour)
  expect((await declineWithdrawal(saule, id, submissionId)).status).toBe(200)
  world.services.behave('well')
  await sweptAt(30 * hour)
  expect(await withdrawal()).toMatchObject({
    state: 'declined',
    reason: 'Өтініш бойынша тексеру басталып кетті.',
  })
  expect(await lastNotice()).toBe('withdrawalDeclined')
  expect(await endsOf()).toHaveLength(1)
})

test('answered while nobody could say: the withdrawal was over, and stays so', async () => {
  world.services.behave('down')
  await asked()
  revoke(-hour)
  await saule.ask(`POST /api/office/appeals/${id}/take-into-work`)
  await answer(saule, await world.as(world.people.head), id)
  world.services.behave('well')
  await sweptAt(30 * hour)
  expect((await withdrawal())?.state).toBe('over')
  expect((await seen()).status).toBe('executed')
  expect(await endsOf()).toHaveLength(0)
})

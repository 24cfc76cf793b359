import { afterAll, beforeAll, expect, test } from 'vitest'
import { attach } from '../../test/attach.ts'
import { png } from '../../test/sample-files.ts'
import { type AskedWorld, createAskedWorld, issueKey, sendFree, signDraft } from '../../test/signed-world.ts'
import type { TestBrowser } from '../../test/test-browser.ts'
import type { Appeal, Draft } from '../../wire/appeal.ts'
import { sweep } from '../process/sweep.ts'

const now = Date.parse('2026-01-12T05:00:00Z')
let world: AskedWorld
let client: TestBrowser
beforeAll(async () => {
  world = await createAskedWorld('2026-01-12T05:00:00Z')
  client = await world.as(world.people.aigerim)
})
afterAll(() => world.close())

async function revokedKey() {
  const key = await issueKey(world.authority)
  world.services.register.revoke(key.certificate.facts.serial, {
    at: now - 3_600_000,
    reason: 'keyCompromise',
  })
  return key
}
const answers = { plannedDate: '2026-02-16', fundingSource: 'own' }

async function returnedWith(method: 'byDetails' | 'debit'): Promise<string> {
  const { body: draft } = await client.ask<Draft>('POST /api/drafts', {
    body: { contractId: world.contracts.rent, letterLanguage: 'ru' },
  })
  const body = { typeCode: 'rent.early.full', answers, paymentMethod: method }
  const saved = await client.ask(`PATCH /api/drafts/${draft.id}`, { version: draft.version, body })
  expect(saved.status, JSON.stringify(saved.body)).toBe(200)
  await attach(client, draft.id, { document: 'identityCard', name: 'Жеке куәлік.png', bytes: png })
  if (method === 'byDetails') {
    await attach(client, draft.id, { document: 'paymentReceipt', name: 'Түбіртек.png', bytes: png })
  }
  return await sendWith(draft.id, await revokedKey())
}
async function sendWith(draftId: string, key: Awaited<ReturnType<typeof issueKey>>): Promise<string> {
  const signed = await signDraft(world, client, draftId, key)
  const sent = await client.ask<{ id: string }>(`POST /api/drafts/${draftId}/signature`, { body: signed })
  expect(sent.status, JSON.stringify(sent.body)).toBe(200)
  await sweep(world.context)
  return sent.body.id
}
const shown = async (id: string) => (await client.ask<Appeal>(`GET /api/appeals/${id}`)).body

test('a returned appeal goes out again with another key: the receipt comes along, nothing is paid twice', async () => {
  const id = await returnedWith('byDetails')
  expect(await shown(id)).toMatchObject({
    status: 'returned',
    returned: { reason: 'revoked', revokedAt: new Date(now - 3_600_000).toISOString() },
  })
  const copied = await client.ask<Draft>(`POST /api/appeals/${id}/copy`)
  expect(copied.status, JSON.stringify(copied.body)).toBe(200)
  const draft = copied.body
  expect(draft).toMatchObject({ answers, paymentMethod: 'byDetails', letterLanguage: 'ru', missing: [] })
  expect(draft.type?.code).toBe('rent.early.full')
  expect(draft.attachments.map(({ document, name }) => [document, name])).toEqual([
    ['identityCard', 'Жеке куәлік.png'],
    ['paymentReceipt', 'Түбіртек.png'],
  ])
  const keys = await world.context.db
    .selectFrom('appeal')
    .select('file_key_id')
    .where('id', 'in', [id, draft.id])
    .execute()
  expect(new Set(keys.map(({ file_key_id }) => file_key_id)).size).toBe(2)

  const again = await sendWith(draft.id, await issueKey(world.authority))
  expect(await shown(again)).toMatchObject({ status: 'registered', signature: { revocation: 'good' } })
  expect((await shown(id)).status).toBe('returned')
})

test('a debit is agreed again', async () => {
  const id = await returnedWith('debit')
  const { body: draft } = await client.ask<Draft>(`POST /api/appeals/${id}/copy`)
  expect(draft).toMatchObject({ answers, paymentMethod: null })
  expect(draft.missing.map(({ step }) => step)).toContain('payment')
})

test('one press makes one draft, whatever is repeated', async () => {
  const { body } = await sendFree(world, client, await revokedKey())
  await sweep(world.context)
  const key = crypto.randomUUID()
  const press = () => client.ask<Draft>(`POST /api/appeals/${body.id}/copy`, { key })
  const [first, second] = await Promise.all([press(), press()])
  expect(second.body.id).toBe(first.body.id)
})

test('only a returned appeal, and only one’s own', async () => {
  const { body } = await sendFree(world, client, await issueKey(world.authority))
  expect((await client.ask(`POST /api/appeals/${body.id}/copy`)).problem.code).toBe('action_not_in_status')
  const other = await world.as(world.people.daniyar)
  expect((await other.ask(`POST /api/appeals/${body.id}/copy`)).status).toBe(404)
})

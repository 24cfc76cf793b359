import { afterAll, beforeAll, expect, test } from 'vitest'
import { giveMandate } from '../../test/people.ts'
import { createWorld, type World } from '../../test/world.ts'
import type { ContractRow } from '../../wire/contract.ts'

let world: World
beforeAll(async () => {
  world = await createWorld()
})
afterAll(() => world.close())

async function numbersOf(person: World['people']['aigerim']): Promise<string[]> {
  const browser = await world.as(person)
  const { body } = await browser.ask<{ contracts: ContractRow[] }>('GET /api/contracts')
  return body.contracts.map(({ number, capacity }) => `${number} ${capacity}`)
}

test('§3: the contracts of which one is a party, the newest first, in one’s own capacity', async () => {
  const { aigerim, coTenant, daniyar } = world.people
  expect(await numbersOf(aigerim)).toEqual([
    'АВ-71-004215 tenant',
    'ИЗ-75-000128 tenant',
    'АВ-71-000007 tenant',
  ])
  expect(await numbersOf(coTenant)).toEqual(['АВ-71-004215 coTenant'])
  expect(await numbersOf(daniyar)).toEqual(['АВ-71-004216 tenant'])
})

test('a mandate opens another’s contracts from its first day to its last, and no longer', async () => {
  const { daniyar, coTenant, aigerim } = world.people
  await giveMandate(world.context, daniyar, coTenant, '2026-02-01', '2026-02-10')
  const days: Record<string, number> = {}
  for (const day of ['2026-01-31', '2026-02-01', '2026-02-10', '2026-02-11']) {
    world.setNow(`${day}T12:00:00+05:00`)
    days[day] = (await numbersOf(daniyar)).length
  }
  expect(days).toEqual({ '2026-01-31': 1, '2026-02-01': 2, '2026-02-10': 2, '2026-02-11': 1 })

  // A person who is a party writes in their own name, not by the mandate.
  await giveMandate(world.context, aigerim, coTenant, '2026-01-01', null)
  world.setNow('2026-01-12T05:30:00Z')
  expect((await numbersOf(aigerim))[0]).toBe('АВ-71-004215 tenant')
})

test('a draft under a mandate is written on the other’s behalf, and is gone with the mandate', async () => {
  const { daniyar, coTenant } = world.people
  world.setNow('2026-02-05T12:00:00+05:00')
  const browser = await world.as(daniyar)
  const body = { contractId: world.contracts.rent, letterLanguage: 'ru' }
  const draft = await browser.ask<{ id: string }>('POST /api/drafts', { body })
  expect(draft.status).toBe(200)
  const row = await world.context.db
    .selectFrom('appeal')
    .select(['person_id', 'party_id'])
    .where('id', '=', draft.body.id)
    .executeTakeFirst()
  expect(row).toEqual({ person_id: daniyar.id, party_id: coTenant.partyId })
  world.setNow('2026-02-11T12:00:00+05:00')
  const later = await world.as(daniyar)
  expect((await later.ask(`GET /api/drafts/${draft.body.id}`)).status).toBe(404)
  world.setNow('2026-01-12T05:30:00Z')
})

import { afterAll, beforeAll, expect, test } from 'vitest'
import { plainDate } from '../../domain/calendar/plain-date.ts'
import { attach } from '../../test/attach.ts'
import { pdf } from '../../test/sample-files.ts'
import { createSignedWorld, freeDraft, type SignedWorld } from '../../test/signed-world.ts'
import { addMandate } from './contract-store.ts'
import { endMandate } from './end-mandate.ts'

let world: SignedWorld
beforeAll(async () => {
  world = await createSignedWorld('2026-01-12T05:00:00Z')
})
afterAll(() => world.close())

const mandateOf = (partyId: string, basis: string) =>
  addMandate(world.context.db, {
    personId: world.people.daniyar.id,
    partyId,
    basis,
    validFrom: plainDate('2026-01-01'),
    validTo: null,
  })
const partyOf = async (id: string) =>
  (
    await world.context.db
      .selectFrom('appeal')
      .select('party_id')
      .where('id', '=', id)
      .executeTakeFirstOrThrow()
  ).party_id

test('an appeal is for whom it was begun, and for nobody once their mandate has ended', async () => {
  const { daniyar, aigerim, coTenant } = world.people
  await mandateOf(aigerim.partyId, 'A')
  let browser = await world.as(daniyar)
  const draft = await freeDraft(browser, world.contracts.rent)
  expect(await partyOf(draft.id)).toBe(aigerim.partyId)
  await attach(browser, draft.id, { document: 'powerOfAttorney', name: 'a.pdf', bytes: pdf })

  await mandateOf(coTenant.partyId, 'B')
  const seen = await browser.ask<{ version: number }>(`GET /api/drafts/${draft.id}`)
  const saved = await browser.ask(`PATCH /api/drafts/${draft.id}`, {
    version: seen.body.version,
    body: { email: 'daniyar@example.kz' },
  })
  expect([saved.status, await partyOf(draft.id)]).toEqual([200, aigerim.partyId])

  const last = plainDate('2026-01-12')
  await endMandate(world.context, { person: daniyar.iin, party: aigerim.iin, last })
  world.setNow('2026-01-13T05:30:00Z')
  browser = await world.as(daniyar)
  expect((await browser.ask(`POST /api/drafts/${draft.id}/letter`)).status).toBe(404)
  expect((await browser.ask(`GET /api/drafts/${draft.id}`)).status).toBe(404)
})

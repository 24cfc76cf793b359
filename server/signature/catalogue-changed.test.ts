import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { plainDate } from '../../domain/calendar/plain-date.ts'
import { attach } from '../../test/attach.ts'
import { egovMobileBefore, openLetterCode, pressSend } from '../../test/egov-mobile-signing.ts'
import { pdf } from '../../test/sample-files.ts'
import {
  createSignedWorld,
  freeDraft,
  issueKey,
  type SignedWorld,
  signDraft,
} from '../../test/signed-world.ts'
import { waitsForLock } from '../../test/waits-for-lock.ts'
import type { Draft } from '../../wire/appeal.ts'
import { publishAppealType, readCatalogueFile } from '../catalogue/publish-appeal-type.ts'
import { publishTariff, readTariffsFile } from '../tariff/publish-tariff.ts'

let world: SignedWorld
beforeAll(async () => {
  world = await createSignedWorld('2026-01-12T05:00:00Z', { playedPhone: 'http://127.0.0.1:9' })
})
afterAll(() => world.close())

test('a newer version of the type is confirmed by choosing it again, before signing and before the letter', async () => {
  const browser = await world.as(world.people.aigerim)
  const draft = await freeDraft(browser, world.contracts.rent)
  const signed = await signDraft(world, browser, draft.id, await issueKey(world.authority))
  const published = plainDate('2026-01-12')
  await publishAppealType(world.context, await readCatalogueFile(), 'gen.free', published)

  for (const [path, body] of [
    ['signature', signed],
    ['letter', undefined],
  ] as const) {
    const refused = await browser.ask(`POST /api/drafts/${draft.id}/${path}`, { body })
    expect([path, refused.problem.code]).toEqual([path, 'catalogue_changed'])
  }
  const again = await browser.ask<Draft>(`PATCH /api/drafts/${draft.id}`, {
    version: draft.version,
    body: { typeCode: 'gen.free' },
  })
  expect(again.body.answers).toEqual(draft.answers)
  expect((await browser.ask(`POST /api/drafts/${draft.id}/letter`)).status).toBe(200)
})

test('so is one that is in force from the midnight that comes while what a phone signed waits for its coupon', async () => {
  const browser = await world.as(world.people.aigerim)
  const letter = await openLetterCode(browser, world.contracts.rent)
  await egovMobileBefore(world, letter.code, await issueKey(world.authority)).sign()
  await publishAppealType(world.context, await readCatalogueFile(), 'gen.free', plainDate('2026-01-13'))
  const { db } = world.context
  const { asked } = await db.transaction().execute(async (trx) => {
    await sql`lock table coupon_counter`.execute(trx)
    const asked = pressSend(browser, letter)
    await waitsForLock(db)
    world.setNow('2026-01-12T19:00:01Z')
    return { asked }
  })
  expect((await asked).problem.code).toBe('catalogue_changed')
  world.setNow('2026-01-12T05:00:00Z')
})

test('a fee that has changed since it was agreed to is agreed to again', async () => {
  const browser = await world.as(world.people.aigerim)
  const { body: draft } = await browser.ask<Draft>('POST /api/drafts', {
    body: { contractId: world.contracts.rent, letterLanguage: 'ru' },
  })
  const answers = { plannedDate: '2026-02-16', fundingSource: 'own' }
  const save = (version: number, body: unknown) =>
    browser.ask<Draft>(`PATCH /api/drafts/${draft.id}`, { version, body })
  await save(1, { typeCode: 'rent.early.full', answers, paymentMethod: 'debit' })
  await attach(browser, draft.id, { document: 'identityCard', name: 'card.pdf', bytes: pdf })
  expect((await browser.ask(`POST /api/drafts/${draft.id}/letter`)).status).toBe(200)

  const [first] = (await readTariffsFile()).tariffs
  if (first === undefined) throw new Error('no tariff is shipped')
  const fees = first.fees.map((fee) => ({ ...fee, feeTiyn: fee.feeTiyn + 100_000 }))
  await publishTariff(world.context, { ...first, version: 99, validFrom: plainDate('2026-01-13'), fees })
  world.setNow('2026-01-13T05:00:00Z')
  const tomorrow = await world.as(world.people.aigerim)
  const refused = await tomorrow.ask(`POST /api/drafts/${draft.id}/letter`)
  expect([refused.problem.code, refused.problem.fields?.[0]?.field]).toEqual([
    'catalogue_changed',
    'paymentMethod',
  ])
  await tomorrow.ask(`PATCH /api/drafts/${draft.id}`, { version: 3, body: { paymentMethod: 'debit' } })
  const letter = await tomorrow.ask<{ text: string }>(`POST /api/drafts/${draft.id}/letter`)
  expect(letter.body.text).toContain('6\u00a0000\u00a0тенге')
})

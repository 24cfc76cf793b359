import { afterAll, beforeAll, expect, test } from 'vitest'
import { plainDate } from '../../domain/calendar/plain-date.ts'
import { attach } from '../../test/attach.ts'
import { pdf } from '../../test/sample-files.ts'
import { freeDraft } from '../../test/signed-world.ts'
import type { TestBrowser } from '../../test/test-browser.ts'
import { createWorld, type World } from '../../test/world.ts'
import type { Draft } from '../../wire/appeal.ts'
import type { Offer } from '../../wire/catalogue.ts'
import { addTypes, ruledNames, type TypeDefinition } from '../catalogue/catalogue-store.ts'
import { definitionIn, readCatalogueFile } from '../catalogue/publish-appeal-type.ts'
import { publishTariff } from './publish-tariff.ts'

let world: World
let browser: TestBrowser
beforeAll(async () => {
  world = await createWorld()
  browser = await world.as(world.people.aigerim)
  await publishTariff(world.context, {
    version: 2,
    validFrom: plainDate('2026-01-12'),
    fees: [
      { typeCode: 'gen.free', feeTiyn: 70_000 },
      { typeCode: 'cert.debt', feeTiyn: 200_000 },
    ],
  })
})
afterAll(() => world.close())

const documentsMissing = ({ missing }: Draft) =>
  missing.filter(({ step }) => step === 'documents').map(({ field, refusal }) => `${field} ${refusal.code}`)

async function pay(draft: Draft, change: object): Promise<Draft> {
  const { version } = draft
  const saved = await browser.ask<Draft>(`PATCH /api/drafts/${draft.id}`, { version, body: change })
  expect(saved.status, JSON.stringify(saved.body)).toBe(200)
  return saved.body
}

test('§6–§7 a tariff put on a type that never had a fee asks for its receipt', async () => {
  const draft = await freeDraft(browser, world.contracts.rent)
  expect(draft.missing.map(({ refusal }) => refusal.code)).toEqual(['payment_required'])
  const debited = await pay(draft, { paymentMethod: 'debit' })
  expect(documentsMissing(debited)).toEqual([])
  const paid = await pay(debited, { paymentMethod: 'byDetails' })
  expect(documentsMissing(paid)).toEqual(['paymentReceipt receipt_missing'])
  expect(paid.documents.paymentReceipt).toEqual({
    kk: 'Төлем туралы түбіртек',
    ru: 'Квитанция об оплате',
    en: 'Payment receipt',
  })
  const unpaid = await browser.ask(`POST /api/drafts/${draft.id}/letter`)
  expect([unpaid.status, unpaid.problem.code]).toEqual([422, 'receipt_missing'])
  const file = { document: 'paymentReceipt', name: 'Түбіртек.pdf', bytes: pdf }
  expect((await attach(browser, draft.id, file)).status).toBe(200)
  expect((await browser.ask<Draft>(`GET /api/drafts/${draft.id}`)).body.missing).toEqual([])
  expect((await browser.ask(`POST /api/drafts/${draft.id}/letter`)).status).toBe(200)
  const prepared = await world.context.db
    .selectFrom('prepared_letter')
    .select('text')
    .where('appeal_id', '=', draft.id)
    .executeTakeFirstOrThrow()
  expect(prepared.text).toContain('Төлем туралы түбіртек')
})

test('a version of before, which lists the receipt itself, asks for it once and goes on', async () => {
  const definition = definitionIn(await readCatalogueFile(), 'cert.debt')
  const requiredIf = { fee: '>0', paymentMethod: 'byDetails' }
  const listed = { document: 'paymentReceipt', required: true, min: 1, max: 1, requiredIf }
  const older: TypeDefinition = { ...definition, documents: [...definition.documents, listed] }
  const row = { id: crypto.randomUUID(), definition: older, validFrom: plainDate('2026-01-12') }
  await addTypes(world.context.db, [row], world.context.now())
  const { body: draft } = await browser.ask<Draft>('POST /api/drafts', {
    body: { contractId: world.contracts.rent, letterLanguage: 'kk' },
  })
  const chosen = await pay(draft, { typeCode: 'cert.debt', paymentMethod: 'byDetails' })
  expect(documentsMissing(chosen)).toEqual([
    'identityCard document_missing',
    'paymentReceipt receipt_missing',
  ])
  const file = { document: 'paymentReceipt', name: 'a.pdf', bytes: pdf }
  expect((await attach(browser, draft.id, file)).status).toBe(200)
  expect((await attach(browser, draft.id, file)).problem.code).toBe('file_slot_full')
})

test('the offer names the receipt for every type', async () => {
  const { body } = await browser.ask<Offer>(`GET /api/contracts/${world.contracts.rent}/offer`)
  expect(body.documents).toMatchObject(ruledNames)
})

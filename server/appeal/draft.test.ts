import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { attach } from '../../test/attach.ts'
import { pdf } from '../../test/sample-files.ts'
import type { TestBrowser } from '../../test/test-browser.ts'
import { createWorld, type World } from '../../test/world.ts'
import type { Draft, DraftRow, DraftSave } from '../../wire/appeal.ts'
import { forgetDrafts } from './forget-drafts.ts'

const start = '2026-01-12T05:30:00Z'
let world: World
let me: TestBrowser
beforeAll(async () => {
  world = await createWorld({ now: start })
  me = await world.as(world.people.aigerim)
})
afterAll(() => world.close())

async function startDraft(contractId = world.contracts.rent): Promise<Draft> {
  const { body } = await me.ask<Draft>('POST /api/drafts', { body: { contractId, letterLanguage: 'kk' } })
  return body
}
const save = (draft: Draft, change: DraftSave, version = draft.version) =>
  me.ask<Draft>(`PATCH /api/drafts/${draft.id}`, { version, body: change })
const missingOf = (draft: Draft) =>
  draft.missing.map(({ step, field, refusal }) => `${step} ${field} ${refusal.code}`)

test('§3, §5: a draft begins with the block formed from the profile, the contract and the company', async () => {
  const draft = await startDraft()
  expect(draft).toMatchObject({
    version: 1,
    createdAt: '2026-01-12T05:30:00.000Z',
    keptUntil: '2026-02-11',
    egovMobileSigned: null,
    contract: { number: 'АВ-71-004215', capacity: 'tenant' },
    type: null,
    fee: null,
    letterhead: {
      addressee: {
        kk: ['«Қазақстан Тұрғын үй компаниясы» АҚ', 'Басқарма Төрағасына'],
        ru: ['АО «Казахстанская Жилищная Компания»', 'Председателю Правления'],
      },
      name: 'Сапарова Айгерім Ерланқызы',
      iin: '921125270019',
      phone: '+7 700 000 00 01',
    },
    address: 'Астана қ., Үлгі көшесі, 1-үй, 12-пәтер',
    email: 'aigerim@example.com',
    requisites: { iban: 'KZ50999TEST000000042' },
  })
  expect(draft.requisites.purpose.kk).toContain('АВ-71-004215')
  expect(draft.requisites.purpose.ru).toContain('921125270019')
  expect(missingOf(draft)).toEqual(['letter type type_required'])
})

test('§4–§7: what is missing follows the answers, step by step, to nothing', async () => {
  const draft = await startDraft()
  const { body: typed } = await save(draft, { typeCode: 'rent.early.full' })
  expect(typed.fee).toEqual({ feeTiyn: 500000, vatPercent: 16, vatTiyn: 68966 })
  expect(missingOf(typed)).toEqual([
    'letter plannedDate required',
    'letter fundingSource required',
    'payment paymentMethod payment_required',
    'documents identityCard document_missing',
  ])
  const answers = { plannedDate: '2026-02-16', fundingSource: 'own' }
  const { body: paid } = await save(typed, { answers, paymentMethod: 'byDetails' })
  expect(missingOf(paid)).toEqual([
    'documents identityCard document_missing',
    'documents paymentReceipt receipt_missing',
  ])
  const { body: debited } = await save(paid, { paymentMethod: 'debit' })
  expect(missingOf(debited)).toEqual(['documents identityCard document_missing'])
  await attach(me, draft.id, { document: 'identityCard', name: 'куәлік.pdf', bytes: pdf })
  const { body: ready } = await me.ask<Draft>(`GET /api/drafts/${draft.id}`)
  expect(missingOf(ready)).toEqual([])
  expect(ready.version).toBe(debited.version + 1)
})

test('half an answer is kept as it was typed, and told as missing', async () => {
  const draft = await startDraft()
  const { body } = await save(draft, { typeCode: 'gen.free', address: 'Аста', answers: { subject: 'Тө' } })
  expect([body.address, body.answers]).toEqual(['Аста', { subject: 'Тө' }])
  expect(missingOf(body)).toEqual([
    'letter address too_short',
    'letter subject too_short',
    'letter text required',
  ])
})

test('§10: a draft tells which dates it would get if it were sent now', async () => {
  const { body } = await save(await startDraft(), { typeCode: 'gen.free' })
  expect(body.forecast).toEqual({ registrationDate: '2026-01-12', dueDate: '2026-02-02', atOnce: true })
  expect((await startDraft()).forecast).toBeNull()
  // Saturday: registered with the date of the next working day.
  world.setNow('2026-01-17T05:30:00Z')
  me = await world.as(world.people.aigerim)
  const { body: later } = await me.ask<Draft>(`GET /api/drafts/${body.id}`)
  expect(later.forecast).toEqual({ registrationDate: '2026-01-19', dueDate: '2026-02-09', atOnce: false })
  world.setNow(start)
  me = await world.as(world.people.aigerim)
})

test('the fee has the VAT of the day', async () => {
  world.setNow('2025-12-30T05:30:00Z')
  me = await world.as(world.people.aigerim)
  const { body } = await save(await startDraft(), { typeCode: 'rent.early.full' })
  expect(body.fee).toEqual({ feeTiyn: 500000, vatPercent: 12, vatTiyn: 53571 })
  world.setNow(start)
  me = await world.as(world.people.aigerim)
})

test('changing the type keeps what both ask and drops the rest; answers nobody asked for are not kept', async () => {
  const draft = await startDraft()
  const answers = { subject: 'Тақырып бар', text: 'Мәтін', stranger: 'x' }
  const { body: free } = await save(draft, { typeCode: 'gen.free', answers })
  expect(free.answers).toEqual({ subject: 'Тақырып бар', text: 'Мәтін' })
  const { body: early } = await save(free, { typeCode: 'rent.early.full', answers: { comment: 'бар' } })
  expect(early.answers).toEqual({ comment: 'бар' })
})

describe('saves from two tabs', () => {
  test('the one that did not see the other is refused, and nothing of it is written', async () => {
    const draft = await startDraft()
    const { body: first } = await save(draft, { email: 'one@example.com' })
    expect(first.version).toBe(2)
    const { status, problem } = await save(draft, { email: 'two@example.com' })
    expect([status, problem.code, problem.params]).toEqual([412, 'draft_stale', { version: 2 }])
    expect((await me.ask<Draft>(`GET /api/drafts/${draft.id}`)).body.email).toBe('one@example.com')
  })

  test('of ten at once on one version, one wins', async () => {
    const draft = await startDraft()
    const saves = await Promise.all(
      Array.from({ length: 10 }, (_, n) => save(draft, { email: `e${n}@example.com` })),
    )
    expect(saves.map(({ status }) => status).sort()).toEqual([200, ...Array(9).fill(412)])
  })

  test('a save whose answer was lost is known by its id when it comes again: not done twice, not a conflict', async () => {
    const draft = await startDraft()
    const lost = { saveId: crypto.randomUUID(), email: 'one@example.com' }
    const { body: first } = await save(draft, lost)
    const { status, body: again } = await save(draft, lost)
    expect([status, again.version, again.email]).toEqual([200, first.version, 'one@example.com'])
    const { body: other } = await save(first, { saveId: crypto.randomUUID(), email: 'two@example.com' })
    const late = await save(draft, lost)
    expect([late.status, late.body.version, late.body.email]).toEqual([200, other.version, 'two@example.com'])
  })

  test('the last save of a page that goes away holds behind its own save, and behind nobody else’s', async () => {
    const draft = await startDraft()
    const onItsWay = crypto.randomUUID()
    const last = { saveId: crypto.randomUUID(), after: onItsWay, email: 'last@example.com' }
    await save(draft, { saveId: crypto.randomUUID(), email: 'stranger@example.com' })
    expect((await save(draft, last)).status).toBe(412)
    const other = await startDraft()
    await save(other, { saveId: onItsWay, email: 'one@example.com' })
    const { status, body } = await save(other, last)
    expect([status, body.version, body.email]).toEqual([200, 3, 'last@example.com'])
    expect((await save(other, { ...last, saveId: crypto.randomUUID() })).status).toBe(412)
  })

  test('a save without a version is refused', async () => {
    const draft = await startDraft()
    const { status, problem } = await me.ask(`PATCH /api/drafts/${draft.id}`, { body: {} })
    expect([status, problem.code]).toEqual([428, 'version_required'])
  })
})

describe('what is offered', () => {
  test.each([
    ['a type that this kind of contract has not', () => world.contracts.mortgage, 'type_not_offered'],
    ['a type that a closed contract forbids', () => world.contracts.closed, 'contract_closed'],
  ])('%s can’t be chosen', async (_, contract, code) => {
    const draft = await startDraft(contract())
    const { status, problem } = await save(draft, { typeCode: 'rent.early.full' })
    expect([status, problem.code, problem.fields?.[0]?.field]).toEqual([422, code, 'typeCode'])
  })

  test('a closed contract still takes an appeal in free format, and the list says so', async () => {
    const { body } = await me.ask<{ contracts: { number: string; writable: boolean }[] }>(
      'GET /api/contracts',
    )
    expect(body.contracts.map(({ number, writable }) => `${number} ${writable}`)).toEqual([
      'АВ-71-004215 true',
      'ИЗ-75-000128 true',
      'АВ-71-000007 true',
    ])
    const { status } = await save(await startDraft(world.contracts.closed), { typeCode: 'gen.free' })
    expect(status).toBe(200)
  })

  test('changing the contract to one that does not take the type shows it as missing', async () => {
    const { body } = await save(await startDraft(), { typeCode: 'rent.early.full' })
    const moved = await save(body, { contractId: world.contracts.mortgage })
    expect(missingOf(moved.body)[0]).toBe('letter type type_not_offered')
  })

  test('another’s contract does not exist', async () => {
    const { status } = await save(await startDraft(), { contractId: world.contracts.daniyars })
    expect(status).toBe(404)
  })
})

test('the list has one’s own drafts, the last changed first, by their own subject where they have one', async () => {
  const other = await world.as(world.people.coTenant)
  await other.ask('POST /api/drafts', { body: { contractId: world.contracts.rent, letterLanguage: 'kk' } })
  world.setNow('2026-01-12T05:45:00Z')
  const draft = await startDraft()
  await save(draft, { typeCode: 'gen.free', answers: { subject: 'Төлем туралы' } })
  const { body } = await me.ask<{ drafts: DraftRow[] }>('GET /api/drafts')
  expect(body.drafts[0]).toEqual({
    id: draft.id,
    subject: { kk: 'Төлем туралы', ru: 'Төлем туралы', en: 'Төлем туралы' },
    typeCode: 'gen.free',
    contractId: world.contracts.rent,
    contractNumber: 'АВ-71-004215',
    updatedAt: '2026-01-12T05:45:00.000Z',
    keptUntil: '2026-02-11',
    egovMobileSigned: false,
  })
  const mine = await other.ask<{ drafts: DraftRow[] }>('GET /api/drafts')
  expect(mine.body.drafts.length).toBe(1)
  world.setNow(start)
})

test('deleting a draft deletes its rows, its files, their bytes and the key', async () => {
  const { db, files } = world.context
  const draft = await startDraft()
  await save(draft, { typeCode: 'gen.free' })
  const { body } = await attach(me, draft.id, { document: 'other', name: 'a.pdf', bytes: pdf })
  const keys = async () => (await db.selectFrom('file_key').select('id').execute()).length
  const before = await keys()
  expect(await files.head(body.id)).not.toBeNull()
  expect((await me.ask(`DELETE /api/drafts/${draft.id}`)).status).toBe(200)
  expect((await me.ask(`GET /api/drafts/${draft.id}`)).status).toBe(404)
  expect(await files.head(body.id)).toBeNull()
  expect(await db.selectFrom('file').select('id').where('id', '=', body.id).execute()).toEqual([])
  expect(await keys()).toBe(before - 1)
})

test('drafts nobody changed for thirty days are forgotten, others are not', async () => {
  const old = await startDraft()
  world.setNow('2026-02-11T18:59:00Z')
  await forgetDrafts(world.context)
  me = await world.as(world.people.aigerim)
  expect((await me.ask(`GET /api/drafts/${old.id}`)).status).toBe(200)
  world.setNow('2026-02-12T05:30:01Z')
  me = await world.as(world.people.aigerim)
  const fresh = await startDraft()
  await forgetDrafts(world.context)
  expect((await me.ask(`GET /api/drafts/${old.id}`)).status).toBe(404)
  expect((await me.ask(`GET /api/drafts/${fresh.id}`)).status).toBe(200)
  world.setNow(start)
})

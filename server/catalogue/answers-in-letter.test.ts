import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { plainDate } from '../../domain/calendar/plain-date.ts'
import { attach } from '../../test/attach.ts'
import { giveMandate } from '../../test/people.ts'
import { pdf } from '../../test/sample-files.ts'
import { createSignedWorld, issueKey, type SignedWorld, sendFree } from '../../test/signed-world.ts'
import type { TestBrowser } from '../../test/test-browser.ts'
import type { Draft, PreparedLetter } from '../../wire/appeal.ts'
import type { Offer } from '../../wire/catalogue.ts'
import type { ContractRow } from '../../wire/contract.ts'
import { addContract } from '../contract/contract-store.ts'
import { registerDue } from '../registry/register.ts'

let world: SignedWorld
let me: TestBrowser
beforeAll(async () => {
  world = await createSignedWorld('2026-01-12T05:00:00Z')
  me = await world.as(world.people.aigerim)
})
afterAll(() => world.close())

async function written(
  browser: TestBrowser,
  contractId: string,
  typeCode: string,
  answers: Record<string, unknown>,
  letterLanguage = 'kk',
): Promise<Draft> {
  const { body: draft } = await browser.ask<Draft>('POST /api/drafts', {
    body: { contractId, letterLanguage },
  })
  const change = { typeCode, answers, paymentMethod: 'debit' }
  const saved = await browser.ask<Draft>(`PATCH /api/drafts/${draft.id}`, {
    version: draft.version,
    body: change,
  })
  expect(saved.status, JSON.stringify(saved.body)).toBe(200)
  return saved.body
}

async function letterOf(browser: TestBrowser, draft: Draft, documents: string[]): Promise<PreparedLetter> {
  for (const document of documents) {
    await attach(browser, draft.id, { document, name: `${document}.pdf`, bytes: pdf })
  }
  const letter = await browser.ask<PreparedLetter>(`POST /api/drafts/${draft.id}/letter`)
  expect(letter.status, JSON.stringify(letter.body)).toBe(200)
  return letter.body
}

test('§8 answers are frozen in one way, however they were typed: tiyn, capitals, +7, no blanks', async () => {
  const draft = await written(me, world.contracts.mortgage, 'pay.refund', {
    amount: '1 234,5',
    reason: 'double',
    refundIban: 'kz58 998k zt12 3456 7890',
    refundBank: '  Үлгі Банк ',
    comment: ' ',
  })
  const { letterId, text } = await letterOf(me, draft, ['identityCard', 'accountCertificate'])
  expect(text).toContain('артық төленген 1\u00a0234,50 теңгені')
  expect(text).toContain(
    'KZ58\u00a0998K\u00a0ZT12\u00a03456\u00a07890, Үлгі Банк. Себебі: төлем екі рет жасалған.',
  )
  const row = await world.context.db
    .selectFrom('prepared_letter')
    .select('answers')
    .where('id', '=', letterId)
    .executeTakeFirstOrThrow()
  expect(row.answers).toEqual({
    amount: '123450',
    reason: 'double',
    refundIban: 'KZ58998KZT1234567890',
    refundBank: 'Үлгі Банк',
  })
})

test('§5 a contract without an address: the letter says where it is to be found', async () => {
  const draft = await written(
    me,
    world.contracts.mortgage,
    'own.release',
    { fullyPaidOn: '2026-01-05' },
    'ru',
  )
  const { text } = await letterOf(me, draft, ['identityCard'])
  expect(text).toContain('снять обременение с недвижимости по адресу (указан в договоре).')
})

test('§5 a letter of many short lines is a letter too', async () => {
  const text = Array.from({ length: 2400 }, () => 'ә').join('\n')
  const draft = await written(me, world.contracts.rent, 'gen.free', { subject: 'Көп жол', text })
  const letter = await letterOf(me, draft, [])
  expect(letter.text.split('\n').filter((line) => line === 'ә')).toHaveLength(2400)
})

test('§5 a complaint is headed so; an appeal sent before is named by number, or by coupon until it has one', async () => {
  const key = await issueKey(world.authority)
  const sent = await sendFree(world, me, key)
  const withdraw = () => written(me, world.contracts.rent, 'gen.withdraw', { relatedAppeal: sent.body.id })
  const waiting = await withdraw()
  expect(waiting.references.appeals.map(({ label }) => label)).toEqual([
    `${sent.body.coupon} – Төлемнің түсуін тексеру туралы`,
  ])
  expect((await letterOf(me, waiting, [])).text).toContain(
    `2026 жылғы 12 қаңтардағы ${sent.body.coupon} талоны бойынша берілген өтінішімді қарамай кері қайтаруыңызды сұраймын.`,
  )
  await registerDue(world.context)
  expect((await letterOf(me, await withdraw(), [])).text).toContain(
    '2026 жылғы 12 қаңтардағы № 1 өтінішімді қарамай кері қайтаруыңызды сұраймын.',
  )
  const complaint = await written(me, world.contracts.rent, 'gen.complaint', {
    about: 'delay',
    text: 'Жауап уақытында келмеді.\nТелефон да үнсіз',
    demand: 'Жауап беріңіз',
    relatedAppeal: sent.body.id,
  })
  const { text } = await letterOf(me, complaint, [])
  expect(text).toContain('\n\nШағым\n\nМынаған шағымданамын: мерзімнің бұзылуы. Жауап уақытында келмеді.')
  expect(text).toContain(
    'Телефон да үнсіз.\n\nТалабым: Жауап беріңіз\n\nБайланысты өтініш: № 1, 2026 жылғы 12 қаңтар',
  )
})

test('a person who acts by a mandate adds the power of attorney', async () => {
  await giveMandate(world.context, world.people.daniyar, world.people.aigerim, '2026-01-01', null)
  const daniyar = await world.as(world.people.daniyar)
  const { body } = await daniyar.ask<{ contracts: ContractRow[] }>('GET /api/contracts')
  expect(
    body.contracts.map(({ id, applicantRole }) => [id === world.contracts.daniyars, applicantRole]),
  ).toContainEqual([false, 'representative'])
  const answers = { plannedDate: '2026-02-16', fundingSource: 'own' }
  const draft = await written(daniyar, world.contracts.rent, 'rent.early.full', answers)
  expect(draft.missing.map(({ field }) => field)).toEqual(['identityCard', 'powerOfAttorney'])
})

test('under a contract of a company nothing is offered, and words say why', async () => {
  const { db } = world.context
  const partyId = randomUUID()
  await db
    .insertInto('party')
    .values({ id: partyId, kind: 'legalEntity', person_id: null, bin: '990140990016', name: 'ЖШС «Үлгі»' })
    .execute()
  const company = { ...world.people.aigerim, partyId }
  await giveMandate(world.context, world.people.aigerim, company, '2026-01-01', null)
  const contractId = await addContract(db, {
    number: 'ДУ-71-000900',
    date: plainDate('2023-06-30'),
    kind: 'SHARE',
    propertyAddress: null,
    parties: [{ partyId, capacity: 'tenant' }],
  })
  const { body } = await me.ask<{ contracts: ContractRow[] }>('GET /api/contracts')
  expect(body.contracts.find(({ id }) => id === contractId)).toMatchObject({
    partyKind: 'legalEntity',
    writable: false,
  })
  const offer = await me.ask<Offer>(`GET /api/contracts/${contractId}/offer`)
  expect(offer.body).toMatchObject({ categories: [], refusal: { code: 'legal_entity_contract' } })
  const refused = await me.ask('POST /api/drafts', { body: { contractId, letterLanguage: 'kk' } })
  expect([refused.status, refused.problem.code, refused.problem.title]).toEqual([
    409,
    'legal_entity_contract',
    'Бұл заңды тұлғаның шарты',
  ])
})

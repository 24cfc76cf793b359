import { randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { OpenedKeyFile } from '../../eds/pkcs12.ts'
import { createAuthority } from '../../pretend/certification-authority/authority.ts'
import { attach } from '../../test/attach.ts'
import {
  createSignedWorld,
  freeDraft,
  issueKey,
  type SignedWorld,
  sendFree,
  signatureOf,
  signBytes,
  signDraft,
} from '../../test/signed-world.ts'
import type { TestBrowser } from '../../test/test-browser.ts'
import type { Appeal, Draft, PreparedLetter, Sent } from '../../wire/appeal.ts'
import { checkChain } from '../appeal/event-chain.ts'
import { chainOf } from '../appeal/event-store.ts'
import { registerDue } from '../registry/register.ts'

// Monday, 10:00 in Astana.
const monday = '2026-01-12T05:00:00Z'
let world: SignedWorld
let rsa: OpenedKeyFile
let browser: TestBrowser
beforeAll(async () => {
  world = await createSignedWorld(monday)
  rsa = await issueKey(world.authority)
  browser = await world.as(world.people.aigerim)
})
afterAll(() => world.close())

const pdf =
  '%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[]/Count 0>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF'

describe('a letter is prepared once', () => {
  test('not before everything is there, and then it names what is missing', async () => {
    const { body: draft } = await browser.ask<Draft>('POST /api/drafts', {
      body: { contractId: world.contracts.rent, letterLanguage: 'kk' },
    })
    await browser.ask(`PATCH /api/drafts/${draft.id}`, {
      version: draft.version,
      body: { typeCode: 'rent.early.full', email: 'no' },
    })
    const { status, problem } = await browser.ask(`POST /api/drafts/${draft.id}/letter`)
    expect(status).toBe(422)
    const fields = problem.fields?.map(({ field, code }) => `${field} ${code}`)
    expect(fields).toEqual([
      'email email_invalid',
      'plannedDate required',
      'fundingSource required',
      'paymentMethod payment_required',
      'identityCard document_missing',
    ])
  })

  test('the same letter again while nothing changes; another after a save', async () => {
    const draft = await freeDraft(browser, world.contracts.rent)
    const ask = () => browser.ask<PreparedLetter>(`POST /api/drafts/${draft.id}/letter`)
    const first = (await ask()).body
    expect(first).toMatchObject({
      fileName: 'Өтініш, 2026-01-12.pdf',
      pages: 1,
      localDate: '2026-01-12',
      forecast: { registrationDate: '2026-01-12', dueDate: '2026-02-02', atOnce: true },
      duplicateOf: null,
    })
    expect(first.text).toContain('ЖСН 921125270019')
    expect((await ask()).body.letterId).toBe(first.letterId)
    const page = await browser.bytes(`/api/drafts/${draft.id}/letter/pages/1`)
    expect(new TextDecoder().decode(page.bytes)).toMatch(/^<svg /)
    expect((await browser.bytes(`/api/drafts/${draft.id}/letter/pages/2`)).status).toBe(404)

    const signed = await signDraft(world, browser, draft.id, rsa)
    await browser.ask(`PATCH /api/drafts/${draft.id}`, {
      version: draft.version,
      body: { address: 'Астана қ., Басқа көшесі, 2-үй' },
    })
    const sent = await browser.ask(`POST /api/drafts/${draft.id}/signature`, { body: signed })
    expect([sent.status, sent.problem.code]).toEqual([409, 'letter_changed'])
    expect((await ask()).body.letterId).not.toBe(first.letterId)
  })

  test('is void at local midnight', async () => {
    const draft = await freeDraft(browser, world.contracts.rent)
    const signed = await signDraft(world, browser, draft.id, rsa)
    world.setNow('2026-01-12T19:00:00Z')
    const atNight = await world.as(world.people.aigerim)
    const late = await atNight.ask(`POST /api/drafts/${draft.id}/signature`, { body: signed })
    world.setNow(monday)
    expect([late.status, late.problem.code]).toEqual([409, 'letter_void'])
  })
})

describe('the whole way', () => {
  test.each(['rsa', 'gost2015'] as const)('%s: sent at 10:00, registered at once', async (algorithm) => {
    const key = await issueKey(world.authority, { algorithm })
    const { body: draft } = await browser.ask<Draft>('POST /api/drafts', {
      body: { contractId: world.contracts.rent, letterLanguage: 'kk' },
    })
    const saved = await browser.ask<Draft>(`PATCH /api/drafts/${draft.id}`, {
      version: draft.version,
      body: {
        typeCode: 'rent.early.full',
        answers: { plannedDate: '2026-02-16', fundingSource: 'own' },
        paymentMethod: 'byDetails',
      },
    })
    for (const document of ['identityCard', 'paymentReceipt']) {
      const up = await attach(browser, draft.id, {
        document,
        name: `${document}.pdf`,
        bytes: Buffer.from(pdf),
      })
      expect(up.status, JSON.stringify(up.body)).toBe(200)
    }
    expect(saved.status).toBe(200)
    const signed = await signDraft(world, browser, draft.id, key)
    const sent = await browser.ask<Sent>(`POST /api/drafts/${draft.id}/signature`, { body: signed })
    expect(sent.status, JSON.stringify(sent.body)).toBe(200)
    expect(sent.body).toMatchObject({ status: 'sent', coupon: expect.stringMatching(/^26-\d{6}$/) })

    await registerDue(world.context)
    const { body: appeal } = await browser.ask<Appeal>(`GET /api/appeals/${draft.id}`)
    expect(appeal).toMatchObject({
      status: 'registered',
      subject: 'Жалдау төлемдерін мерзімінен бұрын толық өтеу туралы өтініш',
      registrationDate: '2026-01-12',
      due: { date: '2026-02-02', workingDaysLeft: 15 },
      signature: { result: 'valid', code: 'revocation_not_checked', signer: 'САПАРОВА АЙГЕРІМ ЕРЛАНҚЫЗЫ' },
      executor: null,
    })
    expect(appeal.letterText).toContain('2019 жылғы 14 тамыздағы № АВ-71-004215')
    expect(appeal.letterText).toContain('689,66')
    const names = appeal.correspondence[0]?.files.map(({ name }) => name)
    const letterName = `Өтініш ${appeal.registrationNumber}, 2026-01-12.pdf`
    expect(names).toEqual([letterName, `${letterName}.p7s`, 'identityCard.pdf', 'paymentReceipt.pdf'])
    expect(appeal.history.map(({ status }) => status)).toEqual(['sent', 'registered'])
    expect(checkChain(await chainOf(world.context.db, draft.id))).toBeNull()

    const [letter] = appeal.correspondence[0]?.files ?? []
    const download = await browser.bytes(`/api/appeals/${draft.id}/files/${letter?.id}`)
    expect(new TextDecoder().decode(download.bytes.slice(0, 5))).toBe('%PDF-')
    expect((await browser.bytes(`/api/appeals/${draft.id}/viewing-copy`)).status).toBe(200)
    expect((await browser.ask(`GET /api/drafts/${draft.id}`)).status).toBe(404)
  })
})

describe('a refused signature loses nothing', () => {
  const refusals: [string, string, () => Promise<(content: Uint8Array) => Promise<string>>][] = [
    ['an AUTH key', 'wrong_purpose', () => by({ purpose: 'auth' })],
    [
      'an expired key',
      'cert_expired',
      () => by({ notBefore: new Date('2024-01-01T00:00:00Z'), notAfter: new Date('2025-01-01T00:00:00Z') }),
    ],
    ['somebody else’s key', 'iin_mismatch', () => by({ iin: '850412170014' })],
    [
      'a company’s key',
      'company_key_not_allowed',
      () => by({ company: { bin: '990140990016', name: 'ЖШС' } }),
    ],
    [
      'another document',
      'digest_mismatch',
      async () => () => signBytes(rsa, new TextEncoder().encode('%PDF-x'), world.context.now()),
    ],
    ['no signature at all', 'bad_format', async () => async () => Buffer.from('nonsense').toString('base64')],
    ['a foreign authority', 'chain_unknown', foreign],
  ]
  async function by(order: Parameters<typeof issueKey>[1]) {
    const key = await issueKey(world.authority, order)
    return (content: Uint8Array) => signBytes(key, content, world.context.now())
  }
  async function foreign() {
    const key = await issueKey(await createAuthority({ now: new Date(monday) }))
    return (content: Uint8Array) => signBytes(key, content, world.context.now())
  }

  test.each(refusals)('%s: %s', async (_, code, signer) => {
    const draft = await freeDraft(browser, world.contracts.rent)
    const { body: letter } = await browser.ask<PreparedLetter>(`POST /api/drafts/${draft.id}/letter`)
    const { bytes } = await browser.bytes(`/api/drafts/${draft.id}/letter/document`)
    const cms = await (await signer())(bytes)
    const body = { letterId: letter.letterId, method: 'keyFile', cms }
    const refused = await browser.ask(`POST /api/drafts/${draft.id}/signature`, { body })
    expect([refused.status, refused.problem.code]).toEqual([422, code])
    expect(refused.problem.title).toMatch(/\p{Script=Cyrillic}/u)
    const { body: kept } = await browser.ask<Draft>(`GET /api/drafts/${draft.id}`)
    expect(kept.version).toBe(draft.version)
    const good = { ...body, cms: await signBytes(rsa, bytes, world.context.now()) }
    expect((await browser.ask(`POST /api/drafts/${draft.id}/signature`, { body: good })).status).toBe(200)
  })
})

describe('exactly once', () => {
  test('two presses at once send one appeal; a repetition gets the first answer', async () => {
    const draft = await freeDraft(browser, world.contracts.rent)
    const body = await signDraft(world, browser, draft.id, rsa)
    const press = (key: string) => browser.ask<Sent>(`POST /api/drafts/${draft.id}/signature`, { body, key })
    const answers = await Promise.all([press('first-press'), press('other-press'), press('first-press')])
    expect(answers.map(({ status }) => status).sort()).toContain(409)
    const coupons = new Set(
      answers.flatMap(({ status, body: sent }) => (status === 200 ? [sent.coupon] : [])),
    )
    expect(coupons.size).toBe(1)
    expect(await chainOf(world.context.db, draft.id)).toHaveLength(1)
  })

  test('the database keeps it too: one letter an appeal, one signature a letter, of a kind that is known', async () => {
    const { body: sent } = await sendFree(world, browser, rsa)
    const { db } = world.context
    const { signer, signer_position: _, ...row } = await signatureOf(world.context, sent.id)
    const again = { ...row, signer: JSON.stringify(signer), id: randomUUID() }
    await expect(db.insertInto('signature').values(again).execute()).rejects.toThrow(
      'signature_letter_id_key',
    )
    const letter = db.selectFrom('prepared_letter').selectAll().where('appeal_id', '=', sent.id)
    const { answers, enclosures, ...rest } = await letter.executeTakeFirstOrThrow()
    const other = { ...rest, answers: JSON.stringify(answers), enclosures: JSON.stringify(enclosures) }
    await expect(
      db
        .insertInto('prepared_letter')
        .values({ ...other, id: randomUUID() })
        .execute(),
    ).rejects.toThrow('prepared_letter_of_appeal')
    await expect(
      sql`update signature set document = 'opinion', person_id = null, letter_id = null where id = ${row.id}`.execute(
        db,
      ),
    ).rejects.toThrow('signature_document_check')
    await expect(
      sql`update signature set document = 'reply', person_id = null where id = ${row.id}`.execute(db),
    ).rejects.toThrow('signature_letter_check')
  })

  test('many at once: coupons and numbers without gaps, in the same order', async () => {
    await registerDue(world.context)
    const sent = await Promise.all(Array.from({ length: 8 }, () => sendFree(world, browser, rsa)))
    expect(sent.map(({ status }) => status)).toEqual(Array(8).fill(200))
    const counted = await Promise.all(Array.from({ length: 3 }, () => registerDue(world.context)))
    expect(counted.reduce((sum, n) => sum + n, 0)).toBe(8)

    const rows = await world.context.db
      .selectFrom('registration')
      .innerJoin('coupon', 'coupon.appeal_id', 'registration.appeal_id')
      .select(['registration.number', 'coupon.number as coupon'])
      .orderBy('coupon.number')
      .execute()
    expect(rows.map(({ number }) => number)).toEqual(rows.map((_, index) => index + 1))
    expect(rows.map(({ coupon }) => coupon)).toEqual(rows.map((_, index) => index + 1))
  })

  test('the same letter under the same contract in work is told, not forbidden; a free one about something else is not', async () => {
    const draft = await freeDraft(browser, world.contracts.rent)
    const letter = async () => await browser.ask<PreparedLetter>(`POST /api/drafts/${draft.id}/letter`)
    expect((await letter()).body.duplicateOf).toMatch(/^\d+ \/ 2026-01-12$/)
    const text = 'Үйдің шатыры ағып тұр, шеберді жіберуіңізді сұраймын.'
    const changed = { version: draft.version, body: { answers: { ...draft.answers, text } } }
    expect((await browser.ask(`PATCH /api/drafts/${draft.id}`, changed)).status).toBe(200)
    expect((await letter()).body.duplicateOf).toBeNull()
  })
})

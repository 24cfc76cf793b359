import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import type { OpenedKeyFile } from '../../eds/pkcs12.ts'
import {
  egovMobileBefore,
  type LetterCode,
  newsOf,
  openCode,
  openLetterCode,
  pressSend,
} from '../../test/egov-mobile-signing.ts'
import { createSignedWorld, issueKey, type SignedWorld } from '../../test/signed-world.ts'
import type { TestBrowser } from '../../test/test-browser.ts'
import type { Appeal, Draft, PreparedLetter } from '../../wire/appeal.ts'
import type { NoticeRow } from '../../wire/notice.ts'
import { sweep } from '../process/sweep.ts'

// §8.2: signed with eGov Mobile, and nobody has pressed «Жіберу» yet.
const start = '2026-01-12T05:00:00Z'
let world: SignedWorld
let owner: TestBrowser
let gost: OpenedKeyFile
beforeAll(async () => {
  world = await createSignedWorld(start)
  gost = await issueKey(world.authority, { algorithm: 'gost2015' })
})
afterAll(() => world.close())
beforeEach(async () => {
  await at(start)
  await world.context.db.deleteFrom('phone_signing').execute()
  await world.context.db.deleteFrom('notice').execute()
  await world.context.db.updateTable('notice_state').set({ last_number: 0 }).execute()
})

/** The clock is moved there, and the owner is signed in. */
async function at(iso: string): Promise<void> {
  world.setNow(iso)
  owner = await world.as(world.people.aigerim)
}

const open = () => openLetterCode(owner, world.contracts.rent)

async function signed(): Promise<LetterCode> {
  const opened = await open()
  expect((await egovMobileBefore(world, opened.code, gost).sign()).status).toBe(200)
  return opened
}

/** Of what was signed and not sent; other notices come of what was sent. */
async function notices(): Promise<NoticeRow[]> {
  const { body } = await owner.ask<{ rows: NoticeRow[] }>('GET /api/notices')
  return body.rows.filter(({ kind }) => kind === 'signedNotSent')
}

test('a change of the draft takes the signature back; so does leaving it', async () => {
  const first = await open()
  await egovMobileBefore(world, first.code, gost).sign()
  const { body: draft } = await owner.ask<Draft>(`GET /api/drafts/${first.draftId}`)
  const changed = await owner.ask<Draft>(`PATCH /api/drafts/${first.draftId}`, {
    version: draft.version,
    body: { address: 'Астана қ., Сынақ көшесі, 7-үй' },
  })
  expect(changed.body.egovMobileSigned).toBeNull()
  expect((await newsOf(owner, first.code)).state).toBe('expired')
  expect((await pressSend(owner, first)).problem.code).toBe('egov_mobile_signature_gone')

  const second = await open()
  await egovMobileBefore(world, second.code, gost).sign()
  expect((await owner.ask(`DELETE /api/egov-mobile-signings/${second.code.id}`)).status).toBe(200)
  expect((await owner.ask<Draft>(`GET /api/drafts/${second.draftId}`)).body.egovMobileSigned).toBeNull()
  expect((await pressSend(owner, second)).problem.code).toBe('egov_mobile_signature_gone')
})

test('of a letter prepared again no signature is kept; a draft that is discarded takes its codes along', async () => {
  const row = (id: string) =>
    world.context.db
      .selectFrom('phone_signing')
      .select(['letter_id', 'cms', 'remind_at', 'state'])
      .where('id', '=', id)
      .executeTakeFirst()
  const { draftId, letterId, code } = await signed()
  expect(await row(code.id)).toMatchObject({ letter_id: letterId, cms: expect.any(Buffer), state: 'signed' })
  const { body: draft } = await owner.ask<Draft>(`GET /api/drafts/${draftId}`)
  await owner.ask(`PATCH /api/drafts/${draftId}`, { version: draft.version, body: { letterLanguage: 'ru' } })
  const { body: letter } = await owner.ask<PreparedLetter>(`POST /api/drafts/${draftId}/letter`)
  expect(await row(code.id)).toEqual({ letter_id: null, cms: null, remind_at: null, state: 'signed' })

  const again = await openCode(owner, draftId, letter.letterId)
  expect((await owner.ask(`DELETE /api/drafts/${draftId}`)).status).toBe(200)
  expect(await row(again.id)).toBeUndefined()
  expect((await owner.ask(`GET /api/egov-mobile-signings/${again.id}`)).status).toBe(404)
})

test('signed before midnight, sent after it: the letter is still good, and the press gives the date', async () => {
  await at('2026-01-12T18:50:00Z')
  const opened = await open()
  await egovMobileBefore(world, opened.code, gost).sign()
  await at('2026-01-13T05:00:00Z')
  const { body: letter } = await owner.ask(`POST /api/drafts/${opened.draftId}/letter`)
  expect(letter).toMatchObject({ letterId: opened.letterId, localDate: '2026-01-12' })
  expect((await pressSend(owner, opened)).status).toBe(200)
  const { body: appeal } = await owner.ask<Appeal>(`GET /api/appeals/${opened.draftId}`)
  expect(appeal.coupon.acceptedAt).toBe('2026-01-13T05:00:00.000Z')
  expect(appeal.registrationDate).toBe('2026-01-13')
})

test('a signature that nobody sends within 24 hours is gone', async () => {
  const opened = await open()
  await egovMobileBefore(world, opened.code, gost).sign()
  await at('2026-01-13T04:59:59Z')
  expect((await newsOf(owner, opened.code)).state).toBe('signed')
  await at('2026-01-13T05:00:00Z')
  expect((await newsOf(owner, opened.code)).state).toBe('expired')
  expect((await pressSend(owner, opened)).problem.code).toBe('egov_mobile_signature_gone')
})

test('at midnight an unsigned code is void with its letter', async () => {
  await at('2026-01-12T18:58:00Z')
  const { code } = await open()
  const app = egovMobileBefore(world, code, gost)
  const signed = await app.signed()
  world.setNow('2026-01-12T19:01:00Z')
  expect((await app.put(signed)).status).toBe(403)
  expect(await newsOf(owner, code)).toMatchObject({ state: 'refused', code: 'letter_void' })
})

test('a second signature takes the place of the first', async () => {
  const first = await signed()
  const code = await openCode(owner, first.draftId, first.letterId)
  expect((await owner.ask<Draft>(`GET /api/drafts/${first.draftId}`)).body.egovMobileSigned).not.toBeNull()
  await egovMobileBefore(world, code, gost).sign()
  expect((await newsOf(owner, first.code)).state).toBe('expired')
  const { body } = await owner.ask<Draft>(`GET /api/drafts/${first.draftId}`)
  expect(body.egovMobileSigned?.egovMobileSigningId).toBe(code.id)
  expect((await pressSend(owner, { ...first, code })).status).toBe(200)
})

test('after ten minutes the client is told, once; the notice leads to the draft', async () => {
  const { draftId } = await signed()
  await at('2026-01-12T05:09:59Z')
  await sweep(world.context)
  expect(await notices()).toEqual([])
  await at('2026-01-12T05:10:00Z')
  await Promise.all([sweep(world.context), sweep(world.context)])
  await sweep(world.context)
  expect(await notices()).toMatchObject([
    { kind: 'signedNotSent', appealId: draftId, unread: true, coupon: null, subject: '' },
  ])
})

test('what was sent, changed or left meanwhile is not told of; and what is sent after it was told is read', async () => {
  const sent = await signed()
  await pressSend(owner, sent)
  const left = await signed()
  await owner.ask(`DELETE /api/egov-mobile-signings/${left.code.id}`)
  const discarded = await signed()
  await owner.ask(`DELETE /api/drafts/${discarded.draftId}`)
  const told = await signed()
  await at('2026-01-12T05:15:00Z')
  await sweep(world.context)
  expect((await notices()).map(({ appealId }) => appealId)).toEqual([told.draftId])
  expect((await pressSend(owner, told)).status).toBe(200)
  const [row] = await notices()
  expect(row).toMatchObject({ unread: false, coupon: expect.stringMatching(/^26-/) })
  expect((await owner.ask('GET /api/profile/data')).status).toBe(200)
})

test('the sweep forgets: secrets soon after the code, signatures after a day, rows after three', async () => {
  await signed()
  const rows = () => world.context.db.selectFrom('phone_signing').selectAll().execute()
  expect(await rows()).toMatchObject([{ state: 'signed' }])
  await at('2026-01-12T05:20:00Z')
  await sweep(world.context)
  expect(await rows()).toMatchObject([{ secret_hash: null, cms: expect.anything() }])
  await at('2026-01-13T05:00:00Z')
  await sweep(world.context)
  expect(await rows()).toMatchObject([{ cms: null, remind_at: null }])
  await at('2026-01-16T05:00:00Z')
  await sweep(world.context)
  expect(await rows()).toEqual([])
})

import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import type { OpenedKeyFile } from '../../eds/pkcs12.ts'
import { egovMobileBefore, newsOf } from '../../test/egov-mobile-signing.ts'
import { createSignedWorld, issueKey, type SignedWorld, sendFree } from '../../test/signed-world.ts'
import { saveMessage } from '../../test/submission.ts'
import type { TestBrowser } from '../../test/test-browser.ts'
import { beginWithdrawal, prepareWithdrawal, sendSigned, signedWithdrawal } from '../../test/withdrawal.ts'
import type { Appeal } from '../../wire/appeal.ts'
import type { EgovMobileSigning } from '../../wire/egov-mobile.ts'
import type { NoticeRow } from '../../wire/notice.ts'
import type { SubmissionDraft } from '../../wire/submission.ts'
import { sweep } from '../process/sweep.ts'
import { registerDue } from '../registry/register.ts'

// docs/decisions/0059, §8.2: a withdrawal signed with eGov Mobile or NCALayer, as a letter is.
let world: SignedWorld
let key: OpenedKeyFile
let client: TestBrowser
let id: string
beforeAll(async () => {
  world = await createSignedWorld('2026-01-12T05:00:00Z')
  key = await issueKey(world.authority, { algorithm: 'gost2015' })
})
afterAll(() => world.close())
beforeEach(async () => {
  await at('2026-01-12T05:00:00Z')
  await world.context.db.updateTable('phone_signing').set({ remind_at: null }).execute()
  id = (await sendFree(world, client, key)).body.id
  await registerDue(world.context)
})

async function at(iso: string): Promise<void> {
  world.setNow(iso)
  client = await world.as(world.people.aigerim)
}

interface Shown {
  readonly id: string
  readonly letterId: string
  readonly code: EgovMobileSigning
}
async function shown(): Promise<Shown> {
  const begun = (await beginWithdrawal(client, id)).body
  await saveMessage(client, begun, 'Төлем табылды.')
  const { letterId } = (await prepareWithdrawal(client, begun.id)).body
  return { id: begun.id, letterId, code: await codeFor(begun.id, letterId) }
}
async function codeFor(draftId: string, letterId: string): Promise<EgovMobileSigning> {
  const path = `POST /api/submissions/${draftId}/egov-mobile-signing` as const
  const { status, body } = await client.ask<EgovMobileSigning>(path, { body: { letterId } })
  expect(status).toBe(200)
  return body
}
async function signedByPhone(): Promise<Shown> {
  const opened = await shown()
  expect((await egovMobileBefore(world, opened.code, key).sign()).status).toBe(200)
  return opened
}
const press = ({ id: draftId, letterId, code }: Shown) =>
  sendSigned(client, { id: draftId, body: { letterId, method: 'egovQr', egovMobileSigningId: code.id } })
const draft = async () =>
  (
    await client.ask<{ draft: SubmissionDraft | null }>(
      `GET /api/appeals/${id}/submission-draft?kind=withdrawal`,
    )
  ).body.draft
const notices = async () =>
  (await client.ask<{ rows: NoticeRow[] }>('GET /api/notices')).body.rows.filter(
    ({ kind, appealId }) => kind === 'signedNotSent' && appealId === id,
  )
const withdrawals = async () =>
  (await client.ask<Appeal>(`GET /api/appeals/${id}`)).body.correspondence.filter(
    ({ withdrawal }) => withdrawal !== null,
  )

test('signed on the phone it waits on the draft until it is sent, once; the page knows it after it was left', async () => {
  const opened = await signedByPhone()
  expect(await draft()).toMatchObject({
    egovMobileSigned: { letterId: opened.letterId, egovMobileSigningId: opened.code.id },
  })
  const all = await Promise.all(Array.from({ length: 4 }, () => press(opened)))
  expect(all.map(({ status }) => status)).toEqual([200, 200, 200, 200])
  expect(new Set(all.map(({ body }) => JSON.stringify(body))).size).toBe(1)
  expect(await withdrawals()).toMatchObject([{ signatures: [{ method: 'egovQr' }] }])
  expect(await draft()).toBeNull()
})

test('after ten minutes the client is reminded, once, and the notice leads to the appeal', async () => {
  await signedByPhone()
  await at('2026-01-12T05:09:59Z')
  await sweep(world.context)
  expect(await notices()).toEqual([])
  await at('2026-01-12T05:10:00Z')
  await Promise.all([sweep(world.context), sweep(world.context)])
  await sweep(world.context)
  expect(await notices()).toMatchObject([{ unread: true, coupon: expect.stringMatching(/^26-/) }])
})

test('what was sent, changed or called off meanwhile is reminded of no more', async () => {
  await press(await signedByPhone())
  const sent = id
  id = (await sendFree(world, client, key)).body.id
  await registerDue(world.context)
  const changed = await signedByPhone()
  await saveMessage(client, { id: changed.id, version: 2 }, 'Басқа себеп.')
  expect((await draft())?.egovMobileSigned).toBeNull()
  expect((await press(changed)).problem?.code).toBe('egov_mobile_signature_gone')
  await at('2026-01-12T05:15:00Z')
  await sweep(world.context)
  expect(await notices()).toEqual([])
  id = sent
  expect(await notices()).toEqual([])
})

test('signed before midnight, sent after it: the letter that was signed is the one that goes', async () => {
  await at('2026-01-12T18:50:00Z')
  const opened = await signedByPhone()
  await at('2026-01-13T05:00:00Z')
  expect((await prepareWithdrawal(client, opened.id)).body).toMatchObject({
    letterId: opened.letterId,
    localDate: '2026-01-12',
  })
  expect((await press(opened)).status).toBe(200)
  expect(await withdrawals()).toHaveLength(1)
})

test('another’s phone signs nothing, and a code that was called off neither', async () => {
  const other = await issueKey(world.authority, { iin: '850210350028', surname: 'Ахметов' })
  const opened = await shown()
  expect((await egovMobileBefore(world, opened.code, other).sign()).status).not.toBe(200)
  expect(await newsOf(client, opened.code)).toMatchObject({ state: 'refused', code: 'iin_mismatch' })
  await client.ask(`DELETE /api/egov-mobile-signings/${opened.code.id}`)
  expect((await press(opened)).problem?.code).toBe('egov_mobile_signature_gone')
})

test('by NCALayer it is the same press with the same receipt', async () => {
  const signed = await signedWithdrawal(world, client, key, id)
  const body = { ...signed.body, method: 'ncaLayer' }
  const sent = await sendSigned(client, { id: signed.id, body })
  expect(sent.status).toBe(200)
  expect((await sendSigned(client, { id: signed.id, body })).body).toEqual(sent.body)
  expect(await withdrawals()).toMatchObject([{ signatures: [{ method: 'ncaLayer' }] }])
})

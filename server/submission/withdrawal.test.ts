import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { plainDate } from '../../domain/calendar/plain-date.ts'
import { giveMandate } from '../../test/people.ts'
import { answer } from '../../test/reply.ts'
import { pdf } from '../../test/sample-files.ts'
import {
  createSignedWorld,
  issueKey,
  type SignedWorld,
  sendFree,
  signBytes,
} from '../../test/signed-world.ts'
import { beginMessageUpload, saveMessage, sendDraft, sendMessage } from '../../test/submission.ts'
import type { TestBrowser } from '../../test/test-browser.ts'
import {
  agreeToWithdrawal,
  beginWithdrawal,
  declineWithdrawal,
  prepareWithdrawal,
  sendSigned,
  signedWithdrawal,
  withdraw,
} from '../../test/withdrawal.ts'
import type { Appeal } from '../../wire/appeal.ts'
import { commitmentTo } from '../appeal/commitment.ts'
import { columnsOf, historyOf } from '../appeal/event-store.ts'
import { endMandate } from '../contract/end-mandate.ts'
import { registerDue } from '../registry/register.ts'
import { tellSignals } from '../signal/tell-signals.ts'
import { recheckVerdicts } from '../signature/recheck.ts'
import { forgetSubmissionDrafts } from './forget-submission-drafts.ts'

let world: SignedWorld
let key: Awaited<ReturnType<typeof issueKey>>
let client: TestBrowser
let saule: TestBrowser
let id: string
beforeAll(async () => {
  world = await createSignedWorld('2026-01-12T05:00:00Z')
  key = await issueKey(world.authority)
})
afterAll(() => world.close())

async function taken(): Promise<string> {
  const appealId = (await sendFree(world, client, key)).body.id
  await registerDue(world.context)
  await saule.ask(`POST /api/office/appeals/${appealId}/take-into-work`)
  return appealId
}
beforeEach(async () => {
  world.setNow('2026-01-12T05:00:00Z')
  client = await world.as(world.people.aigerim)
  saule = await world.as(world.people.executor)
  id = await taken()
})

const seen = async (appealId = id) => (await client.ask<Appeal>(`GET /api/appeals/${appealId}`)).body
const rows = async () => (await seen()).correspondence.filter((row) => row.withdrawal !== null)
const eventsOf = async (type: string) =>
  (await historyOf(world.context.db, id)).filter((event) => event.type === type)
const stored = async (submissionId: string) =>
  await world.context.db
    .selectFrom('submission_letter as letter')
    .leftJoin('signature', 'signature.submission_letter_id', 'letter.id')
    .select(['letter.file_id', 'letter.text', 'signature.id', 'signature.result'])
    .where('letter.submission_id', '=', submissionId)
    .execute()

test('a signed withdrawal says what, who, when and why; the term runs until it is decided', async () => {
  const before = await seen()
  const sent = await withdraw(world, client, key, id)
  expect(sent.status, JSON.stringify(sent.problem)).toBe(200)
  const after = await seen()
  expect([after.status, after.due]).toEqual([before.status, before.due])
  const [row] = await rows()
  expect(row).toMatchObject({
    kind: 'submission',
    texts: [{ text: 'Төлем табылды, мәселе шешілді.' }],
    withdrawal: { state: 'open', decideBy: '2026-01-15', decidedAt: null, reason: null },
    signatures: [{ method: 'keyFile', result: 'valid', by: { name: 'Сапарова А. Е.' } }],
  })
  const [letter] = await stored(sent.body.id)
  for (const part of [
    `№ ${before.registrationNumber}`,
    before.subject,
    'Сапарова Айгерім Ерланқызы',
    '2026 жылғы 12 қаңтар',
    'Төлем табылды, мәселе шешілді.',
  ]) {
    expect(letter?.text).toContain(part)
  }
  const { bytes } = await client.bytes(`/api/appeals/${id}/files/${row?.files[0]?.id}`)
  expect(new TextDecoder().decode(bytes.slice(0, 5))).toBe('%PDF-')
  const salt = (
    await world.context.db
      .selectFrom('submission')
      .select('salt')
      .where('id', '=', sent.body.id)
      .executeTakeFirstOrThrow()
  ).salt
  const [event] = await eventsOf('submitted')
  expect(event?.data).toEqual({
    submissionId: sent.body.id,
    kind: 'withdrawal',
    commitment: commitmentTo(salt, 'Төлем табылды, мәселе шешілді.'),
    fileDigests: [],
    letterCommitment: commitmentTo(salt, bytes),
    decideBy: '2026-01-15',
  })
  expect(await recheckVerdicts(world.context)).toMatchObject({ differences: [] })
})

test('eight presses at once, and one more afterwards, send once and give one receipt', async () => {
  const signed = await signedWithdrawal(world, client, key, id)
  const all = await Promise.all(Array.from({ length: 8 }, () => sendSigned(client, signed)))
  expect(all.map(({ status }) => status)).toEqual(Array(8).fill(200))
  expect(new Set(all.map(({ body }) => JSON.stringify(body))).size).toBe(1)
  expect((await sendSigned(client, signed)).body).toEqual(all[0]?.body)
  expect(await eventsOf('submitted')).toHaveLength(1)
  expect(await stored(signed.id)).toHaveLength(1)
})

describe('lies that are well formed', () => {
  test('another person’s key, other bytes, a letter that was shown before: refused, and the draft stays', async () => {
    const other = await issueKey(world.authority, { iin: '850210350028', surname: 'Ахметов' })
    const signed = await signedWithdrawal(world, client, key, id)
    const { bytes } = await client.bytes(`/api/submissions/${signed.id}/letter/document`)
    const at = world.context.now()
    const withCms = async (cms: string) =>
      await sendSigned(client, { ...signed, body: { ...signed.body, cms } })
    expect((await withCms(await signBytes(other, bytes, at))).problem?.code).toBe('iin_mismatch')
    expect((await withCms(await signBytes(key, new TextEncoder().encode('%PDF-1.7 басқа'), at))).status).toBe(
      422,
    )
    await saveMessage(client, { id: signed.id, version: 2 }, 'Басқа себеп.')
    expect((await sendSigned(client, signed)).problem?.code).toBe('letter_changed')
    expect(await eventsOf('submitted')).toHaveLength(0)
    expect((await client.ask(`GET /api/submissions/${signed.id}`)).status).toBe(200)
  })

  test('the signed withdrawal of another appeal withdraws nothing here', async () => {
    const first = await signedWithdrawal(world, client, key, id)
    const elsewhere = await taken()
    const second = await signedWithdrawal(world, client, key, elsewhere)
    const { cms } = first.body
    expect((await sendSigned(client, { id: second.id, body: { ...second.body, cms } })).status).toBe(422)
    expect((await sendSigned(client, { id: second.id, body: first.body })).problem?.code).toBe(
      'letter_changed',
    )
    expect((await seen(elsewhere)).correspondence.some((row) => row.withdrawal !== null)).toBe(false)
  })

  test('an old one, declined, is not signed again by its old signature: the same words make another letter', async () => {
    const old = await signedWithdrawal(world, client, key, id)
    const { body } = await sendSigned(client, old)
    expect((await declineWithdrawal(saule, id, body.id)).status).toBe(200)
    const next = await signedWithdrawal(world, client, key, id)
    const replayed = { ...next.body, cms: old.body.cms }
    expect((await sendSigned(client, { id: next.id, body: replayed })).status).toBe(422)
    expect(await eventsOf('submitted')).toHaveLength(1)
    expect((await sendSigned(client, next)).status).toBe(200)
  })

  test('unsigned it does not go, with files neither, and a message has no letter to sign', async () => {
    const begun = (await beginWithdrawal(client, id)).body
    const saved = (await saveMessage(client, begun, 'Себеп.')).body
    expect((await sendDraft(client, saved)).problem?.code).toBe('signature_needed')
    const put = await beginMessageUpload(client, begun.id, { name: 'a.pdf', bytes: pdf })
    expect(put.status).toBe(404)
    const message = await client.ask<{ id: string }>(`POST /api/appeals/${id}/submissions`, {
      body: { kind: 'message' },
    })
    expect((await prepareWithdrawal(client, message.body.id)).status).toBe(404)
    await saveMessage(client, { id: begun.id, version: 2 }, ' ')
    expect(await prepareWithdrawal(client, begun.id)).toMatchObject({
      status: 422,
      problem: { code: 'required' },
    })
  })
})

test('before it has its number it can’t be withdrawn, and the refusal says so', async () => {
  world.setNow('2026-01-12T16:00:00Z')
  client = await world.as(world.people.aigerim)
  const late = (await sendFree(world, client, key)).body.id
  expect((await beginWithdrawal(client, late)).problem?.code).toBe('withdrawal_unregistered')
  world.setNow('2026-01-13T05:00:00Z')
  await registerDue(world.context)
  client = await world.as(world.people.aigerim)
  expect((await beginWithdrawal(client, late)).status).toBe(200)
})

test('answered meanwhile, it is withdrawn no more: the signature comes too late, what was asked is over', async () => {
  const late = await signedWithdrawal(world, client, key, id)
  const asked = await taken()
  const open = (await withdraw(world, client, key, asked)).body.id
  const head = await world.as(world.people.head)
  await answer(saule, head, id)
  await answer(saule, head, asked)
  expect((await sendSigned(client, late)).problem?.code).toBe('appeal_over')
  expect((await agreeToWithdrawal(saule, asked, open)).status).toBe(409)
  const row = (await seen(asked)).correspondence.find((one) => one.withdrawal !== null)
  expect(row?.withdrawal?.state).toBe('over')
  expect((await client.ask(`DELETE /api/submissions/${late.id}`)).status).toBe(200)
  expect(await stored(late.id)).toHaveLength(0)
})

test('one at a time; a message is no decision, and a withdrawal asks for no word', async () => {
  const { body } = await withdraw(world, client, key, id)
  expect((await beginWithdrawal(client, id)).problem?.code).toBe('withdrawal_open')
  const office = (await saule.ask<{ awaitsWordSince: string | null }>(`GET /api/office/appeals/${id}`)).body
  expect(office.awaitsWordSince).toBeNull()
  await sendMessage(client, id, 'Хабарлама.')
  expect((await rows())[0]?.withdrawal?.state).toBe('open')
  expect((await agreeToWithdrawal(saule, id, crypto.randomUUID())).problem?.code).toBe('withdrawal_none')
  expect((await agreeToWithdrawal(saule, id, body.id)).status).toBe(200)
})

describe('whose it is', () => {
  test('a stranger and a co-tenant find nothing; a holder asks in their own name; after the mandate, nobody', async () => {
    const { daniyar, coTenant, aigerim } = world.people
    const signed = await signedWithdrawal(world, client, key, id)
    await giveMandate(world.context, daniyar, aigerim, '2026-01-01', null)
    const holder = await world.as(daniyar)
    for (const other of [await world.as(coTenant), holder]) {
      const asked = [
        await prepareWithdrawal(other, signed.id),
        await other.ask(`GET /api/submissions/${signed.id}/letter/document`),
        await other.ask(`GET /api/submissions/${signed.id}/letter/pages/1`),
        await sendSigned(other, signed),
        await other.ask(`POST /api/submissions/${signed.id}/egov-mobile-signing`, {
          body: { letterId: signed.body.letterId },
        }),
      ]
      expect(asked.map(({ status }) => status)).toEqual(Array(5).fill(404))
    }
    const own = (await beginWithdrawal(holder, id)).body
    await saveMessage(holder, own, 'Өкілден.')
    expect((await prepareWithdrawal(holder, own.id)).body.text).toContain(daniyar.iin)
    const last = plainDate('2026-01-11')
    await endMandate(world.context, { person: daniyar.iin, party: aigerim.iin, last })
    expect((await prepareWithdrawal(holder, own.id)).status).toBe(404)
  })
})

describe('the decision', () => {
  test('agreed to, the appeal is withdrawn for good: the client is told, what units were asked is asked no more', async () => {
    const { body } = await withdraw(world, client, key, id)
    const all = await Promise.all(Array.from({ length: 8 }, () => agreeToWithdrawal(saule, id, body.id)))
    expect(all.filter(({ status }) => status === 200)).toHaveLength(1)
    expect(await eventsOf('withdrawn')).toHaveLength(1)
    const after = await seen()
    expect(after.status).toBe('withdrawn')
    expect((await rows())[0]?.withdrawal).toMatchObject({ state: 'accepted', reason: null })
    const notices = await client.ask<{ rows: { kind: string }[] }>('GET /api/notices')
    expect(notices.body.rows[0]?.kind).toBe('withdrawn')
    const appeal = await world.context.db
      .selectFrom('appeal')
      .selectAll()
      .where('id', '=', id)
      .executeTakeFirstOrThrow()
    expect(appeal.retain_until).not.toBeNull()
    expect(appeal).toMatchObject(
      JSON.parse(
        JSON.stringify({
          withdrawal_due_date: null,
          status: columnsOf(await historyOf(world.context.db, id)).status,
        }),
      ),
    )
    expect((await sendMessage(client, id, 'Тағы.')).problem?.code).toBe('appeal_over')
    expect((await beginWithdrawal(client, id)).problem?.code).toBe('appeal_over')
  })

  test('waits for the authority’s last word: good for now is none', async () => {
    const { body } = await withdraw(world, client, key, id)
    const { db, now } = world.context
    const say = async (revocation: 'good' | 'unknown', recheck: boolean) =>
      await db
        .updateTable('signature')
        .set({ revocation, recheck_at: recheck ? new Date(now()) : null })
        .where('submission_letter_id', 'in', (from) =>
          from.selectFrom('submission_letter').select('id').where('submission_id', '=', body.id),
        )
        .execute()
    for (const [revocation, recheck] of [
      ['unknown', true],
      ['good', true],
    ] as const) {
      await say(revocation, recheck)
      expect((await agreeToWithdrawal(saule, id, body.id)).problem?.code).toBe('withdrawal_unchecked')
    }
    await say('good', false)
    expect((await agreeToWithdrawal(saule, id, body.id)).status).toBe(200)
  })

  test('declined with a reason in words, it goes on, and may be asked for again', async () => {
    const { body } = await withdraw(world, client, key, id)
    expect((await declineWithdrawal(saule, id, body.id, '  ')).problem?.code).toBe('required')
    expect((await declineWithdrawal(saule, id, body.id)).status).toBe(200)
    const before = await seen()
    expect(before.status).toBe('awaitingExecution')
    expect((await rows())[0]?.withdrawal).toMatchObject({
      state: 'declined',
      reason: 'Өтініш бойынша тексеру басталып кетті.',
    })
    const notices = await client.ask<{ rows: { kind: string }[] }>('GET /api/notices')
    expect(notices.body.rows[0]?.kind).toBe('withdrawalDeclined')
    expect((await agreeToWithdrawal(saule, id, body.id)).problem?.code).toBe('withdrawal_none')
    expect((await beginWithdrawal(client, id)).status).toBe(200)
  })

  test('the executor is told at once, and on the day; it lies on their desk until it is decided', async () => {
    const { body } = await withdraw(world, client, key, id)
    const kinds = async () => {
      await tellSignals(world.context)
      const browser = await world.as(world.people.executor)
      const list = await browser.ask<{ rows: { kind: string; appeal: { id: string } | null }[] }>(
        'GET /api/office/signals',
      )
      return list.body.rows.filter((row) => row.appeal?.id === id).map((row) => row.kind)
    }
    expect(await kinds()).toContain('withdrawalAsked')
    const desk = (
      await saule.ask<{ parts: { group: string; rows: { id?: string }[] }[] }>('GET /api/office/desk')
    ).body
    const part = desk.parts.find(({ group }) => group === 'withdrawal')
    expect(JSON.stringify(part)).toContain(id)
    world.setNow('2026-01-15T05:00:00Z')
    expect(await kinds()).toContain('withdrawalDue')
    saule = await world.as(world.people.executor)
    await declineWithdrawal(saule, id, body.id)
    world.setNow('2026-01-16T05:00:00Z')
    expect((await kinds()).filter((kind) => kind === 'withdrawalDue')).toHaveLength(1)
  })
})

test('a draft that nobody goes on with is forgotten with its letter', async () => {
  const signed = await signedWithdrawal(world, client, key, id)
  world.setNow('2027-06-01T05:00:00Z')
  await forgetSubmissionDrafts(world.context)
  expect(await stored(signed.id)).toHaveLength(0)
})

import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { plainDate } from '../../domain/calendar/plain-date.ts'
import type { ReplySignature } from '../../domain/reply/reply.ts'
import type { OpenedKeyFile } from '../../eds/pkcs12.ts'
import { registeredAppeals } from '../../test/office.ts'
import { approve, propose, writeReply } from '../../test/reply.ts'
import {
  approvedAnswer,
  enterIin,
  freeze,
  headIin,
  headKey,
  sealBy,
  sign,
  signaturesOver,
} from '../../test/signed-reply.ts'
import { type AskedWorld, createAskedWorld, issueKey } from '../../test/signed-world.ts'
import type { TestBrowser } from '../../test/test-browser.ts'
import type { Reply, ReplyList } from '../../wire/reply.ts'
import type { Context } from '../context.ts'
import { checkLetterSeal, todayOf } from '../doctor/check-data.ts'
import { forgetSettings, readSettings, recordSetting, type Settings } from '../setting/setting-store.ts'
import { checkRevocations } from '../signature/check-revocation.ts'
import { sendSigned } from './send-signed.ts'

// docs/decisions/0030: what is tried against the way from an approval to the client.
const hour = 3_600_000
let world: AskedWorld
let executor: TestBrowser
let head: TestBrowser
let clientKey: OpenedKeyFile
let key: OpenedKeyFile
let morning = 0
const days = ['12', '13', '14', '15', '16', '19', '20', '21', '22', '23', '26', '27'][Symbol.iterator]()
beforeAll(async () => {
  world = await createAskedWorld('2026-01-12T05:00:00Z')
  clientKey = await issueKey(world.authority)
  key = await headKey(world)
  await enterIin(world, world.people.head.id, headIin)
}, 120_000)
afterAll(() => world.close())
beforeEach(async () => {
  morning = Date.parse(`2026-01-${days.next().value}T05:00:00Z`)
  world.services.behave('well')
  await comeAt(morning)
  await sealBy(world)
  await signBy('headAndSeal')
})
/** A setting is entered once at a moment. */
async function enter<Key extends keyof Settings>(key: Key, value: Settings[Key]): Promise<void> {
  world.setNow(new Date(world.context.now() + 1000).toISOString())
  const recordedAt = world.context.now()
  await recordSetting(world.context.db, { key, value, validFrom: plainDate('2026-01-01'), recordedAt })
  forgetSettings(world.context.db)
}
const signBy = (value: ReplySignature) => enter('reply.signature', value)
async function comeAt(at: number): Promise<void> {
  world.setNow(new Date(at).toISOString())
  executor = await world.as(world.people.executor)
  head = await world.as(world.people.head)
}
const approved = () => approvedAnswer(world, { writer: executor, approver: head }, clientKey)
const shown = async ({ id }: Pick<Reply, 'id'>) =>
  (await head.ask<Reply>(`GET /api/office/replies/${id}`)).body

describe('the authority’s word', () => {
  const asking = (lists: readonly string[]): Context => ({
    ...world.context,
    config: { ...world.context.config, authority: { ocsp: 'http://127.0.0.1:9/', lists, tsp: null } },
  })

  test('a key revoked before the press, which an older list calls good, sends no letter', async () => {
    const lists = (world.context.config.authority?.lists ?? []).filter((one) => !one.includes('_d_'))
    // A day's list is issued when it is first asked for.
    for (const at of [morning - 48 * hour, morning]) {
      world.setNow(new Date(at).toISOString())
      for (const list of lists) await (await fetch(list)).arrayBuffer()
    }
    await comeAt(morning + hour / 6)
    await signBy('head')
    const stolen = await headKey(world)
    const reply = await approved()
    world.services.behave('down')
    const { letters } = (await freeze(head, reply)).body
    world.services.register.revoke(stolen.certificate.facts.serial, {
      at: morning + hour / 12,
      reason: 'keyCompromise',
    })
    const signed = await sign(head, reply.id, await signaturesOver(world, letters, stolen))
    expect(signed.body, JSON.stringify(signed.body)).toMatchObject({ state: 'sending' })
    world.services.behave('well')
    await comeAt(morning + 3.5 * hour)
    await checkRevocations(asking(lists))
    await sendSigned(world.context)
    expect(await shown(reply), 'good for now is not good').toMatchObject({ state: 'sending' })
    await comeAt(morning + 26.5 * hour)
    await checkRevocations(asking(lists))
    await sendSigned(world.context)
    expect(await shown(reply)).toMatchObject({ state: 'approved', outgoing: null })
  })
})

describe('the seal', () => {
  test('a key of another BIN seals nothing, and no letter goes without: in words, and the doctor tells', async () => {
    await signBy('seal')
    const appeal = await approvedAnswer(world, { writer: executor, approver: head }, clientKey)
    expect(appeal.state).toBe('sending')
    const { 'company.requisites': own } = await readSettings(world.context.db, todayOf(world.context))
    await enter('company.requisites', { ...own, bin: '050540000015' })
    await expect(approved()).rejects.toThrow('seal_of_another')
    expect(await checkLetterSeal(world.context, todayOf(world.context))).toMatchObject({
      state: 'problem',
    })
    await enter('company.requisites', own)
    expect(await checkLetterSeal(world.context, todayOf(world.context))).toMatchObject({ state: 'good' })
  })
})

const frozen = async () => {
  const reply = await approved()
  const { status, body } = await freeze(head, reply)
  expect(status, JSON.stringify(body)).toBe(200)
  return { reply, ...body }
}
const annulledWhy = async ({ id }: Pick<Reply, 'id'>) =>
  (
    await world.context.db
      .selectFrom('outgoing')
      .select('annulled_why')
      .where('reply_id', '=', id)
      .orderBy('taken_at', 'desc')
      .executeTakeFirst()
  )?.annulled_why
const settingsNow = () => readSettings(world.context.db, todayOf(world.context))
let said = 0
/** Something that is printed on every answer is another. */
async function printOtherwise(): Promise<void> {
  const own = (await settingsNow())['letter.appealRight']
  said += 1
  await enter('letter.appealRight', { ...own, kk: `${own.kk} ${said}.` })
}

describe('what was approved', () => {
  const voided = { state: 'draft', outgoing: null }

  test('looks another way before it is opened: no number, back to who wrote it, approved again and signed', async () => {
    const reply = await approved()
    await printOtherwise()
    expect((await freeze(head, reply)).problem).toMatchObject({ status: 412, code: 'reply_changed' })
    const back = await shown(reply)
    expect(back).toMatchObject(voided)
    expect(back.steps.at(-1)).toMatchObject({ step: 'sentBack', by: { name: '' } })
    expect(back.steps.at(-1)?.remark).toMatch(/^Бекітілгеннен кейін.+\nПосле утверждения/)
    expect(await annulledWhy(reply)).toBeUndefined()
    const proposed = await propose(
      executor,
      (await executor.ask<Reply>(`GET /api/office/replies/${reply.id}`)).body,
    )
    expect(proposed.status, JSON.stringify(proposed.body)).toBe(200)
    expect((await approve(head, reply.id)).status).toBe(200)
    expect((await freeze(head, reply)).status).toBe(200)
  })

  test('looks another way before it is signed: not signed, and its number annulled', async () => {
    const { reply, letters } = await frozen()
    await printOtherwise()
    const signatures = await signaturesOver(world, letters, key)
    expect((await sign(head, reply.id, signatures)).problem).toMatchObject({
      status: 412,
      code: 'reply_changed',
    })
    expect((await freeze(head, reply)).problem.code).toBe('reply_changed')
    expect(await shown(reply)).toMatchObject(voided)
    expect(await annulledWhy(reply)).toBe('contentChanged')
  })

  test.each<[string, (id: string) => Promise<unknown>]>([
    ['looks another way', () => printOtherwise()],
    [
      'says something else',
      (id) => world.context.db.updateTable('reply').set({ text_kk: 'x' }).where('id', '=', id).execute(),
    ],
  ])('%s before it is sent: not sent', async (_, change) => {
    const { reply, letters } = await frozen()
    expect((await sign(head, reply.id, await signaturesOver(world, letters, key))).status).toBe(200)
    await change(reply.id)
    await checkRevocations(world.context)
    await sendSigned(world.context)
    expect(await shown(reply)).toMatchObject(voided)
    expect(await annulledWhy(reply)).toBe('contentChanged')
  })
})

describe('who signs, and when', () => {
  test('another who may sign has it in their list, and takes no number from under who opened it', async () => {
    const { 'reply.approval': approval } = await settingsNow()
    await enter('reply.approval', { ...approval, answer: 'executor' })
    await enterIin(world, world.people.executor.id, '850412170014')
    const reply = await approved()
    const listed = async (who: TestBrowser) =>
      (await who.ask<ReplyList>('GET /api/office/replies?state=toSign')).body.replies.map(({ id }) => id)
    expect(await listed(executor)).toContain(reply.id)
    expect(await listed(head)).toContain(reply.id)
    expect((await freeze(head, reply)).status).toBe(200)
    expect(await listed(executor)).not.toContain(reply.id)
    const taken = await executor.ask(`DELETE /api/office/replies/${reply.id}/freezing`)
    expect(taken.problem).toMatchObject({ status: 409, code: 'reply_frozen_by' })
    expect(await shown(reply)).toMatchObject({ state: 'toSign' })
    await enter('reply.approval', approval)
  })

  test('five numbers a letter a day', async () => {
    const reply = await approved()
    for (let n = 0; n < 5; n += 1) {
      expect((await freeze(head, reply)).status).toBe(200)
      expect((await head.ask(`DELETE /api/office/replies/${reply.id}/freezing`)).status).toBe(200)
    }
    expect((await freeze(head, reply)).problem).toMatchObject({ status: 409, code: 'reply_opened_often' })
    await comeAt(morning + 24 * hour)
    expect((await freeze(head, reply)).status).toBe(200)
  })

  test.each(['none', 'seal'] as const)(
    'approved to be signed, and the setting is %s since',
    async (value) => {
      const reply = await approved()
      const open = await approved()
      const before = (await freeze(head, open)).body
      await signBy(value)
      const list = await head.ask<ReplyList>('GET /api/office/replies?state=toSign')
      expect(list.body.replies.map(({ id }) => id)).toEqual(expect.arrayContaining([reply.id, open.id]))
      const { letters } = (await freeze(head, reply)).body
      expect((await sign(head, reply.id, await signaturesOver(world, letters, key))).status).toBe(200)
      expect((await sign(head, open.id, await signaturesOver(world, before.letters, key))).status).toBe(200)
    },
  )

  test('its new day came while the authority was away: the register says so', async () => {
    const [appealId = ''] = await registeredAppeals(world, clientKey, 1)
    await checkRevocations(world.context)
    await executor.ask(`POST /api/office/appeals/${appealId}/take-into-work`)
    const newDueDate = '2026-02-27'
    const written = await writeReply(executor, appealId, 'interim', { newDueDate })
    expect((await propose(executor, written)).status).toBe(200)
    expect((await approve(head, written.id)).status).toBe(200)
    const { letters } = (await freeze(head, written)).body
    world.services.behave('down')
    await comeAt(morning + 10 * 60_000)
    await checkRevocations(world.context)
    expect((await sign(head, written.id, await signaturesOver(world, letters, key))).status).toBe(200)
    world.services.behave('well')
    await comeAt(Date.parse('2026-03-02T05:00:00Z'))
    await checkRevocations(world.context)
    await sendSigned(world.context)
    expect(await shown(written)).toMatchObject({ state: 'approved', outgoing: null })
    expect(await annulledWhy(written)).toBe('newDayUnfit')
  })
})

import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { plainDate } from '../../domain/calendar/plain-date.ts'
import type { ReplySignature } from '../../domain/reply/reply.ts'
import type { OpenedKeyFile } from '../../eds/pkcs12.ts'
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
import type { Reply } from '../../wire/reply.ts'
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
let morning = 0
const days = ['12', '13', '14', '15', '16', '19', '20', '21', '22', '23'][Symbol.iterator]()
beforeAll(async () => {
  world = await createAskedWorld('2026-01-12T05:00:00Z')
  clientKey = await issueKey(world.authority)
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

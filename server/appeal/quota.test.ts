import { afterAll, beforeAll, expect, test } from 'vitest'
import { freePort } from '../../db/embedded/free-port.ts'
import { plainDate } from '../../domain/calendar/plain-date.ts'
import { attach, attachToReply, beginReplyUpload, beginUpload } from '../../test/attach.ts'
import { registeredAppeals } from '../../test/office.ts'
import { giveMandate } from '../../test/people.ts'
import { bytesOfPdf } from '../../test/sample-files.ts'
import { createSignedWorld, issueKey, type SignedWorld } from '../../test/signed-world.ts'
import { attachToMessage, beginMessage } from '../../test/submission.ts'
import { TestBrowser } from '../../test/test-browser.ts'
import { startWebProcess, type WebProcess } from '../../test/web-process.ts'
import type { Draft } from '../../wire/appeal.ts'
import type { NearLimitRow } from '../../wire/attachment.ts'
import type { Internal } from '../../wire/case.ts'
import type { Reply } from '../../wire/reply.ts'
import { endMandate } from '../contract/end-mandate.ts'
import { recordSettings } from '../setting/load-settings.ts'

const from = '2026-01-12'
let world: SignedWorld
let me: TestBrowser
let second: WebProcess
let elsewhere: TestBrowser
beforeAll(async () => {
  world = await createSignedWorld(`${from}T05:00:00Z`)
  await recordSettings(world.context, [
    {
      key: 'quota.client',
      validFrom: from,
      value: { drafts: 10, draftsToday: 12, bytes: 60_000, filesToday: 9, bytesToday: 90_000 },
    },
    { key: 'quota.staff', validFrom: from, value: { filesToday: 3, bytesToday: 20_000, takeOversToday: 4 } },
  ])
  me = await world.as(world.people.aigerim)
  const origin = `http://127.0.0.1:${await freePort()}`
  second = await startWebProcess(world, Number(new URL(origin).port), origin)
  elsewhere = new TestBrowser(origin, Object.fromEntries(me.cookies))
  await second.ready()
})
afterAll(async () => {
  await second.stop()
  await world.close()
})

const begin = (browser: TestBrowser) =>
  browser.ask<Draft>('POST /api/drafts', {
    body: { contractId: world.contracts.rent, letterLanguage: 'kk' },
  })
const drafts = async () =>
  (await me.ask<{ drafts: { id: string }[]; nearLimits: NearLimitRow[] }>('GET /api/drafts')).body

test('drafts: of thirty at once at two processes ten are begun; told before, and by the day too', async () => {
  for (let n = 0; n < 7; n += 1) expect((await begin(me)).status).toBe(200)
  expect((await drafts()).nearLimits).toEqual([])
  expect((await begin(me)).status).toBe(200)
  expect((await drafts()).nearLimits).toEqual([{ limit: 'drafts', used: 8, most: 10 }])
  const asked = await Promise.all(Array.from({ length: 30 }, (_, n) => begin(n % 2 === 0 ? me : elsewhere)))
  expect(asked.filter(({ status }) => status === 200).length).toBe(2)
  expect(new Set(asked.filter(({ status }) => status !== 200).map(({ problem }) => problem.code))).toEqual(
    new Set(['drafts_too_many']),
  )
  for (const { id } of (await drafts()).drafts.slice(0, 5)) await me.ask(`DELETE /api/drafts/${id}`)
  expect([(await begin(me)).status, (await begin(elsewhere)).status]).toEqual([200, 200])
  const over = await begin(me)
  expect([over.status, over.problem.code]).toEqual([429, 'too_much_today'])
  expect(Number(over.headers.get('retry-after'))).toBeGreaterThan(3600)
  const daniyar = await world.as(world.people.daniyar)
  const body = { contractId: world.contracts.daniyars, letterLanguage: 'kk' }
  expect((await daniyar.ask('POST /api/drafts', { body })).status).toBe(200)
})

test('files: what drafts hold, on its way too, and what a day brings; told in the draft before', async () => {
  const [{ id = '' } = {}, { id: other = '' } = {}] = (await drafts()).drafts
  for (const draft of [id, other]) {
    const { body } = await me.ask<Draft>(`GET /api/drafts/${draft}`)
    await me.ask(`PATCH /api/drafts/${draft}`, { version: body.version, body: { typeCode: 'gen.free' } })
  }
  const file = (n: number) => ({ document: 'other', name: `${n}.pdf`, bytes: bytesOfPdf(19_000 + n) })
  expect((await attach(me, id, file(0))).status).toBe(200)
  expect((await beginUpload(me, other, file(1))).status).toBe(200)
  expect((await me.ask<Draft>(`GET /api/drafts/${id}`)).body.nearLimits).toBeUndefined()
  expect((await attach(elsewhere, id, file(2))).status).toBe(200)
  const full = await attach(me, other, file(3))
  expect([full.status, full.problem.code]).toEqual([409, 'drafts_too_large'])
  const { body } = await me.ask<Draft>(`GET /api/drafts/${id}`)
  expect(body.nearLimits?.map(({ limit }) => limit)).toEqual(['bytes'])
  // The same file said again is no new one.
  expect((await beginUpload(me, other, file(1))).status).toBe(200)
  for (const { id: file } of body.attachments) await me.ask(`DELETE /api/drafts/${id}/attachments/${file}`)
  expect((await attach(me, id, file(4))).status).toBe(200)
  const over = await attach(me, id, file(5))
  expect([over.status, over.problem.code]).toEqual([429, 'too_much_today'])
})

test('staff: files of letters and questions, and letters taken over from others', async () => {
  const key = await issueKey(world.authority)
  world.setNow('2026-01-13T05:00:00Z')
  const [appealId = ''] = await registeredAppeals(world, key, 1)
  const executor = await world.as(world.people.executor)
  const head = await world.as(world.people.head)
  await executor.ask(`POST /api/office/appeals/${appealId}/take-into-work`)
  const { body: reply } = await executor.ask<Reply>(`POST /api/office/appeals/${appealId}/replies`, {
    body: { kind: 'answer' },
  })
  expect((await attachToReply(executor, reply.id, '1.pdf', bytesOfPdf(900))).status).toBe(200)
  for (const n of [2, 3]) {
    const said = { name: `${n}.pdf`, bytes: bytesOfPdf(900 + n) }
    expect((await beginReplyUpload(executor, reply.id, said)).status).toBe(200)
  }
  const told = async (who: TestBrowser) => [
    (await who.ask<Reply>(`GET /api/office/replies/${reply.id}`)).body.nearLimits,
    (await who.ask<Internal>(`GET /api/office/appeals/${appealId}/internal`)).body.nearLimits,
  ]
  const files = { limit: 'filesToday', used: 3, most: 3 }
  expect([await told(executor), await told(head)]).toEqual([
    [[files], [files]],
    [undefined, undefined],
  ])
  const over = await attachToReply(executor, reply.id, '4.pdf', bytesOfPdf(904))
  expect([over.status, over.problem.code]).toEqual([429, 'too_much_today'])
  const form = new FormData()
  form.append('file', new Blob([new Uint8Array(bytesOfPdf(950))]), '5.pdf')
  const asked = await executor.ask(`POST /api/office/appeals/${appealId}/question-files`, { body: form })
  expect([asked.status, asked.problem.code]).toEqual([429, 'too_much_today'])

  const take = (who: TestBrowser) =>
    who.ask(`POST /api/office/replies/${reply.id}/lease`, { body: { takeOver: true } })
  const taken: number[] = []
  for (let n = 0; n < 5; n += 1) taken.push((await take(head)).status, (await take(executor)).status)
  expect(taken).toEqual([...Array(8).fill(200), 429, 200])
  expect(await told(head)).toEqual([[{ limit: 'takeOversToday', used: 4, most: 4 }], undefined])
})

test('files of what is written in appeals count while they can be discarded: as long as the mandate lasts', async () => {
  const key = await issueKey(world.authority)
  const [appealId = ''] = await registeredAppeals(world, key, 1)
  const { daniyar, aigerim } = world.people
  await giveMandate(world.context, daniyar, aigerim, '2026-01-01', null)
  const holder = await world.as(daniyar)
  const { body: message } = await beginMessage(holder, appealId)
  for (const n of [1, 2, 3]) {
    const file = { name: `${n}.pdf`, bytes: bytesOfPdf(18_000 + n) }
    expect((await attachToMessage(holder, message.id, file)).status).toBe(200)
  }
  const { body: own } = await holder.ask<Draft>('POST /api/drafts', {
    body: { contractId: world.contracts.daniyars, letterLanguage: 'kk' },
  })
  await holder.ask(`PATCH /api/drafts/${own.id}`, { version: own.version, body: { typeCode: 'gen.free' } })
  const put = () => attach(holder, own.id, { document: 'other', name: '4.pdf', bytes: bytesOfPdf(19_000) })
  expect((await put()).problem.code).toBe('drafts_too_large')
  await endMandate(world.context, {
    person: daniyar.iin,
    party: aigerim.iin,
    last: plainDate('2026-01-12'),
  })
  expect((await put()).status).toBe(200)
})

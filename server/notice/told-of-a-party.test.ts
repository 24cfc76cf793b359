import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { plainDate } from '../../domain/calendar/plain-date.ts'
import type { Language } from '../../domain/language.ts'
import { EventListener } from '../../test/event-listener.ts'
import { type MailProcess, startMailProcess } from '../../test/mail-process.ts'
import { giveMandate, type TestClient } from '../../test/people.ts'
import { replyInterim } from '../../test/reply.ts'
import { createSignedWorld, issueKey, type SignedWorld, sendFree } from '../../test/signed-world.ts'
import type { News, NoticeRow } from '../../wire/notice.ts'
import { registerDue } from '../registry/register.ts'
import { smtpMailer } from './mailer.ts'
import { changeNoticeSettings, confirmAddress } from './notice-setting-store.ts'
import { sendDueMail } from './send-mail.ts'

// An appeal of a company, which has nobody of its own: Айгерім wrote it, until 12.01 by a mandate; Данияр and Жанар
// hold mandates in force, Жанар two of them.
let world: SignedWorld
let mail: MailProcess
let id: string
beforeAll(async () => {
  mail = await startMailProcess()
  world = await createSignedWorld('2026-01-12T05:00:00Z', { mail: mail.config })
  const { context, people } = world
  const key = await issueKey(world.authority)
  id = (await sendFree(world, await world.as(people.aigerim), key)).body.id
  await registerDue(context)
  const company = await companyOf(id)
  await giveMandate(context, people.aigerim, company, '2026-01-01', '2026-01-12')
  await giveMandate(context, people.daniyar, company, '2026-01-01', null)
  await giveMandate(context, people.coTenant, company, '2026-01-01', null)
  await giveMandate(context, people.coTenant, company, '2026-01-05', '2026-03-01')
  await useAddress(people.aigerim, 'kk')
  await useAddress(people.daniyar, 'ru')
  await useAddress(people.coTenant, 'en')
})
afterAll(async () => {
  await world.close()
  await mail.stop()
})

/** Makes an appeal a company's. */
async function companyOf(appealId: string): Promise<TestClient> {
  const { db } = world.context
  const partyId = randomUUID()
  const party = { id: partyId, kind: 'legalEntity', bin: '990140990016', name: 'ЖШС «Үлгі»' } as const
  await db.insertInto('party').values(party).execute()
  await db.updateTable('appeal').set({ party_id: partyId }).where('id', '=', appealId).execute()
  return { ...world.people.aigerim, partyId }
}

const addressOf = ({ iin }: TestClient): string => `${iin}@example.kz`
async function useAddress(client: TestClient, language: Language): Promise<void> {
  const { db } = world.context
  await db
    .updateTable('person')
    .set({ email: addressOf(client) })
    .where('id', '=', client.id)
    .execute()
  await confirmAddress(db, client.id, addressOf(client), world.context.now())
  await changeNoticeSettings(db, client.id, { byEmail: true, language })
}
async function subjectsTo(client: TestClient): Promise<(string | undefined)[]> {
  await sendDueMail(world.context, smtpMailer(mail.config), new AbortController().signal)
  return (await mail.mails(addressOf(client))).map(({ subject }) => subject)
}
async function toldTo(client: TestClient): Promise<string[]> {
  const { body } = await (await world.as(client)).ask<{ rows: NoticeRow[] }>('GET /api/notices')
  return body.rows.filter(({ appealId }) => appealId === id).map(({ kind }) => kind)
}
const newsOf = async (client: TestClient) =>
  (await (await world.as(client)).ask<News>('GET /api/notices/news')).body
const soon = { timeout: 40_000, interval: 20 }

test('while its writer may act, they alone are told; the pages of the others count it', async () => {
  const { aigerim, daniyar, coTenant, executor } = world.people
  const page = await EventListener.open(await world.as(daniyar), '/api/notices/stream')
  await vi.waitFor(() => expect(page.of('news')).toHaveLength(1), soon)
  await (await world.as(aigerim)).ask(`POST /api/appeals/${id}/reading`)
  await vi.waitFor(() => expect(page.of('news').at(-1)).toMatchObject({ unread: 0 }), soon)
  world.setNow('2026-01-12T05:10:00Z')
  const taken = await (await world.as(executor)).ask(`POST /api/office/appeals/${id}/take-into-work`)
  expect(taken.status).toBe(200)
  await vi.waitFor(() => expect(page.of('news').at(-1)).toMatchObject({ unread: 1, unreadNotices: 0 }), soon)
  page.close()
  expect(await toldTo(aigerim)).toEqual(['takenIntoWork', 'registered'])
  expect([await toldTo(daniyar), await toldTo(coTenant)]).toEqual([[], []])
  expect([await subjectsTo(daniyar), await subjectsTo(coTenant)]).toEqual([[], []])
  expect(await subjectsTo(aigerim)).toHaveLength(1)
})

test('from then on everybody who may act, each once and in their language; who may not, nothing', async () => {
  const { aigerim, daniyar, coTenant, head } = world.people
  world.setNow('2026-01-13T05:00:00Z')
  await replyInterim(await world.as(head), id, {
    newDueDate: '2026-02-17',
    papers: { by: '2026-02-10', slots: [{ name: 'Түбіртек', note: '' }] },
  })
  expect([await toldTo(daniyar), await toldTo(coTenant)]).toEqual([['papersAsked'], ['papersAsked']])
  expect(await subjectsTo(daniyar)).toEqual([
    expect.stringMatching(/^По обращению № \d+ запрошены документы$/),
  ])
  expect(await subjectsTo(coTenant)).toEqual([
    expect.stringMatching(/^Papers are asked for on your appeal No\. \d+$/),
  ])
  const rows = world.context.db.selectFrom('notice').select('kind').where('person_id', '=', aigerim.id)
  expect((await rows.where('kind', '=', 'papersAsked').execute()).length).toBe(0)
  expect(await subjectsTo(aigerim)).toHaveLength(1)
})

test('who opens it has read it for all; what each was told stays unread until they look themselves', async () => {
  const { daniyar, coTenant } = world.people
  expect(await newsOf(coTenant)).toMatchObject({ unread: 1, unreadNotices: 1 })
  const page = await EventListener.open(await world.as(coTenant), '/api/notices/stream')
  await vi.waitFor(() => expect(page.of('news')).toHaveLength(1), soon)
  await (await world.as(daniyar)).ask(`POST /api/appeals/${id}/reading`)
  await vi.waitFor(() => expect(page.of('news').at(-1)).toMatchObject({ unread: 0, unreadNotices: 1 }), soon)
  page.close()
  expect(await newsOf(daniyar)).toMatchObject({ unread: 0, unreadNotices: 0 })
})

test('nobody may act: nobody is told, and the act is done all the same', async () => {
  const { executor } = world.people
  await world.context.db
    .updateTable('mandate')
    .set({ valid_to: plainDate('2026-01-12') })
    .execute()
  const count = async () => (await world.context.db.selectFrom('notice').select('id').execute()).length
  const before = await count()
  await replyInterim(await world.as(world.people.head), id, { newDueDate: '2026-02-18' })
  expect(await count()).toBe(before)
  expect((await (await world.as(executor)).ask(`GET /api/office/appeals/${id}`)).status).toBe(200)
})

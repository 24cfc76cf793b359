import { afterAll, beforeAll, expect, test } from 'vitest'
import { type MailProcess, startMailProcess } from '../../test/mail-process.ts'
import { createWorld, type World } from '../../test/world.ts'
import type { NoticeSettings } from '../../wire/notice.ts'
import { smtpMailer } from './mailer.ts'
import { forgetConfirmations } from './notice-setting-store.ts'
import { sendDueMail } from './send-mail.ts'

let world: World
let mail: MailProcess
beforeAll(async () => {
  mail = await startMailProcess()
  world = await createWorld({ now: '2026-01-12T05:00:00Z', mail: mail.config })
})
afterAll(async () => {
  await world.close()
  await mail.stop()
})

const client = () => world.as(world.people.aigerim)
const shown = async () => (await (await client()).ask<NoticeSettings>('GET /api/notice-settings')).body
const save = async (body: unknown) =>
  (await (await client()).ask<NoticeSettings>('PATCH /api/notice-settings', { body })).body
const sendLink = async () => await (await client()).ask('POST /api/notice-settings/link')
const deliver = () => sendDueMail(world.context, smtpMailer(mail.config), new AbortController().signal)
const lastToken = async () => {
  const text = (await mail.mails('aigerim@example.com')).at(-1)?.text ?? ''
  return /confirm-email\?token=([\w-]+)/.exec(text)?.[1] ?? ''
}
/** Nobody needs to be signed in: the mail may be read on another device. */
const confirm = async (token: string) =>
  await (await world.as(null)).ask('POST /api/email-confirmations', { body: { token } })

test('a client who has never been asked gets no mails, and nothing nags', async () => {
  expect(await shown()).toEqual({
    byEmail: false,
    language: 'kk',
    email: 'aigerim@example.com',
    confirmed: false,
    refusedAt: null,
    available: true,
    linkSent: false,
  })
})

test('turned on, the address is asked first, once; the link in the mail confirms it, once', async () => {
  expect(await save({ byEmail: true })).toMatchObject({ byEmail: true, confirmed: false, linkSent: true })
  await save({ byEmail: false })
  await save({ byEmail: true })
  expect(await deliver()).toBe(1)
  const token = await lastToken()
  expect(token).toMatch(/^[\w-]{43}$/)
  expect((await confirm(`${token.slice(0, -1)}_`)).problem.code).toBe('confirmation_gone')
  expect((await confirm(token)).body).toEqual({ email: 'aigerim@example.com' })
  expect(await shown()).toMatchObject({ byEmail: true, confirmed: true, linkSent: false })
  const again = await confirm(token)
  expect([again.status, again.problem.code]).toEqual([410, 'confirmation_gone'])
})

test('the database keeps no token', async () => {
  const token = await lastToken()
  const rows = await world.context.db.selectFrom('email_confirmation').selectAll().execute()
  expect(
    JSON.stringify(rows.map((row) => ({ ...row, token_hash: row.token_hash.toString('base64url') }))),
  ).not.toContain(token)
})

test('another address in the profile is asked again; the old one and its link count no more', async () => {
  const { db } = world.context
  const { id } = world.people.aigerim
  await db.updateTable('person').set({ email: 'new@example.com' }).where('id', '=', id).execute()
  expect(await shown()).toMatchObject({ email: 'new@example.com', confirmed: false, linkSent: false })
  world.setNow('2026-01-12T05:02:00Z')
  expect((await sendLink()).body).toMatchObject({ linkSent: true })
  await db.updateTable('person').set({ email: 'aigerim@example.com' }).where('id', '=', id).execute()
  // The mail to the address of before is not sent any more.
  expect(await deliver()).toBe(0)
  expect(await mail.mails('new@example.com')).toEqual([])
  expect(await shown()).toMatchObject({ email: 'aigerim@example.com', confirmed: true })
})

test('a link is good for a day', async () => {
  const { db } = world.context
  const { id } = world.people.aigerim
  await db.updateTable('notice_setting').set({ confirmed_email: null, confirmed_at: null }).execute()
  world.setNow('2026-01-12T06:00:00Z')
  expect((await sendLink()).status).toBe(200)
  await deliver()
  const token = await lastToken()
  world.setNow('2026-01-13T06:00:00Z')
  expect((await confirm(token)).status).toBe(410)
  world.setNow('2026-01-13T05:59:59Z')
  expect((await confirm(token)).status).toBe(200)
  world.setNow('2026-01-21T06:00:00Z')
  await forgetConfirmations(db, world.context.now())
  const left = await db.selectFrom('email_confirmation').select('id').where('person_id', '=', id).execute()
  expect(left).toEqual([])
})

test('not more than one mail a minute and five a day are asked for', async () => {
  world.setNow('2026-02-02T05:00:00Z')
  const answers: number[] = []
  for (let minute = 0; minute < 6; minute += 1) {
    world.setNow(`2026-02-02T05:0${minute}:00Z`)
    answers.push((await sendLink()).status)
  }
  expect(answers).toEqual([200, 200, 200, 200, 200, 429])
  world.setNow('2026-02-03T06:00:00Z')
  const together = await Promise.all([sendLink(), sendLink(), sendLink()])
  expect(together.map(({ status }) => status).sort()).toEqual([200, 429, 429])
  expect(together.find(({ status }) => status === 429)?.problem.code).toBe('too_many_mails')
})

test('other addresses in the profile, each turned on, are not more mails; nor are other clients to one address', async () => {
  const { db } = world.context
  const { id } = world.people.aigerim
  const sent = async () => (await db.selectFrom('email_confirmation').select('id').execute()).length
  world.setNow('2026-02-10T05:00:00Z')
  await forgetConfirmations(db, world.context.now())
  const before = await sent()
  await db.updateTable('notice_setting').set({ confirmed_email: null, confirmed_at: null }).execute()
  for (let second = 10; second < 19; second += 1) {
    world.setNow(`2026-02-10T05:00:${second}Z`)
    await db
      .updateTable('person')
      .set({ email: `stranger${second}@example.com` })
      .where('id', '=', id)
      .execute()
    expect(await save({ byEmail: true })).toMatchObject({ byEmail: true, linkSent: second === 10 })
  }
  expect((await sendLink()).problem.code).toBe('too_many_mails')
  expect((await sent()) - before).toBe(1)

  world.setNow('2026-02-10T06:00:00Z')
  const { aigerim, daniyar } = world.people
  const of = db.selectFrom('person').select('email').where('id', '=', daniyar.id)
  const { email: daniyars } = await of.executeTakeFirstOrThrow()
  await db.updateTable('person').set({ email: 'victim@example.com' }).where('id', '=', id).execute()
  await db.updateTable('person').set({ email: 'Victim@example.com' }).where('id', '=', daniyar.id).execute()
  const link = async (person: typeof aigerim) =>
    (await (await world.as(person)).ask('POST /api/notice-settings/link')).status
  const answers = await Promise.all([link(aigerim), link(daniyar)])
  expect(answers.sort()).toEqual([200, 429])
  await db.updateTable('person').set({ email: 'aigerim@example.com' }).where('id', '=', id).execute()
  await db.updateTable('person').set({ email: daniyars }).where('id', '=', daniyar.id).execute()
})

test('the language of mails is the screen’s until another is chosen', async () => {
  const browser = await client()
  await browser.ask('PATCH /api/session', { body: { language: 'ru' } })
  expect((await shown()).language).toBe('ru')
  expect((await save({ language: 'en' })).language).toBe('en')
  await browser.ask('PATCH /api/session', { body: { language: 'kk' } })
  expect((await shown()).language).toBe('en')
})

test('without an address or a mail server the client is told so', async () => {
  const without = await world.as(world.people.daniyar)
  expect((await without.ask<NoticeSettings>('GET /api/notice-settings')).body.email).toBeNull()
  const answer = await without.ask('POST /api/notice-settings/link')
  expect([answer.status, answer.problem.code]).toEqual([409, 'email_missing'])
  const quiet = await createWorld()
  try {
    const person = await quiet.as(quiet.people.aigerim)
    expect((await person.ask<NoticeSettings>('GET /api/notice-settings')).body.available).toBe(false)
    expect((await person.ask('POST /api/notice-settings/link')).problem.code).toBe('mail_unavailable')
  } finally {
    await quiet.close()
  }
})

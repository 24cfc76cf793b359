import { sql } from 'kysely'
import { Secret, TOTP } from 'otpauth'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { choicesOf } from '../../domain/signal/choice.ts'
import { type MailProcess, startMailProcess } from '../../test/mail-process.ts'
import type { TestClient, TestStaff } from '../../test/people.ts'
import { Signer } from '../../test/signer.ts'
import { TestBrowser } from '../../test/test-browser.ts'
import { createWorld, type World } from '../../test/world.ts'
import type { NoticeRow } from '../../wire/notice.ts'
import type { SignalRow } from '../../wire/signal.ts'
import { type Mailer, smtpMailer } from '../notice/mailer.ts'
import { confirmAddress, refuseAddress } from '../notice/notice-setting-store.ts'
import { sendDueMail } from '../notice/send-mail.ts'
import { closeSignalMails } from '../signal/close-signal-mails.ts'
import { acceptStaffAddress, refuseStaffAddress } from '../signal/signal-setting-store.ts'

const chrome = 'Mozilla/5.0 (Windows NT 10.0) AppleWebKit/537.36 Chrome/126.0.0.0 Safari/537.36'
const firefox = 'Mozilla/5.0 (X11; Linux x86_64; rv:127.0) Gecko/20100101 Firefox/127.0'
const [minute, hour] = [60_000, 3_600_000]
let now = Date.parse('2026-01-12T05:30:00Z')
let world: World
let signer: Signer
let mail: MailProcess
const later = (ms: number): void => {
  now += ms
  world.setNow(new Date(now).toISOString())
}
beforeAll(async () => {
  mail = await startMailProcess()
  signer = await Signer.create(new Date(now).toISOString())
  world = await createWorld({
    now: new Date(now).toISOString(),
    trust: signer.trust,
    trustProxy: { proxies: 1 },
    mail: mail.config,
  })
})
afterAll(async () => {
  await world.close()
  await mail.stop()
})
beforeEach(() => later(3 * hour))

const at = (address: string): TestBrowser => new TestBrowser(world.origin, {}, { 'x-forwarded-for': address })

async function byKey(browser: TestBrowser, { iin }: TestClient, agent = chrome): Promise<TestBrowser> {
  const headers = { 'user-agent': agent }
  const { body } = await browser.ask<{ content: string }>('POST /api/sign-in-challenge', { headers })
  const cms = await signer.cms(iin, new Uint8Array(Buffer.from(body.content, 'base64')))
  expect((await browser.ask('POST /api/session', { body: { cms }, headers })).status).toBe(200)
  return browser
}

async function byPassword(browser: TestBrowser, { login, password, totpSecret }: TestStaff) {
  later(minute)
  const code = new TOTP({ secret: Secret.fromBase32(totpSecret) }).generate({ timestamp: now })
  const asked = { body: { login, password, code }, headers: { 'user-agent': firefox } }
  expect((await browser.ask('POST /api/staff-session', asked)).status).toBe(200)
  return browser
}

/** A client as they are read by themselves: the latest notice first. */
async function noticesOf(client: TestClient): Promise<NoticeRow[]> {
  const browser = await world.as(client)
  return (await browser.ask<{ rows: NoticeRow[] }>('GET /api/notices?page=1&size=50')).body.rows
}
async function signalsOf(staff: TestStaff): Promise<SignalRow[]> {
  const browser = await world.as(staff)
  return (await browser.ask<{ rows: SignalRow[] }>('GET /api/office/signals?page=1&size=50')).body.rows
}
/** What has come to an address by now, as text. */
async function mailsTo(address: string): Promise<string[]> {
  await closeSignalMails(world.context)
  await sendDueMail(world.context, smtpMailer(mail.config), new AbortController().signal)
  return (await mail.mails(address)).map(({ subject, text }) => `${subject}\n${text}`)
}
async function confirmed({ id }: TestClient, email: string): Promise<void> {
  await world.context.db.updateTable('person').set({ email }).where('id', '=', id).execute()
  await confirmAddress(world.context.db, id, email, now)
}

test('the first sign-in ever, and a browser that is known, are no news; another browser is, in the bell and by mail', async () => {
  const { daniyar } = world.people
  await confirmed(daniyar, 'new-device@example.kz')
  // Whom the test world lets in by itself has signed in before.
  await world.context.db
    .updateTable('person')
    .set({ last_signed_in_at: null })
    .where('id', '=', daniyar.id)
    .execute()
  const own = await byKey(at('10.1.0.1'), daniyar)
  await own.ask('DELETE /api/session')
  await byKey(own, daniyar)
  expect(await noticesOf(daniyar)).toEqual([])
  await byKey(at('10.1.0.2'), daniyar, firefox)
  const [notice, ...rest] = await noticesOf(daniyar)
  expect(rest).toEqual([])
  expect(notice).toMatchObject({
    kind: 'newDevice',
    appealId: null,
    account: { device: { browser: 'firefox', system: 'linux' } },
    at: new Date(now).toISOString(),
    unread: true,
  })
  const [text = '', ...more] = await mailsTo('new-device@example.kz')
  expect(more).toEqual([])
  expect(text).toContain('Firefox, Linux')
  expect(text).toMatch(/12\.01\.2026, \d\d:\d\d/)
  expect(text).toContain('Кіріп тұрған құрылғылар')
  expect(text).toContain('/profile')
})

test('ten sign-ins at once by private windows are one notice; from ten places ten, one mail at once and one an hour later', async () => {
  const { aigerim } = world.people
  await confirmed(aigerim, 'burst@example.kz')
  await byKey(at('10.2.0.1'), aigerim)
  later(2 * hour)
  const before = (await noticesOf(aigerim)).length
  const mails = (await mailsTo('burst@example.kz')).length
  await Promise.all(Array.from({ length: 10 }, () => byKey(at('10.2.0.2'), aigerim)))
  expect((await noticesOf(aigerim)).length - before).toBe(1)
  expect((await mailsTo('burst@example.kz')).length - mails).toBe(1)
  later(minute)
  for (let place = 1; place <= 10; place += 1) await byKey(at(`10.2.1.${place}`), aigerim)
  expect((await noticesOf(aigerim)).length - before).toBe(11)
  expect((await mailsTo('burst@example.kz')).length - mails).toBe(1)
  later(hour)
  const texts = await mailsTo('burst@example.kz')
  expect(texts.length - mails).toBe(2)
  expect(texts.at(-1)?.match(/Chrome, Windows/g)).toHaveLength(10)
})

test('who shares a computer is told apart: it is known to one of them', async () => {
  const { aigerim, daniyar } = world.people
  const shared = await byKey(at('10.3.0.1'), aigerim)
  await byKey(at('10.3.0.9'), daniyar)
  later(hour)
  const [one, other] = [(await noticesOf(aigerim)).length, (await noticesOf(daniyar)).length]
  await byKey(shared, daniyar)
  await byKey(shared, aigerim)
  await byKey(shared, daniyar)
  expect((await noticesOf(aigerim)).length - one).toBe(0)
  expect((await noticesOf(daniyar)).length - other).toBe(1)
})

test('changed contacts: the address that was theirs is told, the new one is not', async () => {
  const { aigerim } = world.people
  await confirmed(aigerim, 'old@example.kz')
  const browser = await world.as(aigerim)
  const devices = await mailsTo('old@example.kz')
  const contacts = { address: 'Астана қ., Жаңа көшесі, 9-үй', phone: '+77011234568', email: 'new@example.kz' }
  expect((await browser.ask('PATCH /api/profile', { body: contacts })).status).toBe(200)
  expect((await noticesOf(aigerim))[0]).toMatchObject({
    kind: 'contactsChanged',
    account: { fields: expect.arrayContaining(['phone', 'email']) },
  })
  expect((await mailsTo('old@example.kz')).slice(devices.length)).toEqual([
    expect.stringContaining('телефон'),
  ])
  expect(await mailsTo('new@example.kz')).toEqual([])
})

test('contacts: twenty changes a day, the rest is refused and leaves nothing; one mail at once, one an hour later', async () => {
  later(24 * hour)
  const { coTenant } = world.people
  await confirmed(coTenant, 'toggles@example.kz')
  let browser = await world.as(coTenant)
  const kept = async () => {
    const { rows } = await sql<{ n: number }>`
      select ((select count(*) from contact_change where person_id = ${coTenant.id}) +
        (select count(*) from notice where person_id = ${coTenant.id} and kind = 'contactsChanged') +
        (select count(*) from security_event where by_id = ${coTenant.id} and code = 'contactsChanged'))::int as n
    `.execute(world.context.db)
    return rows[0]?.n
  }
  const change = async (n: number) =>
    await browser.ask('PATCH /api/profile', {
      body: { address: 'Астана қ., Жаңа көшесі, 9-үй', phone: `+770112345${n}`, email: 'toggles@example.kz' },
    })
  expect((await change(10)).status).toBe(200)
  const atOnce = (await mailsTo('toggles@example.kz')).length
  for (let n = 11; n < 30; n += 1) expect((await change(n)).status).toBe(200)
  const before = await kept()
  const over = await change(31)
  expect([over.status, over.problem.code, await kept()]).toEqual([429, 'too_much_today', before])
  // What changes nothing is no change.
  expect((await change(29)).status).toBe(200)
  expect(await mailsTo('toggles@example.kz')).toHaveLength(atOnce)
  later(hour)
  const texts = await mailsTo('toggles@example.kz')
  expect(texts).toHaveLength(atOnce + 1)
  expect(texts.at(-1)?.match(/телефон/g)).toHaveLength(19)
  later(24 * hour)
  browser = await world.as(coTenant)
  expect((await change(31)).status).toBe(200)
})

test('contacts: what waits for the hour still reaches the address that was theirs', async () => {
  later(24 * hour)
  const { daniyar } = world.people
  await confirmed(daniyar, 'was-mine@example.kz')
  const browser = await world.as(daniyar)
  const body = {
    address: 'Астана қ., Жаңа көшесі, 9-үй',
    phone: '+77011234571',
    email: 'was-mine@example.kz',
  }
  const mails: number[] = []
  for (const more of [{}, { phone: '+77011234572' }, { phone: '+77011234572', email: 'theirs@example.kz' }]) {
    expect((await browser.ask('PATCH /api/profile', { body: { ...body, ...more } })).status).toBe(200)
    mails.push((await mailsTo('was-mine@example.kz')).length)
  }
  later(hour)
  mails.push((await mailsTo('was-mine@example.kz')).length)
  const [first = 0] = mails
  expect(mails).toEqual([first, first, first + 1, first + 2])
  expect(await mailsTo('theirs@example.kz')).toEqual([])
})

test('staff: nobody is mailed by being typed as an address; told when it changes is one that took a mail, a few times a day', async () => {
  later(24 * hour)
  const { registrar } = world.people
  let browser = await world.as(registrar)
  const keep = async (email: string) =>
    (await browser.ask('PUT /api/office/signals/settings', { body: { choices: choicesOf({}), email } }))
      .status
  const reached = async (email: string) => await acceptStaffAddress(world.context.db, registrar.id, email)
  for (let n = 0; n < 4; n += 1) {
    expect([await keep('victim@example.kz'), await keep('a@example.kz')]).toEqual([200, 200])
  }
  expect(await mailsTo('victim@example.kz')).toEqual([])
  // One that was reached before is told again when it was reached again, once a minute and five times a day.
  for (let n = 0; n < 6; n += 1) {
    expect(await keep('victim@example.kz')).toBe(200)
    await reached('victim@example.kz')
    expect(await keep('')).toBe(200)
    if (n > 0) later(minute)
  }
  expect(await mailsTo('victim@example.kz')).toHaveLength(5)
  expect(await keep('b@example.kz')).toBe(429)
  later(24 * hour)
  browser = await world.as(registrar)
  // A mail that was refused ends that mail: the next change is told again.
  const refusing: Mailer = { send: async () => ({ kind: 'refused', reply: 550 }) }
  for (let n = 0; n < 2; n += 1) {
    expect(await keep('gone@example.kz')).toBe(200)
    await reached('gone@example.kz')
    expect(await keep('')).toBe(200)
    if (n === 0) await sendDueMail(world.context, refusing, new AbortController().signal)
    later(2 * minute)
  }
  const toGone = world.context.db
    .selectFrom('mail')
    .select('outcome')
    .where('address', '=', 'gone@example.kz')
    .orderBy('created_at')
  expect(await mailsTo('gone@example.kz')).toHaveLength(1)
  expect(await toGone.execute()).toEqual([{ outcome: 'refused' }, { outcome: 'sent' }])
})

test('staff: one refusal of a mail in between does not hide a change from the address that was theirs', async () => {
  later(24 * hour)
  const { callCentre } = world.people
  const { db } = world.context
  const keep = async (email: string) =>
    await (await world.as(callCentre)).ask('PUT /api/office/signals/settings', {
      body: { choices: choicesOf({}), email },
    })
  expect((await keep('full@example.kz')).status).toBe(200)
  await acceptStaffAddress(db, callCentre.id, 'full@example.kz')
  await refuseStaffAddress(db, callCentre.id, 'full@example.kz', { at: now, reply: 552 })
  expect((await keep('thief@example.kz')).status).toBe(200)
  expect(await mailsTo('full@example.kz')).toHaveLength(1)
})

test('a client: one refusal of a mail in between does not hide a change either', async () => {
  later(24 * hour)
  const { coTenant } = world.people
  await confirmed(coTenant, 'client-full@example.kz')
  const { context } = world
  await refuseAddress(context.db, coTenant.id, 'client-full@example.kz', { at: now, reply: 552 })
  const contacts = { address: 'Астана қ., Жаңа көшесі, 9-үй', phone: '+77011234599', email: 'x@example.kz' }
  expect((await (await world.as(coTenant)).ask('PATCH /api/profile', { body: contacts })).status).toBe(200)
  expect(await mailsTo('client-full@example.kz')).toHaveLength(1)
})

test('staff: what waits for the hour goes to the address that was theirs, and the work goes on at the new one', async () => {
  later(24 * hour)
  const { head } = world.people
  const keep = async (email: string) =>
    (
      await (
        await world.as(head)
      ).ask('PUT /api/office/signals/settings', {
        body: { choices: choicesOf({}), email },
      })
    ).status
  expect(await keep('mine@example.kz')).toBe(200)
  await byPassword(at('10.6.0.1'), head)
  later(2 * hour)
  // One mail at once; what comes within the hour waits.
  await byPassword(at('10.6.0.2'), head)
  expect(await mailsTo('mine@example.kz')).toHaveLength(1)
  await byPassword(at('10.6.0.3'), head)
  expect(await mailsTo('mine@example.kz')).toHaveLength(1)
  expect(await keep('thiefs@example.kz')).toBe(200)
  const [, text = '', ...more] = await mailsTo('mine@example.kz')
  expect(more).toEqual([])
  expect([text.match(/Firefox, Linux/g)?.length, text.includes('E-mail')]).toEqual([1, true])
  later(2 * hour)
  expect(await mailsTo('mine@example.kz')).toHaveLength(2)
  expect(await mailsTo('thiefs@example.kz')).toEqual([])
})

test('staff: a mail that is tried again keeps its address, also an address that never took one', async () => {
  later(24 * hour)
  const { otherExecutor } = world.people
  const keep = async (email: string) =>
    (
      await (
        await world.as(otherExecutor)
      ).ask('PUT /api/office/signals/settings', {
        body: { choices: choicesOf({}), email },
      })
    ).status
  expect(await keep('away@example.kz')).toBe(200)
  await byPassword(at('10.7.0.1'), otherExecutor)
  later(2 * hour)
  await byPassword(at('10.7.0.2'), otherExecutor)
  const busy: Mailer = { send: async () => ({ kind: 'failed', reason: '451' }) }
  await closeSignalMails(world.context)
  await sendDueMail(world.context, busy, new AbortController().signal)
  expect(await keep('thief-too@example.kz')).toBe(200)
  later(2 * hour)
  expect(await mailsTo('away@example.kz')).toHaveLength(1)
  expect(await mailsTo('thief-too@example.kz')).toEqual([])
})

test('staff: a sign-in by password and code on a new device, in the office and by mail', async () => {
  const { executor } = world.people
  await world.context.db
    .updateTable('staff')
    .set({ email: 'saule@example.kz' })
    .where('id', '=', executor.id)
    .execute()
  await byPassword(at('10.4.0.1'), executor)
  later(2 * hour)
  const [before, mails] = [(await signalsOf(executor)).length, (await mailsTo('saule@example.kz')).length]
  await byPassword(at('10.4.0.2'), executor)
  const signals = await signalsOf(executor)
  expect(signals.length - before).toBe(1)
  expect(signals[0]).toMatchObject({
    kind: 'newDevice',
    appeal: null,
    account: { device: { browser: 'firefox', system: 'linux' }, act: null },
  })
  const texts = await mailsTo('saule@example.kz')
  expect(texts.length - mails).toBe(1)
  expect(texts.at(-1)).toContain('Firefox, Linux')
  expect(texts.at(-1)).toContain('Кіру деректерім')
})

test('staff: what an administrator does to their account, and a changed address at the old one; in any role', async () => {
  const { auditor, administrator } = world.people
  const keep = async (email: string) =>
    await (await world.as(auditor)).ask('PUT /api/office/signals/settings', {
      body: { choices: choicesOf({}), email },
    })
  expect((await keep('first@example.kz')).status).toBe(200)
  later(2 * hour)
  // Told when it changes is an address that has taken a mail.
  await byPassword(at('10.5.0.1'), auditor)
  await byPassword(at('10.5.0.2'), auditor)
  expect(await mailsTo('first@example.kz')).toHaveLength(1)
  later(2 * hour)
  expect((await keep('second@example.kz')).status).toBe(200)
  expect((await mailsTo('first@example.kz')).slice(1)).toEqual([expect.stringContaining('E-mail')])
  expect(await mailsTo('second@example.kz')).toEqual([])
  later(2 * hour)
  const chief = await world.as(administrator)
  expect((await chief.ask(`POST /api/office/people/${auditor.id}/code`)).status).toBe(200)
  expect(await mailsTo('second@example.kz')).toEqual([expect.stringContaining('Бір реттік')])
  const role = { body: { role: 'callCentre', change: 'granted' } }
  expect((await chief.ask(`POST /api/office/people/${auditor.id}/roles`, role)).status).toBe(200)
  expect((await signalsOf(auditor)).map(({ account }) => account?.act)).toEqual([
    'roleGranted',
    'codeReset',
    'mailAddressChanged',
    null,
    null,
    'mailAddressChanged',
  ])
  // The second within the hour waits for the next mail.
  expect(await mailsTo('second@example.kz')).toHaveLength(1)
  later(hour + minute)
  expect(await mailsTo('second@example.kz')).toHaveLength(2)
})

import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Language } from '../../domain/language.ts'
import type { OpenedKeyFile } from '../../eds/pkcs12.ts'
import { type MailProcess, startMailProcess } from '../../test/mail-process.ts'
import { answer, replyInterim } from '../../test/reply.ts'
import { createSignedWorld, issueKey, type SignedWorld, sendFree } from '../../test/signed-world.ts'
import type { NoticeSettings } from '../../wire/notice.ts'
import type { OfficeAppeal } from '../../wire/office.ts'
import type { ReplySave } from '../../wire/reply.ts'
import { registerDue } from '../registry/register.ts'
import { mailDeliveryOf } from './deliver-mail.ts'
import { smtpMailer } from './mailer.ts'
import { changeNoticeSettings, confirmAddress, noticeSettingsOf } from './notice-setting-store.ts'
import { sendDueMail } from './send-mail.ts'

let world: SignedWorld
let mail: MailProcess
let key: OpenedKeyFile
beforeAll(async () => {
  mail = await startMailProcess()
  world = await createSignedWorld('2026-01-12T05:00:00Z', { mail: mail.config })
  key = await issueKey(world.authority)
})
afterAll(async () => {
  await world.close()
  await mail.stop()
})

const never = new AbortController().signal
const deliver = () => sendDueMail(world.context, smtpMailer(mail.config), never)

/** Айгерім's address, and that she has confirmed it. */
async function useAddress(email: string, language: Language): Promise<void> {
  const { id } = world.people.aigerim
  const { db } = world.context
  await db.updateTable('person').set({ email }).where('id', '=', id).execute()
  await confirmAddress(db, id, email, world.context.now())
  await changeNoticeSettings(db, id, { byEmail: true, language })
}

async function sent(): Promise<string> {
  const { body } = await sendFree(world, await world.as(world.people.aigerim), key)
  await registerDue(world.context)
  return body.id
}

type Said = { readonly newDueDate: string; readonly papers: ReplySave['papers'] }
async function act(id: string, what: 'take-into-work' | 'interim' | 'answer', said?: Said) {
  const staff = await world.as(world.people.executor)
  const head = await world.as(world.people.head)
  if (what === 'answer') await answer(staff, head, id)
  else if (said !== undefined) await replyInterim(head, id, said)
  else expect((await staff.ask(`POST /api/office/appeals/${id}/take-into-work`)).status).toBe(200)
  return (await staff.ask<OfficeAppeal>(`GET /api/office/appeals/${id}`)).body
}
const papers = { by: '2026-02-10', slots: [{ name: 'Түбіртек', note: '' }] }
const interim = (asks: boolean): Said => ({ newDueDate: '2026-02-17', papers: asks ? papers : null })

describe('a mail for each event, in the language of the client', () => {
  const said: Record<Language, readonly RegExp[]> = {
    kk: [
      /^№ \d+ өтінішіңіз тіркелді$/,
      /^№ \d+ өтінішіңіз жұмысқа алынды$/,
      /^№ \d+ өтініш бойынша құжат сұралды$/,
      /^№ \d+ өтінішіңіз орындалды$/,
    ],
    ru: [
      /^Обращение № \d+ зарегистрировано$/,
      /^Обращение № \d+ принято в работу$/,
      /^По обращению № \d+ запрошены документы$/,
      /^Обращение № \d+ исполнено$/,
    ],
    en: [
      /^Appeal No\. \d+ is registered$/,
      /^Appeal No\. \d+ is taken into work$/,
      /^Papers are asked for on your appeal No\. \d+$/,
      /^Appeal No\. \d+ is executed$/,
    ],
  }
  test.each(['kk', 'ru', 'en'] as const)('%s', async (language) => {
    const address = `aigerim-${language}@example.com`
    await useAddress(address, language)
    const id = await sent()
    await act(id, 'take-into-work')
    await act(id, 'interim', interim(true))
    await act(id, 'answer')
    expect(await deliver()).toBe(4)
    expect(await deliver()).toBe(0)
    const got = await mail.mails(address)
    expect(got).toHaveLength(4)
    for (const [index, pattern] of said[language].entries()) expect(got[index]?.subject).toMatch(pattern)
    const kept = world.context.db.selectFrom('notice').select('id').where('appeal_id', '=', id)
    const notices = await kept.orderBy('number').execute()
    expect(got.map(({ messageId }) => messageId)).toEqual(
      notices.map((notice) => `<${notice.id}@cabinet.example.kz>`),
    )
    for (const mail of got) {
      expect(mail.from?.text).toContain('no-reply@cabinet.example.kz')
      expect(mail.headers.get('auto-submitted')).toBe('auto-generated')
      expect(mail.headers.get('list')).toMatchObject({
        unsubscribe: { url: expect.stringContaining('/profile') },
      })
      expect(mail.text).toContain(`/appeals/${id}`)
      expect(mail.html).toContain(`lang="${language}"`)
      // docs/domain.md 2.3: the number and the link, nothing else of the person, the matter or the executor.
      const whole = `${mail.subject} ${mail.text} ${mail.html}`
      for (const personal of [
        'Сапарова',
        'Айгерім',
        '921125270019',
        'Төлемнің түсуін',
        'Иманбекова',
        '56465',
        'АВ-71',
      ]) {
        expect(whole).not.toContain(personal)
      }
    }
  })
})

test('two workers at once, many mails: each goes out once', async () => {
  const address = 'many@example.com'
  await useAddress(address, 'kk')
  const ids = [await sent(), await sent(), await sent(), await sent()]
  for (const id of ids) await act(id, 'take-into-work')
  const workers = [1, 2, 3].map(() => mailDeliveryOf({ ...world.context }))
  await Promise.all(workers.flatMap((worker) => [worker.run(), worker.run()]))
  await Promise.all(workers.map((worker) => worker.stop(3000)))
  const got = (await mail.mails(address)).map(({ messageId }) => messageId)
  expect(got).toHaveLength(8)
  expect(new Set(got).size).toBe(8)
})

describe('an address that the mail server refuses', () => {
  test('is shown to the client and to staff, gets no more mails, and is used again once confirmed', async () => {
    await useAddress('refused@example.com', 'ru')
    const id = await sent()
    expect(await deliver()).toBe(0)
    const client = await world.as(world.people.aigerim)
    const shown = await client.ask<NoticeSettings>('GET /api/notice-settings')
    expect(shown.body).toMatchObject({
      email: 'refused@example.com',
      byEmail: true,
      refusedAt: '2026-01-12T05:00:00.000Z',
    })
    const seen = await act(id, 'take-into-work')
    expect(seen.mailRefused).toEqual({
      email: 'refused@example.com',
      at: '2026-01-12T05:00:00.000Z',
      reply: 550,
    })
    // Nothing more is planned for it, and nobody tries again.
    expect(await deliver()).toBe(0)
    const { rows } = await mailRows(id)
    expect(rows).toEqual([{ outcome: 'refused', attempts: 1, last_error: '550' }])

    await useAddress('mended@example.com', 'ru')
    expect((await client.ask<NoticeSettings>('GET /api/notice-settings')).body.refusedAt).toBeNull()
    const after = await act(id, 'answer')
    expect(after.mailRefused).toBeNull()
    expect(await deliver()).toBe(1)
  })

  test('a mail refused when it is there counts too', async () => {
    await useAddress('unwanted@example.com', 'kk')
    await sent()
    await deliver()
    const { refused } = await noticeSettingsOf(world.context.db, world.people.aigerim.id)
    expect(refused?.reply).toBe(554)
  })
})

async function mailRows(appealId: string) {
  const rows = await world.context.db
    .selectFrom('mail')
    .innerJoin('notice', 'notice.id', 'mail.notice_id')
    .select(['mail.outcome', 'mail.attempts', 'mail.last_error'])
    .where('notice.appeal_id', '=', appealId)
    .orderBy('notice.number')
    .execute()
  return { rows }
}

test('a server that says "later" is asked again with growing pauses, and after seven days no more', async () => {
  const start = Date.parse('2026-01-12T05:00:00Z')
  await useAddress('later@example.com', 'kk')
  const id = await sent()
  await deliver()
  await deliver()
  expect((await mailRows(id)).rows).toEqual([
    { outcome: null, attempts: 1, last_error: 'EENVELOPE RCPT TO 451' },
  ])
  for (let hours = 1; hours <= 8 * 24; hours += 1) {
    world.setNow(new Date(start + hours * 3_600_000).toISOString())
    await deliver()
  }
  world.setNow('2026-01-12T05:00:00Z')
  const [row] = (await mailRows(id)).rows
  expect(row).toMatchObject({ outcome: 'gaveUp' })
  expect(row?.attempts).toBeGreaterThan(10)
  // Not the address's fault: nothing is held against it.
  expect((await noticeSettingsOf(world.context.db, world.people.aigerim.id)).refused).toBeNull()
})

test('turned off or unconfirmed between event and mail: it is not sent', async () => {
  await useAddress('off@example.com', 'kk')
  const id = await sent()
  await changeNoticeSettings(world.context.db, world.people.aigerim.id, { byEmail: false })
  expect(await deliver()).toBe(0)
  expect((await mailRows(id)).rows).toMatchObject([{ outcome: 'notWanted' }])
  expect(await mail.mails('off@example.com')).toEqual([])
})

test('a mail server that is away: nothing is lost, and the log names no address', async () => {
  await useAddress('away@example.com', 'kk')
  const id = await sent()
  const nowhere = { ...mail.config, smtpUrl: 'smtp://127.0.0.1:9' }
  const away = { ...world.context, config: { ...world.context.config, mail: nowhere } }
  expect(await sendDueMail(away, smtpMailer(nowhere), never)).toBe(0)
  expect((await mailRows(id)).rows).toMatchObject([{ outcome: null, attempts: 1 }])
  expect(JSON.stringify(world.logged)).not.toContain('away@example.com')
  world.setNow('2026-01-12T05:02:00Z')
  expect(await deliver()).toBe(1)
  world.setNow('2026-01-12T05:00:00Z')
})

test('no notice is given twice for one event', async () => {
  const { db } = world.context
  const [row] = await db.selectFrom('notice').selectAll().limit(1).execute()
  if (row === undefined) throw new Error('no notice')
  const again = db
    .insertInto('notice')
    .values({ ...row, about: null, id: randomUUID(), number: 100_000 })
    .execute()
  await expect(again).rejects.toThrow(/notice_once/)
})

import { afterAll, beforeAll, expect, test } from 'vitest'
import type { OpenedKeyFile } from '../../eds/pkcs12.ts'
import { egovMobileBefore, openLetterCode, pressSend } from '../../test/egov-mobile-signing.ts'
import { type MailProcess, startMailProcess } from '../../test/mail-process.ts'
import { createSignedWorld, issueKey, type SignedWorld } from '../../test/signed-world.ts'
import { smtpMailer } from '../notice/mailer.ts'
import { changeNoticeSettings, confirmAddress } from '../notice/notice-setting-store.ts'
import { sendDueMail } from '../notice/send-mail.ts'
import { remindToSend } from './remind-to-send.ts'

const start = '2026-01-12T05:00:00Z'
let world: SignedWorld
let mail: MailProcess
let key: OpenedKeyFile
beforeAll(async () => {
  mail = await startMailProcess()
  world = await createSignedWorld(start, { mail: mail.config })
  key = await issueKey(world.authority)
})
afterAll(async () => {
  await world.close()
  await mail.stop()
})

test('the letter says to press «Жіберу» and leads to the draft; none goes for what was sent before it', async () => {
  const { id } = world.people.aigerim
  const { db } = world.context
  const email = 'aigerim@example.kz'
  await db.updateTable('person').set({ email }).where('id', '=', id).execute()
  await confirmAddress(db, id, email, world.context.now())
  await changeNoticeSettings(db, id, { byEmail: true, language: 'ru' })

  const owner = await world.as(world.people.aigerim)
  const forgotten = await openLetterCode(owner, world.contracts.rent)
  const sentLate = await openLetterCode(owner, world.contracts.rent)
  for (const { code } of [forgotten, sentLate]) await egovMobileBefore(world, code, key).sign()
  world.setNow('2026-01-12T05:10:00Z')
  expect(await remindToSend(world.context)).toBe(2)
  expect((await pressSend(owner, sentLate)).status).toBe(200)
  const sent = await sendDueMail(world.context, smtpMailer(mail.config), new AbortController().signal)
  expect(sent).toBe(1)
  const mails = await mail.mails(email)
  const [mailed] = mails
  expect(mails).toHaveLength(1)
  expect(mailed?.subject).toBe('Письмо подписано, но ещё не отправлено')
  expect(mailed?.text).toContain(`/write/${forgotten.draftId}`)
  expect(mailed?.text).not.toContain('талон')
})

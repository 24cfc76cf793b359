import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { simpleParser } from 'mailparser'
import { createTransport } from 'nodemailer'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type MailServer, startMailServer } from './mail-server.ts'
import { readMail } from './read-mail.ts'

let folder: string
let server: MailServer
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'otinish-mail-'))
  server = await startMailServer({ folder })
})
afterAll(async () => {
  await server.stop()
  await rm(folder, { recursive: true })
})

const send = (to: string, subject = 'Тақырып', text = 'Хат') =>
  createTransport({ url: `smtp://127.0.0.1:${server.port}`, socketTimeout: 500 }).sendMail({
    from: 'a@example.kz',
    to,
    subject,
    text,
    html: `<p>${text}</p>`,
  })

test('a mail is kept, and read as any reader of mail reads it', async () => {
  const subject = '№ 3864 өтініш бойынша аралық жауап келді, жаңа мерзім белгіленді = ұзартылды'
  const text = 'Өтінішті қарау көп уақытты қажет етеді.\n\nhttp://localhost:3000/appeals/1?a=b\n'
  for (const textEncoding of ['base64', 'quoted-printable'] as const) {
    await createTransport({ url: `smtp://127.0.0.1:${server.port}` }).sendMail({
      from: 'Otinish <no-reply@example.kz>',
      to: 'aigerim@example.com',
      subject,
      text,
      html: '<p>Басқаша</p>',
      messageId: '<1.2@example.kz>',
      textEncoding,
    })
    const last =
      (await readdir(folder))
        .filter((name) => name.endsWith('.eml'))
        .sort()
        .at(-1) ?? ''
    const raw = await readFile(join(folder, last), 'utf8')
    const parsed = await simpleParser(raw)
    expect(parsed).toMatchObject({ subject, messageId: '<1.2@example.kz>' })
    expect(readMail(raw)).toEqual({
      messageId: '<1.2@example.kz>',
      subject,
      date: parsed.date?.getTime(),
      text: parsed.text?.trimEnd(),
    })
    const kept = JSON.parse(await readFile(join(folder, last.replace('.eml', '.json')), 'utf8'))
    expect(kept).toMatchObject({ to: 'aigerim@example.com', subject })
  }
})

test('sentinel addresses fail, each in its own way, and nothing of theirs is kept', async () => {
  const before = await readdir(folder)
  await expect(send('refused@example.com')).rejects.toMatchObject({ responseCode: 550, command: 'RCPT TO' })
  await expect(send('later+1@example.com')).rejects.toMatchObject({ responseCode: 451 })
  await expect(send('unwanted@example.com')).rejects.toMatchObject({ responseCode: 554, command: 'DATA' })
  await expect(send('hang@example.com')).rejects.toMatchObject({ code: 'ETIMEDOUT' })
  expect(await readdir(folder)).toEqual(before)
})

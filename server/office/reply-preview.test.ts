import { afterAll, beforeAll, expect, test } from 'vitest'
import type { OpenedKeyFile } from '../../eds/pkcs12.ts'
import { createSignedWorld, issueKey, type SignedWorld, sendFree } from '../../test/signed-world.ts'
import type { TestBrowser } from '../../test/test-browser.ts'
import type { Appeal } from '../../wire/appeal.ts'
import type { OfficeAppeal, ReplyPreview } from '../../wire/office.ts'
import { historyOf } from '../appeal/event-store.ts'
import { registerDue } from '../registry/register.ts'

const start = '2026-01-12T05:00:00Z'
let world: SignedWorld
let key: OpenedKeyFile
let client: TestBrowser
beforeAll(async () => {
  world = await createSignedWorld(start)
  key = await issueKey(world.authority)
  client = await world.as(world.people.aigerim)
})
afterAll(() => world.close())

const letters = [
  { language: 'kk', text: 'Өтінішіңіз қаралуда. Қосымша құжаттарды бірнеше күн ішінде зерделейміз.' },
  { language: 'ru', text: 'Ваше обращение рассматривается. Ответ будет дан после изучения документов.' },
]
const interim = { letters, reason: 'Құжаттарды қосымша тексеру қажет', newDueDate: '2026-03-02' }

async function registered(): Promise<string> {
  const { body } = await sendFree(world, client, key)
  await registerDue(world.context)
  return body.id
}
const office = <Body = OfficeAppeal>(who: TestBrowser, id: string, act: string, body?: unknown) =>
  who.ask<Body>(`POST /api/office/appeals/${id}/${act}`, { body })
const digests = ({ letters: all }: ReplyPreview) => all.map(({ sha256 }) => sha256)

/** The company's letters of one kind as the client downloads them, by name. */
async function downloaded(id: string, kind: 'interimReply' | 'answer'): Promise<Map<string, string>> {
  const { correspondence } = (await client.ask<Appeal>(`GET /api/appeals/${id}`)).body
  const files = correspondence.filter((letter) => letter.kind === kind).flatMap((letter) => letter.files)
  const bytes = await Promise.all(
    files.map(async ({ id: fileId, name }) => {
      const file = await client.bytes(`/api/appeals/${id}/files/${fileId}`)
      return [name, Buffer.from(file.bytes).toString('base64')] as const
    }),
  )
  return new Map(bytes)
}

test('what is shown before sending is byte for byte what the client gets; looking at it keeps nothing', async () => {
  const id = await registered()
  const [executor, head] = [await world.as(world.people.executor), await world.as(world.people.head)]
  await office(executor, id, 'take-into-work')
  const before = await historyOf(world.context.db, id)
  const files = () =>
    world.context.db
      .selectFrom('file')
      .select(({ fn }) => fn.countAll<string>().as('n'))
      .executeTakeFirstOrThrow()
  const kept = await files()
  for (const [who, act, body, kind] of [
    [head, 'interim-reply', interim, 'interimReply'],
    [executor, 'execution', { letters, fileIds: [] }, 'answer'],
  ] as const) {
    const look = await office<ReplyPreview>(who, id, `${act}/preview`, body)
    expect(look.status, JSON.stringify(look.body).slice(0, 300)).toBe(200)
    expect(look.body.letters.map(({ language }) => language)).toEqual(['kk', 'ru'])
    if (kind === 'interimReply') {
      expect(await historyOf(world.context.db, id)).toEqual(before)
      expect(await files()).toEqual(kept)
    }
    for (const { pages, pdf } of look.body.letters) {
      expect(pages[0]).toMatch(/^<svg /)
      expect(Buffer.from(pdf, 'base64').subarray(0, 5).toString()).toBe('%PDF-')
    }
    const sent = await office(who, id, act, { ...body, shown: digests(look.body) })
    expect(sent.status, JSON.stringify(sent.problem)).toBe(200)
    expect(await downloaded(id, kind)).toEqual(new Map(look.body.letters.map(({ name, pdf }) => [name, pdf])))
  }
})

test('letters that became others since they were shown are not sent', async () => {
  const id = await registered()
  const head = await world.as(world.people.head)
  const { body } = await office<ReplyPreview>(head, id, 'interim-reply/preview', interim)
  // Past midnight the letter has another date.
  world.setNow('2026-01-12T19:00:01Z')
  const later = await world.as(world.people.head)
  const refused = await office(later, id, 'interim-reply', { ...interim, shown: digests(body) })
  expect([refused.status, refused.problem.code]).toEqual([409, 'reply_changed'])
  const again = await office<ReplyPreview>(later, id, 'interim-reply/preview', interim)
  expect(digests(again.body)).not.toEqual(digests(body))
  const sent = await office(later, id, 'interim-reply', { ...interim, shown: digests(again.body) })
  expect(sent.status).toBe(200)
  world.setNow(start)
  client = await world.as(world.people.aigerim)
})

test('the preview refuses what the reply refuses, at the same field', async () => {
  const id = await registered()
  const [executor, head] = [await world.as(world.people.executor), await world.as(world.people.head)]
  for (const act of ['interim-reply', 'interim-reply/preview']) {
    const { problem } = await office(head, id, act, { ...interim, newDueDate: '2026-02-08' })
    expect([problem.code, problem.fields?.[0]?.field]).toEqual(['extension_not_working_day', 'newDueDate'])
  }
  for (const act of ['execution', 'execution/preview']) {
    expect((await office(executor, id, act, { letters, fileIds: [] })).problem.code).toBe(
      'action_not_in_status',
    )
  }
})

test('a head’s interim reply on an appeal that nobody has taken names no executor, and makes none', async () => {
  const id = await registered()
  const [executor, head] = [await world.as(world.people.executor), await world.as(world.people.head)]
  const { body } = await office<ReplyPreview>(head, id, 'interim-reply/preview', interim)
  for (const { text } of body.letters) {
    expect(text).not.toMatch(/Орындаушы|Исполнитель|56400/)
    // The head signs it, and the company's phone is at its head.
    expect(text).toContain('Бекова Г. Т.')
    expect(text).toContain('+7 7172 79 75 75')
  }
  await office(head, id, 'interim-reply', interim)
  const seen = (await client.ask<Appeal>(`GET /api/appeals/${id}`)).body
  expect([seen.status, seen.executor]).toEqual(['interimReply', null])
  expect((await office(executor, id, 'take-into-work')).body).toMatchObject({ mine: true })
})

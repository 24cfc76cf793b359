import { afterAll, beforeAll, expect, test } from 'vitest'
import { plainDate } from '../../domain/calendar/plain-date.ts'
import type { OpenedKeyFile } from '../../eds/pkcs12.ts'
import { attach, attachToReply } from '../../test/attach.ts'
import * as files from '../../test/sample-files.ts'
import {
  createSignedWorld,
  freeDraft,
  issueKey,
  type SignedWorld,
  sendFree,
} from '../../test/signed-world.ts'
import type { TestBrowser } from '../../test/test-browser.ts'
import type { Draft } from '../../wire/appeal.ts'
import type { Session } from '../../wire/person.ts'
import type { Reply } from '../../wire/reply.ts'
import { registerDue } from '../registry/register.ts'
import { recordSettings } from './load-settings.ts'
import { fileLimitsOf, readSettings, recordSetting } from './setting-store.ts'

// §7: the company may take less than the guide allows, from a day on.
const mebi = 1024 * 1024
const before = '2026-01-12T05:30:00Z'
const from = '2026-01-13'
const after = `${from}T05:30:00Z`

let world: SignedWorld
let key: OpenedKeyFile
let client: TestBrowser
beforeAll(async () => {
  world = await createSignedWorld(before)
  key = await issueKey(world.authority)
  client = await world.as(world.people.aigerim)
  await recordSettings(world.context, [
    { key: 'files.maxBytesPerFile', validFrom: from, value: mebi },
    { key: 'files.maxFilesPerAppeal', validFrom: from, value: 3 },
    { key: 'files.maxBytesPerAppeal', validFrom: from, value: 3.5 * mebi },
  ])
})
afterAll(() => world.close())

const pdfOf = (size: number): Uint8Array => {
  const bytes = new Uint8Array(size).fill(0x20)
  bytes.set(files.pdf.slice(0, 9))
  bytes.set(new TextEncoder().encode('%%EOF'), size - 5)
  return bytes
}
const put = (draft: Draft, name: string, size: number) =>
  attach(client, draft.id, { document: 'other', name, bytes: pdfOf(size) })
const told = (): Promise<Session['fileLimits']> =>
  client.ask<Session>('GET /api/session').then(({ body }) => body.fileLimits)

test('a file over the limit of the day is refused with its number; what was attached before stays', async () => {
  const draft = await freeDraft(client, world.contracts.rent)
  expect(await told()).toEqual({ maxBytes: 5 * mebi, maxFiles: 20, maxTotalBytes: 100 * mebi })
  expect((await put(draft, 'large.pdf', 2 * mebi)).status).toBe(200)

  world.setNow(after)
  client = await world.as(world.people.aigerim)
  expect(await told()).toEqual({ maxBytes: mebi, maxFiles: 3, maxTotalBytes: 3.5 * mebi })
  const said = { kk: '1\u00a0МБ-тан аспауы', ru: 'не должен превышать 1\u00a0МБ', en: 'at most 1\u00a0MB' }
  for (const [language, words] of Object.entries(said)) {
    await client.ask('PATCH /api/session', { body: { language } })
    const { status, problem } = await put(draft, 'a.pdf', mebi + 1)
    expect([status, problem.code]).toEqual([413, 'file_too_large'])
    expect(problem.detail).toContain(words)
  }
  expect((await put(draft, 'a.pdf', mebi)).status).toBe(200)
  const full = await put(draft, 'b.pdf', 0.6 * mebi)
  expect([full.problem.code, full.problem.detail]).toEqual([
    'files_too_large',
    expect.stringContaining('at most 3.5\u00a0MB'),
  ])
  expect((await put(draft, 'b.pdf', 1000)).status).toBe(200)
  const many = await put(draft, 'c.pdf', 1000)
  expect([many.problem.code, many.problem.detail]).toEqual([
    'files_too_many',
    expect.stringContaining('at most 3 files'),
  ])

  const { body } = await client.ask<Draft>(`GET /api/drafts/${draft.id}`)
  expect(body.attachments.map(({ name }) => name).sort()).toEqual(['a.pdf', 'b.pdf', 'large.pdf'])
  expect(body.missing).toEqual([])
  const prepared = await client.ask(`POST /api/drafts/${draft.id}/letter`)
  expect(prepared.status, JSON.stringify(prepared.body)).toBe(200)
})

test('the files of a reply ask the same limit, also one that is refused before it is read', async () => {
  world.setNow(after)
  client = await world.as(world.people.aigerim)
  const { body } = await sendFree(world, client, key)
  await registerDue(world.context)
  const executor = await world.as(world.people.executor)
  await executor.ask(`POST /api/office/appeals/${body.id}/take-into-work`)
  const reply = await executor.ask<Reply>(`POST /api/office/appeals/${body.id}/replies`, {
    body: { kind: 'answer' },
  })
  const uploadTo = (size: number) => attachToReply(executor, reply.body.id, 'есеп.pdf', pdfOf(size))
  for (const size of [mebi + 1, 2 * mebi]) {
    expect(await uploadTo(size)).toMatchObject({
      status: 413,
      body: { code: 'file_too_large', detail: expect.stringContaining('1\u00a0МБ-тан') },
    })
  }
  expect((await uploadTo(mebi)).status).toBe(200)
})

test('more than the guide allows is refused by name; what was recorded before counts as the largest', async () => {
  const { db } = world.context
  const larger = {
    'files.maxBytesPerFile': 5 * mebi + 1,
    'files.maxFilesPerAppeal': 21,
    'files.maxBytesPerAppeal': 100 * mebi + 1,
  } as const
  const day = plainDate('2026-03-01')
  for (const [name, value] of Object.entries(larger)) {
    const key = name as keyof typeof larger
    const tried = recordSettings(world.context, [{ key, validFrom: day, value }])
    await expect(tried).rejects.toMatchObject({ issues: [{ path: [key], params: { maximum: value - 1 } }] })
    await recordSetting(db, { key, value, validFrom: day, recordedAt: world.context.now() })
  }
  expect(fileLimitsOf(await readSettings(db, day))).toEqual({
    maxBytes: 5 * mebi,
    maxFiles: 20,
    maxTotalBytes: 100 * mebi,
  })
})

import { rm, truncate, utimes } from 'node:fs/promises'
import { join } from 'node:path'
import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { attach, beginUpload, sendPart } from '../../test/attach.ts'
import * as files from '../../test/sample-files.ts'
import type { TestBrowser } from '../../test/test-browser.ts'
import { createWorld, type World } from '../../test/world.ts'
import type { Draft } from '../../wire/appeal.ts'
import type { UploadRow } from '../../wire/attachment.ts'
import { openKey } from '../attachment/file-store.ts'
import { forgetUploads } from '../attachment/forget-uploads.ts'
import { sweepFiles } from '../attachment/sweep-files.ts'
import { seal } from '../vault.ts'

const mebi = 1024 * 1024
let world: World
let me: TestBrowser
beforeAll(async () => {
  world = await createWorld()
  me = await world.as(world.people.aigerim)
})
afterAll(() => world.close())

async function draftOf(typeCode = 'gen.free'): Promise<Draft> {
  const body = { contractId: world.contracts.rent, letterLanguage: 'kk' }
  const { body: draft } = await me.ask<Draft>('POST /api/drafts', { body })
  return (await me.ask<Draft>(`PATCH /api/drafts/${draft.id}`, { version: 1, body: { typeCode } })).body
}
const shown = async (draft: Draft) => (await me.ask<Draft>(`GET /api/drafts/${draft.id}`)).body
const ask = (draft: Draft, id: string) => me.ask<UploadRow>(`GET /api/drafts/${draft.id}/uploads/${id}`)
const listed = async (draft: Draft) =>
  (await me.ask<{ uploads: UploadRow[] }>(`GET /api/drafts/${draft.id}/uploads`)).body.uploads
const pdfOf = (size: number): Uint8Array => {
  const bytes = new Uint8Array(size).fill(0x20)
  bytes.set(files.pdf.slice(0, 9))
  bytes.set(new TextEncoder().encode('%%EOF'), size - 5)
  return bytes
}
/** What waits in the storage of uploads that are no files yet. */
const parts = async (): Promise<Uint8Array[]> => {
  const { db, files } = world.context
  const rows = await db.selectFrom('upload').select('id').execute()
  const kept = await Promise.all(rows.map(({ id }) => files.get(id).catch(() => null)))
  return kept.filter((bytes) => bytes !== null)
}
/** Something that is waited for until it is opened. */
function latch(): { open: () => void; opened: Promise<void> } {
  let open = (): void => {}
  const opened = new Promise<void>((resolve) => {
    open = resolve
  })
  return { open, opened }
}
/** Everything that lies in the storage. */
const stored = async (): Promise<string[]> => {
  const ids: string[] = []
  for await (const names of world.context.files.names()) ids.push(...names.map(({ id }) => id))
  return ids.sort()
}

test('a file comes in parts, sealed; its last byte makes it an attachment', async () => {
  const draft = await draftOf()
  const bytes = pdfOf(200_000)
  const file = { document: 'other', name: 'а.pdf', bytes }
  const { body: upload } = await beginUpload(me, draft.id, file)
  expect(upload).toMatchObject({ name: 'а.pdf', size: 200_000, offset: 0, attachment: null })
  const first = await sendPart(me, draft.id, upload.id, 0, bytes.subarray(0, 150_000))
  expect(first.body).toMatchObject({ offset: 150_000, attachment: null })
  const kept = await parts()
  expect(kept.map(({ length }) => length > 150_000 && length < 151_000)).toEqual([true])
  expect(kept.some((sealed) => Buffer.from(sealed).includes('%PDF'))).toBe(false)
  expect(await world.context.db.selectFrom('upload_part').select('at').execute()).toEqual([])
  expect((await shown(draft)).attachments).toEqual([])

  const last = await sendPart(me, draft.id, upload.id, 150_000, bytes.subarray(150_000))
  expect(last.body.attachment).toMatchObject({ name: 'а.pdf', size: 200_000, document: 'other', hold: null })
  expect((await shown(draft)).attachments.map(({ id }) => id)).toEqual([last.body.attachment?.id])
  expect(await parts()).toEqual([])
  expect(await listed(draft)).toEqual([])
})

test('bytes out of turn are refused with the right place; those sent twice change nothing', async () => {
  const draft = await draftOf()
  const bytes = pdfOf(1000)
  const { body } = await beginUpload(me, draft.id, { document: 'other', name: 'a.pdf', bytes })
  await sendPart(me, draft.id, body.id, 0, bytes.subarray(0, 400))
  const ahead = await sendPart(me, draft.id, body.id, 500, bytes.subarray(500))
  expect([ahead.status, ahead.problem.code, ahead.problem.params]).toEqual([
    409,
    'upload_offset',
    { offset: 400 },
  ])
  expect((await sendPart(me, draft.id, body.id, 0, bytes.subarray(0, 600))).body.offset).toBe(600)
  const over = await sendPart(me, draft.id, body.id, 600, new Uint8Array(500))
  expect([over.status, over.problem.code]).toEqual([413, 'body_too_large'])
  const done = await sendPart(me, draft.id, body.id, 600, bytes.subarray(600))
  expect(done.body.attachment?.sha256).toBe((await ask(draft, body.id)).body.attachment?.sha256)
})

test('the answer to the last byte may be lost: it is given again, and once is enough', async () => {
  const draft = await draftOf()
  const { body } = await beginUpload(me, draft.id, { document: 'other', name: 'a.pdf', bytes: files.pdf })
  const sent = await Promise.all([1, 2, 3].map(() => sendPart(me, draft.id, body.id, 0, files.pdf)))
  expect(sent.some(({ status }) => status === 200)).toBe(true)
  const { attachment } = (await ask(draft, body.id)).body
  expect(attachment?.name).toBe('a.pdf')
  const again = await sendPart(me, draft.id, body.id, files.pdf.length, new Uint8Array())
  expect(again.body.attachment).toEqual(attachment)
  expect((await shown(draft)).attachments.length).toBe(1)
})

test('a file refused when it was whole stays refused, in the same words', async () => {
  const draft = await draftOf()
  const { body } = await beginUpload(me, draft.id, {
    document: 'other',
    name: 'a.pdf',
    bytes: files.encryptedPdf,
  })
  const sent = await sendPart(me, draft.id, body.id, 0, files.encryptedPdf)
  const asked = await ask(draft, body.id)
  expect([sent, asked].map(({ status, problem }) => [status, problem.code])).toEqual(
    Array(2).fill([422, 'file_encrypted']),
  )
  expect([await parts(), await listed(draft)]).toEqual([[], []])
})

test('bytes that are not those that were said are not kept', async () => {
  const draft = await draftOf()
  const { body } = await beginUpload(me, draft.id, { document: 'other', name: 'a.pdf', bytes: pdfOf(900) })
  const other = pdfOf(900)
  other[500] = 0x41
  const { status, problem } = await sendPart(me, draft.id, body.id, 0, other)
  expect([status, problem.code]).toEqual([422, 'file_upload'])
  expect((await shown(draft)).attachments).toEqual([])
})

test('the same file said again goes on where it stopped, from another device too; another file does not', async () => {
  const draft = await draftOf()
  const bytes = pdfOf(3000)
  const file = { document: 'other', name: 'a.pdf', bytes }
  const { body } = await beginUpload(me, draft.id, file)
  await sendPart(me, draft.id, body.id, 0, bytes.subarray(0, 1110))
  expect(await listed(draft)).toMatchObject([{ id: body.id, name: 'a.pdf', offset: 1110 }])
  const phone = await world.as(world.people.aigerim)
  expect((await beginUpload(phone, draft.id, file)).body).toMatchObject({ id: body.id, offset: 1110 })
  const changed = pdfOf(3000)
  changed[2000] = 0x41
  expect((await beginUpload(phone, draft.id, { ...file, bytes: changed })).body.offset).toBe(0)
  expect((await attach(phone, draft.id, file)).body.name).toBe('a.pdf')
})

test('what is on its way counts: 20 files and 100 MiB, also of thirty begun at once', async () => {
  const draft = await draftOf()
  const many = await Promise.all(
    Array.from({ length: 30 }, (_, n) =>
      beginUpload(me, draft.id, { document: 'other', name: `${n}.pdf`, bytes: pdfOf(100 + n) }),
    ),
  )
  const refused = many.filter(({ status }) => status !== 200)
  const taken = many.flatMap(({ status, body }) => (status === 200 ? [body.id] : []))
  expect([taken.length, refused.length]).toEqual([20, 10])
  expect(new Set(refused.map(({ problem }) => problem.code))).toEqual(new Set(['files_too_many']))
  // Letting go of one makes room for one.
  const path = `/api/drafts/${draft.id}/uploads/${taken[0]}` as const
  expect((await me.ask(`DELETE ${path}`)).status).toBe(200)
  expect((await me.ask(`GET ${path}`)).status).toBe(404)
  const file = { document: 'other', name: 'x.pdf', bytes: pdfOf(50) }
  expect((await beginUpload(me, draft.id, file)).status).toBe(200)
  const { problem } = await beginUpload(me, draft.id, { ...file, name: 'y.pdf' })
  expect(problem.code).toBe('files_too_many')
})

test('a piece that is not as it was sealed is no file', async () => {
  const draft = await draftOf()
  const bytes = pdfOf(200_000)
  const file = { document: 'other', name: 'a.pdf', bytes }
  const { body } = await beginUpload(me, draft.id, file)
  await sendPart(me, draft.id, body.id, 0, bytes.subarray(0, 150_000))
  await world.context.files.write(body.id, 1000, [Uint8Array.of(1, 2, 3)])
  const last = await sendPart(me, draft.id, body.id, 150_000, bytes.subarray(150_000))
  expect([last.status, last.problem.code]).toEqual([422, 'file_upload'])
  expect((await attach(me, draft.id, file)).body.name).toBe(file.name)
})

test('of an upload whose bytes a restored site doesn’t have, the sender is told to begin at the first byte', async () => {
  const draft = await draftOf()
  const bytes = pdfOf(200_000)
  const folderOf = (id: string): string => join(world.context.config.filesDir, 'files', id.slice(0, 2))
  const lose = {
    file: (id: string) => world.context.files.delete(id),
    folder: (id: string) => rm(folderOf(id), { recursive: true }),
    half: (id: string) => truncate(join(folderOf(id), id), 70_000),
  }
  for (const [what, losing] of Object.entries(lose)) {
    const file = { document: 'other', name: `${what}.pdf`, bytes }
    const { body } = await beginUpload(me, draft.id, file)
    await sendPart(me, draft.id, body.id, 0, bytes.subarray(0, 150_000))
    await losing(body.id)
    const next = await sendPart(me, draft.id, body.id, 150_000, bytes.subarray(150_000, 160_000))
    expect([what, next.status, next.problem.code]).toEqual([what, 409, 'upload_offset'])
    expect(next.problem.params).toEqual({ offset: 0 })
    // As a page does: the same file said again goes on where the server is.
    expect((await beginUpload(me, draft.id, file)).body).toMatchObject({ id: body.id, offset: 0 })
    await sendPart(me, draft.id, body.id, 0, bytes.subarray(0, 150_000))
    const last = await sendPart(me, draft.id, body.id, 150_000, bytes.subarray(150_000))
    expect([what, last.status, last.body.attachment?.name]).toEqual([what, 200, file.name])
  }
  // All had arrived, and nothing was made of it yet.
  const file = { document: 'other', name: 'whole.pdf', bytes }
  const { body } = await beginUpload(me, draft.id, file)
  await sendPart(me, draft.id, body.id, 0, bytes.subarray(0, 150_000))
  await lose.folder(body.id)
  const all = { received: bytes.length, stored: bytes.length + 100 }
  await world.context.db.updateTable('upload').set(all).where('id', '=', body.id).execute()
  const empty = await sendPart(me, draft.id, body.id, bytes.length, new Uint8Array())
  expect([empty.status, empty.problem.code]).toEqual([422, 'file_upload'])
  expect((await attach(me, draft.id, file)).body.name).toBe(file.name)
})

test('what had arrived before bytes waited in the storage goes on there', async () => {
  const draft = await draftOf()
  const { db } = world.context
  const bytes = pdfOf(3000)
  const file = { document: 'other', name: 'a.pdf', bytes }
  const { body } = await beginUpload(me, draft.id, file)
  const { file_key_id } = await db
    .selectFrom('appeal')
    .select('file_key_id')
    .where('id', '=', draft.id)
    .executeTakeFirstOrThrow()
  const key = await openKey(db, world.context, file_key_id)
  const sealed = Buffer.from(seal(key, bytes.subarray(0, 1000), `upload:${body.id}:0`))
  await db.insertInto('upload_part').values({ upload_id: body.id, at: 0, sealed }).execute()
  await db.updateTable('upload').set({ received: 1000 }).where('id', '=', body.id).execute()
  await sendPart(me, draft.id, body.id, 1000, bytes.subarray(1000, 2000))
  const last = await sendPart(me, draft.id, body.id, 2000, bytes.subarray(2000))
  expect(last.body.attachment?.size).toBe(3000)
  expect(await db.selectFrom('upload_part').select('at').execute()).toEqual([])
})

test('40 MB in two drafts weigh once: nothing of them is left in the database or beside the files', async () => {
  const { db } = world.context
  const count = sql<{ log: string; base: string }>`
    select pg_current_wal_insert_lsn() - '0/0'::pg_lsn as log, pg_database_size(current_database()) as base`
  const before = await stored()
  const from = (await count.execute(db)).rows[0]
  for (let d = 0; d < 2; d += 1) {
    const draft = await draftOf()
    for (let n = 0; n < 5; n += 1) {
      const file = { document: 'other', name: `${n}.pdf`, bytes: pdfOf(4 * mebi) }
      expect((await attach(me, draft.id, file)).status).toBe(200)
    }
  }
  const to = (await count.execute(db)).rows[0]
  expect(Number(to?.base) - Number(from?.base)).toBeLessThan(8 * mebi)
  // The log is the whole server's; other tests may write in it meanwhile.
  expect(Number(to?.log) - Number(from?.log)).toBeLessThan(24 * mebi)
  expect((await stored()).length - before.length).toBe(10)
})

test('a day after its last byte an upload is forgotten; throwing the draft away takes it along', async () => {
  const draft = await draftOf()
  const before = await stored()
  const bytes = pdfOf(2 * mebi)
  const { body } = await beginUpload(me, draft.id, { document: 'other', name: 'a.pdf', bytes })
  await sendPart(me, draft.id, body.id, 0, bytes.subarray(0, mebi))
  const begun = world.context.now()
  const at = (ms: number) => world.setNow(new Date(begun + ms).toISOString())
  const there = () =>
    world.context.db.selectFrom('upload').select('id').where('id', '=', body.id).executeTakeFirst()
  at(24 * 3_600_000)
  await forgetUploads(world.context)
  expect(await there()).toBeDefined()
  at(24 * 3_600_000 + 1)
  await forgetUploads(world.context)
  expect([await there(), await parts()]).toEqual([undefined, []])
  at(0)

  const { body: second } = await beginUpload(me, draft.id, { document: 'other', name: 'b.pdf', bytes })
  await sendPart(me, draft.id, second.id, 0, bytes.subarray(0, mebi))
  expect((await stored()).length).toBe(before.length + 1)
  expect((await me.ask(`DELETE /api/drafts/${draft.id}`)).status).toBe(200)
  expect(await stored()).toEqual(before)
})

test('a draft that is thrown away while a piece is being written leaves nothing of it', async () => {
  const draft = await draftOf()
  const before = await stored()
  const bytes = pdfOf(3000)
  const { body } = await beginUpload(me, draft.id, { document: 'other', name: 'a.pdf', bytes })
  const { files } = world.context
  const write = files.write.bind(files)
  const writing = latch()
  const gate = latch()
  vi.spyOn(files, 'write').mockImplementationOnce(async (id, at, sealed) => {
    writing.open()
    await gate.opened
    await write(id, at, sealed)
  })
  const sending = sendPart(me, draft.id, body.id, 0, bytes.subarray(0, 1000))
  await writing.opened
  const throwing = me.ask(`DELETE /api/drafts/${draft.id}`)
  const waits = sql<{ n: number }>`
    select count(*)::int as n from pg_stat_activity
     where datname = current_database() and wait_event_type = 'Lock'`
  await expect
    .poll(async () => (await waits.execute(world.context.db)).rows[0]?.n, { timeout: 20_000 })
    .toBe(1)
  gate.open()
  await sending
  expect((await throwing).status).toBe(200)
  expect(await stored()).toEqual(before)
})

test('what a killed process left of a finished upload goes with the draft, with its day, and by the sweep', async () => {
  const { context } = world
  const draft = await draftOf()
  const before = await stored()
  /** A refused upload whose bytes nobody came to delete. */
  const left = async (): Promise<string> => {
    const file = { document: 'other', name: 'a.pdf', bytes: files.encryptedPdf }
    const { id } = (await beginUpload(me, draft.id, file)).body
    await sendPart(me, draft.id, id, 0, files.encryptedPdf)
    await context.files.put(id, new Uint8Array(100))
    return id
  }
  const id = await left()
  const old = new Date(Date.now() - 25 * 3_600_000)
  await utimes(join(context.config.filesDir, 'files', id.slice(0, 2), id), old, old)
  const swept: string[] = []
  for await (const { path } of sweepFiles(context, true)) swept.push(path)
  expect(swept).toEqual([join(id.slice(0, 2), id)])

  await left()
  const now = context.now()
  world.setNow(new Date(now + 24 * 3_600_000 + 1).toISOString())
  await forgetUploads(context)
  world.setNow(new Date(now).toISOString())
  expect(await stored()).toEqual(before)

  await left()
  expect((await me.ask(`DELETE /api/drafts/${draft.id}`)).status).toBe(200)
  expect(await stored()).toEqual(before)
})

test('a part that is no part is refused without a fault of ours', async () => {
  const draft = await draftOf()
  const { body } = await beginUpload(me, draft.id, { document: 'other', name: 'a.pdf', bytes: files.pdf })
  const path = `PATCH /api/drafts/${draft.id}/uploads/${body.id}` as const
  expect((await me.ask(path, { body: {} })).problem.code).toBe('unsupported_media_type')
  const headers = { 'content-type': 'application/offset+octet-stream' }
  for (const offset of ['', '-1', 'x', '1.5', '99999999999']) {
    const asking = { body: files.pdf, headers: { ...headers, 'upload-offset': offset } }
    expect((await me.ask(path, asking)).problem.code).toBe('request_malformed')
  }
  expect((await sendPart(me, draft.id, crypto.randomUUID(), 0, files.pdf)).status).toBe(404)
})

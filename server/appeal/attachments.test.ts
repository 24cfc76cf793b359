import { afterAll, beforeAll, expect, test } from 'vitest'
import { attach as attachTo } from '../../test/attach.ts'
import * as files from '../../test/sample-files.ts'
import type { TestBrowser } from '../../test/test-browser.ts'
import { createWorld, type World } from '../../test/world.ts'
import type { Draft } from '../../wire/appeal.ts'
import { sealedLength } from '../sealed-pieces.ts'

const mebi = 1024 * 1024
let world: World
let me: TestBrowser
beforeAll(async () => {
  world = await createWorld()
  me = await world.as(world.people.aigerim)
})
afterAll(() => world.close())

async function draftOf(typeCode: string): Promise<Draft> {
  const body = { contractId: world.contracts.rent, letterLanguage: 'kk' }
  const { body: draft } = await me.ask<Draft>('POST /api/drafts', { body })
  return (await me.ask<Draft>(`PATCH /api/drafts/${draft.id}`, { version: 1, body: { typeCode } })).body
}
const attach = (draft: Draft, name: string, bytes: Uint8Array, document = 'other', replaces?: string) =>
  attachTo(me, draft.id, { document, name, bytes }, replaces)
const shown = async (draft: Draft) => (await me.ask<Draft>(`GET /api/drafts/${draft.id}`)).body
const pdfOf = files.bytesOfPdf

test('a file comes back byte for byte under its full name, and lies sealed on disk', async () => {
  const draft = await draftOf('gen.free')
  const name = 'Жеке куәлік (көшірме) №1.pdf'
  const { status, body } = await attach(draft, name, files.pdf)
  expect(status).toBe(200)
  expect(body).toMatchObject({
    name,
    document: 'other',
    mediaType: 'application/pdf',
    size: files.pdf.length,
    scan: 'notConfigured',
  })
  const { headers, bytes } = await me.bytes(`/api/drafts/${draft.id}/attachments/${body.id}`)
  expect(Buffer.from(bytes).equals(Buffer.from(files.pdf))).toBe(true)
  expect(headers.get('content-disposition')).toBe(
    `attachment; filename="____ ______ (_______) _1.pdf"; filename*=UTF-8''${encodeURIComponent(name).replaceAll('(', '%28').replaceAll(')', '%29')}`,
  )
  expect(headers.get('content-security-policy')).toContain('sandbox')
  expect(headers.get('x-content-type-options')).toBe('nosniff')
  const stored = Buffer.from(await world.context.files.get(body.id))
  expect(stored.length).toBe(sealedLength(files.pdf.length))
  expect(stored.includes('PDF')).toBe(false)
})

test.each([
  ['Құжат.docx', '/home/aigerim/Құжат.docx'],
  ['а.pdf', 'C:\\Users\\а.pdf'],
  ['сканfdp.pdf', 'скан\u202Efdp.pdf'],
  [`${'ә'.repeat(196)}.pdf`, `${'ә'.repeat(300)}.pdf`],
])('a name is kept for display without folders, hidden signs or excess: %s', async (kept, given) => {
  const content = kept.endsWith('docx') ? files.docx : files.pdf
  const { body } = await attach(await draftOf('gen.free'), given, content)
  expect(body.name).toBe(kept)
})

const refused: [string, string, Uint8Array, number, string][] = [
  ['another kind', 'a.exe', files.program, 422, 'file_type'],
  ['a kind without extension', 'photo', files.png, 422, 'file_type'],
  ['an empty file', 'a.pdf', new Uint8Array(), 422, 'file_empty'],
  ['a program under another name', 'a.pdf', files.program, 422, 'file_unsafe'],
  ['a macro', 'a.docx', files.macroDocx, 422, 'file_unsafe'],
  ['a password', 'a.pdf', files.encryptedPdf, 422, 'file_encrypted'],
  ['damage', 'a.docx', files.docx.slice(0, -25), 422, 'file_damaged'],
  ['a picture called a document', 'a.docx', files.png, 422, 'file_mismatch'],
  ['one byte too many', 'a.pdf', pdfOf(5 * mebi + 1), 413, 'file_too_large'],
  ['far too many bytes', 'a.pdf', pdfOf(60 * mebi), 413, 'file_too_large'],
]
test.each(refused)('%s is refused in words of its own', async (_, name, bytes, status, code) => {
  const draft = await draftOf('gen.free')
  const { status: found, problem } = await attach(draft, name, bytes)
  expect([found, problem.code]).toEqual([status, code])
  expect(problem.detail.length).toBeGreaterThan(15)
  expect((await shown(draft)).attachments).toEqual([])
})

test('five mebibytes to the byte are taken', async () => {
  const { status, body } = await attach(await draftOf('gen.free'), 'a.pdf', pdfOf(5 * mebi))
  expect([status, body.size]).toEqual([200, 5 * mebi])
})

test('a slot takes its number of files, also of ten sent at once, and an unknown one none', async () => {
  const draft = await draftOf('rent.early.full')
  const sent = await Promise.all(
    Array.from({ length: 10 }, (_, n) => attach(draft, `${n}.pdf`, files.pdf, 'identityCard')),
  )
  expect(sent.map(({ status }) => status).sort()).toEqual([200, ...Array(9).fill(422)])
  expect(sent.find(({ status }) => status === 422)?.problem.code).toBe('file_slot_full')
  expect((await shown(draft)).attachments.length).toBe(1)
  expect((await attach(draft, 'a.pdf', files.pdf, 'nothing')).problem.code).toBe('option_unknown')
  // §6–§7: no payment by details, no receipt.
  expect((await attach(draft, 'a.pdf', files.pdf, 'paymentReceipt')).problem.code).toBe('option_unknown')
})

test('after a refusal and after a deletion the slot takes another file; each change is a version', async () => {
  const draft = await draftOf('rent.early.full')
  await attach(draft, 'a.pdf', files.cutPdf, 'identityCard')
  const { body } = await attach(draft, 'a.pdf', files.pdf, 'identityCard')
  expect((await me.ask(`DELETE /api/drafts/${draft.id}/attachments/${body.id}`)).status).toBe(200)
  expect(await world.context.files.head(body.id)).toBeNull()
  expect((await attach(draft, 'b.png', files.png, 'identityCard')).status).toBe(200)
  const now = await shown(draft)
  expect(now.attachments.map(({ name }) => name)).toEqual(['b.png'])
  expect(now.version).toBe(draft.version + 3)
})

test('a file takes the place of another in a full slot; a refused one leaves it', async () => {
  const draft = await draftOf('rent.early.full')
  const first = await attach(draft, 'a.pdf', files.pdf, 'identityCard')
  const instead = (name: string, bytes: Uint8Array) =>
    attach(draft, name, bytes, 'identityCard', first.body.id)
  expect((await instead('b.pdf', files.cutPdf)).problem.code).toBe('file_damaged')
  expect((await shown(draft)).attachments.map(({ name }) => name)).toEqual(['a.pdf'])
  expect((await instead('c.png', files.png)).status).toBe(200)
  expect((await shown(draft)).attachments.map(({ name }) => name)).toEqual(['c.png'])
  expect(await world.context.files.head(first.body.id)).toBeNull()
  expect((await instead('d.png', files.png)).status).toBe(404)
})

test('a file is reached only through its own draft', async () => {
  const one = await draftOf('gen.free')
  const two = await draftOf('gen.free')
  const { body } = await attach(one, 'a.pdf', files.pdf)
  expect((await me.bytes(`/api/drafts/${two.id}/attachments/${body.id}`)).status).toBe(404)
  expect((await me.ask(`DELETE /api/drafts/${two.id}/attachments/${body.id}`)).status).toBe(404)
  expect((await shown(one)).attachments.length).toBe(1)
})

test('what was changed on disk is never given out', async () => {
  const draft = await draftOf('gen.free')
  const { body } = await attach(draft, 'a.pdf', files.pdf)
  const other = (await attach(draft, 'b.pdf', files.pdf)).body
  const sealed = await world.context.files.get(body.id)
  const path = `/api/drafts/${draft.id}/attachments/${body.id}`
  const flipped = new Uint8Array(sealed)
  flipped[20] = (flipped[20] ?? 0) ^ 1
  for (const stored of [flipped, sealed.slice(0, -1), await world.context.files.get(other.id)]) {
    await world.context.files.put(body.id, stored)
    const { status, bytes } = await me.bytes(path)
    expect(status).toBe(500)
    expect(Buffer.from(bytes).includes('PDF')).toBe(false)
  }
  await world.context.files.put(body.id, sealed)
  expect((await me.bytes(path)).status).toBe(200)
})

test('an infected file can’t be downloaded', async () => {
  const draft = await draftOf('gen.free')
  const { body } = await attach(draft, 'a.pdf', files.pdf)
  await world.context.db.updateTable('file').set({ scan: 'infected' }).where('id', '=', body.id).execute()
  expect((await me.bytes(`/api/drafts/${draft.id}/attachments/${body.id}`)).status).toBe(404)
})

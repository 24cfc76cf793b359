import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { eicar, type PlayedClamd, playClamd } from '../../pretend/clamd/clamd.ts'
import { attach } from '../../test/attach.ts'
import { pdf } from '../../test/sample-files.ts'
import type { TestBrowser } from '../../test/test-browser.ts'
import { createWorld, type World } from '../../test/world.ts'
import type { Draft } from '../../wire/appeal.ts'
import type { AttachmentRow } from '../../wire/attachment.ts'
import { ScannerAway, scanBytes } from './clamav.ts'
import { scanFiles } from './scan-files.ts'

const virus = new Uint8Array(Buffer.from(`%PDF-1.7\n${eicar}\n%%EOF\n`))
let world: World
let clamd: PlayedClamd
let me: TestBrowser
beforeAll(async () => {
  clamd = await playClamd()
  world = await createWorld({ clamav: clamd.address })
  me = await world.as(world.people.aigerim)
})
afterAll(async () => {
  await world.close()
  await clamd.close()
})

/** A free letter that lacks nothing, with this file. */
async function draftWith(bytes: Uint8Array): Promise<{ draft: Draft; file: AttachmentRow }> {
  const { body } = await me.ask<Draft>('POST /api/drafts', {
    body: { contractId: world.contracts.rent, letterLanguage: 'kk' },
  })
  const answers = { subject: 'Төлем туралы', text: 'Төлемнің түскенін тексеруіңізді сұраймын.' }
  await me.ask(`PATCH /api/drafts/${body.id}`, { version: 1, body: { typeCode: 'gen.free', answers } })
  const { body: file } = await attach(me, body.id, { document: 'other', name: 'құжат.pdf', bytes })
  return { draft: await shown(body), file }
}
const shown = async ({ id }: Draft) => (await me.ask<Draft>(`GET /api/drafts/${id}`)).body
const letter = (draft: Draft) => me.ask(`POST /api/drafts/${draft.id}/letter`)
const download = (draft: Draft, file: AttachmentRow) =>
  me.bytes(`/api/drafts/${draft.id}/attachments/${file.id}`)
const later = (minutes: number) =>
  world.setNow(new Date(world.context.now() + minutes * 60_000).toISOString())

test('a file waits for its check, and with it the signature; a clean one goes', async () => {
  const { draft, file } = await draftWith(pdf)
  expect([file.scan, file.hold]).toEqual(['pending', 'waiting'])
  expect(draft.missing.map(({ step, field, refusal }) => [step, field, refusal.code])).toEqual([
    ['documents', 'other', 'file_checking'],
  ])
  expect((await letter(draft)).problem.code).toBe('file_checking')
  await scanFiles(world.context)
  expect(clamd.seen.at(-1)).toBe(pdf.length)
  const [checked] = (await shown(draft)).attachments
  expect([checked?.scan, checked?.hold]).toEqual(['clean', null])
  expect((await letter(draft)).status).toBe(200)
})

test('a file with a virus is never given out nor signed, and goes only when it is taken away', async () => {
  const { draft, file } = await draftWith(virus)
  await scanFiles(world.context)
  const [infected] = (await shown(draft)).attachments
  expect([infected?.scan, infected?.hold]).toEqual(['infected', 'infected'])
  expect((await download(draft, file)).status).toBe(404)
  expect((await letter(draft)).problem.code).toBe('file_infected')
  later(24 * 60)
  me = await world.as(world.people.aigerim)
  expect((await letter(draft)).problem.code).toBe('file_infected')
  const found = world.logged.find(({ message }) => message === 'virus found')
  expect(found).toMatchObject({ file: file.id, virus: 'Eicar-Test-Signature' })
  expect(JSON.stringify(found)).not.toContain('құжат')
  expect((await me.ask(`DELETE /api/drafts/${draft.id}/attachments/${file.id}`)).status).toBe(200)
  expect((await letter(draft)).status).toBe(200)
})

test('a scanner that is away is asked again by a schedule; after ten minutes the letter need not wait', async () => {
  const { draft } = await draftWith(pdf)
  const seen = clamd.seen.length
  const tries = async () => {
    const row = await world.context.db
      .selectFrom('file')
      .select(['scan', 'scan_attempts'])
      .where('name', '=', 'құжат.pdf')
      .orderBy('created_at', 'desc')
      .executeTakeFirstOrThrow()
    return [row.scan, row.scan_attempts]
  }
  clamd.mood = 'hangsUp'
  await scanFiles(world.context)
  expect(await tries()).toEqual(['pending', 1])
  // Not before a minute has gone.
  await scanFiles(world.context)
  expect(await tries()).toEqual(['pending', 1])
  later(1)
  clamd.mood = 'refuses'
  await scanFiles(world.context)
  expect(await tries()).toEqual(['pending', 2])
  expect((await letter(draft)).problem.code).toBe('file_checking')
  later(9)
  expect((await letter(draft)).status).toBe(200)
  clamd.mood = 'looks'
  await scanFiles(world.context)
  expect([await tries(), clamd.seen.length]).toEqual([['clean', 2], seen + 2])
})

test('without a scanner nobody waits, and it is said', async () => {
  const plain = await createWorld()
  try {
    const browser = await plain.as(plain.people.aigerim)
    const { body } = await browser.ask<Draft>('POST /api/drafts', {
      body: { contractId: plain.contracts.rent, letterLanguage: 'kk' },
    })
    await browser.ask(`PATCH /api/drafts/${body.id}`, { version: 1, body: { typeCode: 'gen.free' } })
    const file = await attach(browser, body.id, { document: 'other', name: 'a.pdf', bytes: pdf })
    expect([file.body.scan, file.body.hold]).toEqual(['notConfigured', null])
  } finally {
    await plain.close()
  }
})

test('clamd is spoken to over a socket file too; whatever is no verdict is none', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'otinish-clamd-'))
  const local = await playClamd(join(folder, 'clamd.ctl'))
  try {
    const large = new Uint8Array(5 * 1024 * 1024).fill(0x41)
    expect(await scanBytes(local.address, large)).toBeNull()
    expect(local.seen).toEqual([large.length])
    large.set(virus, 3_000_000)
    expect(await scanBytes(local.address, large)).toBe('Eicar-Test-Signature')
    for (const mood of ['hangsUp', 'refuses', 'silent'] as const) {
      local.mood = mood
      await expect(scanBytes(local.address, pdf, AbortSignal.timeout(200))).rejects.toThrow(ScannerAway)
    }
  } finally {
    await local.close()
    await rm(folder, { recursive: true })
  }
  await expect(scanBytes(local.address, pdf)).rejects.toThrow(ScannerAway)
})

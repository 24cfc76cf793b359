import { afterAll, beforeAll, expect, test } from 'vitest'
import { eicar } from '../../pretend/clamd/clamd.ts'
import { scanBytes } from '../../server/attachment/clamav.ts'
import { scanFiles } from '../../server/attachment/scan-files.ts'
import type { Draft } from '../../wire/appeal.ts'
import { attach } from '../attach.ts'
import { docx, jpeg, pdf, png } from '../sample-files.ts'
import { createWorld, type World } from '../world.ts'

// Part of the server tests where TEST_CLAMAV names a clamd that knows the EICAR signature: `.ci/run` starts one.
const [host = '', port = ''] = (process.env.TEST_CLAMAV ?? '').split(':')
const clamav = { host, port: Number(port) }
const virus = new Uint8Array(Buffer.from(`%PDF-1.7\n${eicar}\n%%EOF\n`))

let world: World
beforeAll(async () => {
  world = await createWorld({ clamav })
})
afterAll(() => world.close())

test('a real clamd lets clean files of every size pass, and finds the test virus in a PDF', async () => {
  for (const bytes of [pdf, docx, jpeg, png, new Uint8Array(5 * 1024 * 1024).fill(0x41)]) {
    expect(await scanBytes(clamav, bytes)).toBeNull()
  }
  expect(await scanBytes(clamav, virus)).toMatch(/Eicar/i)
})

test('an upload is checked by it: the clean one may be signed and downloaded, the other not', async () => {
  const me = await world.as(world.people.aigerim)
  const { body: draft } = await me.ask<Draft>('POST /api/drafts', {
    body: { contractId: world.contracts.rent, letterLanguage: 'kk' },
  })
  await me.ask(`PATCH /api/drafts/${draft.id}`, { version: 1, body: { typeCode: 'gen.free' } })
  const put = (name: string, bytes: Uint8Array) => attach(me, draft.id, { document: 'other', name, bytes })
  const clean = await put('таза.pdf', pdf)
  const bad = await put('вирус.pdf', virus)
  await scanFiles(world.context)
  const { attachments, missing } = (await me.ask<Draft>(`GET /api/drafts/${draft.id}`)).body
  expect(attachments.map(({ name, scan }) => [name, scan])).toEqual([
    ['таза.pdf', 'clean'],
    ['вирус.pdf', 'infected'],
  ])
  expect(missing.some(({ refusal }) => refusal.code === 'file_infected')).toBe(true)
  const path = `/api/drafts/${draft.id}/attachments`
  expect((await me.bytes(`${path}/${clean.body.id}`)).status).toBe(200)
  expect((await me.bytes(`${path}/${bad.body.id}`)).status).toBe(404)
})

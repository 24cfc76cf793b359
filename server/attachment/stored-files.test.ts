import { randomUUID } from 'node:crypto'
import { mkdir, readdir, rename, utimes, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from 'vitest'
import { run } from '../../bin/commands/files.ts'
import { attach } from '../../test/attach.ts'
import { createTestDatabase } from '../../test/database.ts'
import { bytesOfPdf, pdf } from '../../test/sample-files.ts'
import type { TestBrowser } from '../../test/test-browser.ts'
import { createWorld, createWorldOn, type World } from '../../test/world.ts'
import type { Draft } from '../../wire/appeal.ts'
import { examine } from '../doctor/examine.ts'
import { isSealedInPieces, pieceBytes } from '../sealed-pieces.ts'
import { seal } from '../vault.ts'
import { fileSeal, openKey } from './file-store.ts'

let world: World
let me: TestBrowser
let draft: Draft
let folder: string
beforeAll(async () => {
  world = await createWorld()
  folder = join(world.context.config.filesDir, 'files')
  me = await world.as(world.people.aigerim)
  const body = { contractId: world.contracts.rent, letterLanguage: 'kk' }
  draft = (await me.ask<Draft>('POST /api/drafts', { body })).body
  const typed = { version: 1, body: { typeCode: 'gen.free' } }
  draft = (await me.ask<Draft>(`PATCH /api/drafts/${draft.id}`, typed)).body
  vi.stubEnv('DATABASE_URL', world.database.appUrl)
  vi.stubEnv('FILES_URL', folder)
  vi.stubEnv('MASTER_KEY', Buffer.from(world.context.config.masterKey).toString('hex'))
  vi.stubEnv('LC_ALL', 'en')
})
afterAll(async () => {
  vi.unstubAllEnvs()
  await world.close()
})
afterEach(() => void vi.restoreAllMocks())

async function files(...args: string[]): Promise<{ exit: number; out: string[] }> {
  const out = vi.spyOn(console, 'log').mockImplementation(() => {})
  const exit = await run(args)
  const lines = out.mock.calls.flat().map(String)
  vi.restoreAllMocks()
  return { exit, out: lines }
}

const bytesOf = (size: number): Uint8Array => (size === pdf.length ? pdf : bytesOfPdf(size))
const attached = async (size = pdf.length): Promise<string> => {
  const { status, body } = await attach(me, draft.id, {
    document: 'other',
    name: 'a.pdf',
    bytes: bytesOf(size),
  })
  expect(status).toBe(200)
  return body.id
}
const detach = (id: string) => me.ask(`DELETE /api/drafts/${draft.id}/attachments/${id}`)
const pathOf = (id: string): string => join(folder, id.slice(0, 2), id)
const hours = (n: number): Date => new Date(Date.now() - n * 3_600_000)

/** Something that lies in the storage, last touched so many hours ago. */
async function lying(name: string, hoursAgo: number): Promise<string> {
  const path = join(name.slice(0, 2), name)
  await mkdir(join(folder, name.slice(0, 2)), { recursive: true })
  await writeFile(join(folder, path), 'x')
  await utimes(join(folder, path), hours(hoursAgo), hours(hoursAgo))
  return path
}
const there = async (): Promise<Set<string>> => {
  const names = await readdir(folder, { recursive: true, withFileTypes: true })
  return new Set(names.filter((one) => one.isFile()).map(({ name }) => name))
}
const found = async (check: string, full = false) =>
  (await examine(world.context, { full })).find((one) => one.check === check)

describe('what no row knows', () => {
  test('is named, told by the doctor, removed only when asked, and only a day old; uploads go on meanwhile', async () => {
    const old = await attached()
    const more = [await attached(), await attached(), await attached()]
    await utimes(pathOf(old), hours(500), hours(500))
    const orphan = await lying(randomUUID(), 25)
    const leftover = await lying(`${randomUUID()}.${randomUUID()}`, 25)
    const young = [await lying(randomUUID(), 23), await lying(`${randomUUID()}.${randomUUID()}`, 23)]
    const foreign = [await lying('ab-notes.txt', 1000), await lying(`${randomUUID()}.bak`, 1000)]
    await writeFile(join(folder, 'README'), 'of somebody')

    expect(await found('strayFiles')).toMatchObject({ state: 'warning', params: { file: 1, leftover: 1 } })
    const named = await files('sweep')
    expect([named.exit, named.out.length]).toEqual([0, 3])
    expect(named.out).toContain(`${orphan}  a file that no row knows`)
    expect(named.out).toContain(`${leftover}  a leftover of a write that was broken off`)
    const before = await there()
    expect(before.has(orphan.slice(3))).toBe(true)

    let going = true
    const sweeping = (async () => {
      const lines: string[] = []
      while (going) lines.push(...(await files('sweep', '--apply')).out)
      return lines
    })()
    const kept: string[] = []
    try {
      for (let n = 0; n < 6; n += 1) kept.push(await attached())
    } finally {
      going = false
    }
    expect(await sweeping).toContain('Removed: files 1, leftovers 1')

    const after = await there()
    for (const path of [orphan, leftover]) expect(after.has(path.slice(3))).toBe(false)
    for (const path of [...young, ...foreign]) expect(after.has(path.slice(3))).toBe(true)
    for (const id of [old, ...kept]) {
      expect((await me.bytes(`/api/drafts/${draft.id}/attachments/${id}`)).status).toBe(200)
    }
    expect(await found('strayFiles')).toMatchObject({ state: 'good' })
    for (const id of [old, ...more, ...kept]) await detach(id)
  })

  test('of a folder that is mostly unknown nothing is removed without a word for it: another database, or an empty one', async () => {
    const strays: string[] = []
    for (let n = 0; n < 3; n += 1) strays.push(await lying(randomUUID(), 25))
    const refused = async (...args: string[]): Promise<string> => {
      const said = vi.spyOn(console, 'error').mockImplementation(() => {})
      const exit = await run(['sweep', '--apply', ...args])
      const words = said.mock.calls.flat().join('\n')
      vi.restoreAllMocks()
      return `${exit} ${words}`
    }
    const before = await there()
    expect(await refused()).toMatch(
      /^1 .*knows 1 of the files in .* does not know 4.*--although-most-are-unknown/,
    )
    vi.stubEnv('LC_ALL', 'kk')
    expect(await refused()).toMatch(/^1 .*Ештеңе жойылған жоқ/)
    vi.stubEnv('LC_ALL', 'en')
    expect(await there()).toEqual(before)

    // Made for itself: a clone would know the files that every world begins with.
    const other = await createWorldOn(await createTestDatabase())
    try {
      const kept = [await attached(), await attached(), await attached(), await attached(), await attached()]
      vi.stubEnv('DATABASE_URL', other.database.appUrl)
      vi.stubEnv('MASTER_KEY', Buffer.from(other.context.config.masterKey).toString('hex'))
      expect(await refused()).toMatch(/knows 0 of the files .* does not know 10/)
      vi.stubEnv('DATABASE_URL', world.database.appUrl)
      vi.stubEnv('MASTER_KEY', Buffer.from(world.context.config.masterKey).toString('hex'))
      for (const id of kept.slice(1)) await detach(id)
      await utimes(pathOf(kept[0] ?? ''), hours(500), hours(500))
      expect(await files('sweep', '--apply', '--although-most-are-unknown')).toMatchObject({ exit: 0 })
      const left = await there()
      for (const path of strays) expect(left.has(path.slice(3))).toBe(false)
      expect(left.has(kept[0] ?? '')).toBe(true)
      await detach(kept[0] ?? '')
    } finally {
      await other.close()
    }
  })
})

test('rows and files are compared both ways: gone, cut, changed, another’s, and all of them told by name', async () => {
  expect(await found('everyFile')).toBeUndefined()
  expect(await found('everyFile', true)).toMatchObject({ state: 'good' })
  const ids: string[] = []
  while (ids.length < 6) ids.push(await attached())
  const [gone, cut, changed, another, other, whole] = ids
  const stored = world.context.files
  const sealedOf = async (id = ''): Promise<Uint8Array> => Uint8Array.from(await stored.get(id))
  await stored.delete(gone ?? '')
  await stored.put(cut ?? '', (await sealedOf(cut)).subarray(0, -1))
  const flipped = await sealedOf(changed)
  flipped[45] = (flipped[45] ?? 0) ^ 1
  await stored.put(changed ?? '', flipped)
  await stored.put(another ?? '', await sealedOf(whole))
  await world.context.db
    .updateTable('file')
    .set({ sha256: Buffer.alloc(32) })
    .where('id', '=', other ?? '')
    .execute()

  expect(await found('everyFile', true)).toEqual({
    check: 'everyFile',
    state: 'problem',
    params: { missing: 1, size: 1, digest: 1, undecipherable: 2, unreadable: 0 },
  })
  const { exit, out } = await files('verify')
  expect(exit).toBe(1)
  expect(new Set(out.slice(0, -1))).toEqual(
    new Set([
      `${gone}  missing`,
      `${cut}  of another size`,
      `${changed}  not deciphered`,
      `${another}  not deciphered`,
      `${other}  of other content`,
    ]),
  )
  expect(out.at(-1)).toMatch(/: 5$/)
  for (const id of ids) await detach(id)
  expect((await files('verify')).exit).toBe(0)
})

describe('a file that was sealed in one piece, as all were before', () => {
  async function oldFile(size: number): Promise<string> {
    const id = await attached(size)
    const { key_id } = await world.context.db
      .selectFrom('file')
      .select('key_id')
      .where('id', '=', id)
      .executeTakeFirstOrThrow()
    const key = await openKey(world.context.db, world.context, key_id)
    await world.context.files.put(id, seal(key, bytesOf(size), fileSeal(id)))
    return id
  }
  const taken = (id: string) => me.bytes(`/api/drafts/${draft.id}/attachments/${id}`)

  test('is verified, read by many at once, and sealed in pieces by the first of them', async () => {
    const size = 5 * pieceBytes + 7
    const id = await oldFile(size)
    expect((await files('verify')).exit).toBe(0)
    const answers = await Promise.all(Array.from({ length: 8 }, () => taken(id)))
    for (const { status, headers, bytes } of answers) {
      expect([status, headers.get('content-length')]).toEqual([200, String(size)])
      expect(Buffer.from(bytes).equals(Buffer.from(bytesOf(size)))).toBe(true)
    }
    expect(isSealedInPieces(await world.context.files.get(id))).toBe(true)
    await detach(id)
  })

  test('is given as it is where it can’t be sealed again, and the log says so', async () => {
    const id = await oldFile(pdf.length)
    const { put } = world.context.files
    Object.assign(world.context.files, { put: () => Promise.reject(new Error('read only')) })
    const { status } = await taken(id)
    Object.assign(world.context.files, { put })
    expect(status).toBe(200)
    expect(world.logged).toContainEqual(
      expect.objectContaining({ message: 'a file was not sealed in pieces', file: id }),
    )
    expect(isSealedInPieces(await world.context.files.get(id))).toBe(false)
    await detach(id)
  })
})

test('a file that is damaged after its beginning breaks off: what came is right, and it never looks whole', async () => {
  const size = 6 * pieceBytes
  const id = await attached(size)
  const sealed = Uint8Array.from(await world.context.files.get(id))
  sealed[sealed.length - 30] = (sealed[sealed.length - 30] ?? 0) ^ 1
  await world.context.files.put(id, sealed)
  await expect(me.bytes(`/api/drafts/${draft.id}/attachments/${id}`)).rejects.toThrow()
  expect(world.logged).toContainEqual(
    expect.objectContaining({ level: 'error', message: 'a download broke off' }),
  )
  // Exchanged on the disk for a shorter one: refused before a byte goes.
  await rename(pathOf(await attached()), pathOf(id))
  expect((await me.bytes(`/api/drafts/${draft.id}/attachments/${id}`)).status).toBe(500)
})

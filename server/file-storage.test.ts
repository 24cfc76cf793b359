import { randomUUID } from 'node:crypto'
import { mkdir, mkdtemp, readdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { diskStorage, lengthOf } from './file-storage.ts'

let folder: string
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'otinish-storage-'))
})
afterEach(() => rm(folder, { recursive: true, force: true }))

test('what can’t be written leaves nothing behind', async () => {
  const storage = diskStorage(folder)
  const id = randomUUID()
  // A folder in the place of the file: the last step fails, as on a full disk.
  await mkdir(join(folder, id.slice(0, 2), id), { recursive: true })
  await mkdir(join(folder, id.slice(0, 2), id, 'in the way'))
  await expect(storage.put(id, new Uint8Array(10))).rejects.toThrow()
  expect(await readdir(join(folder, id.slice(0, 2)))).toEqual([id])
})

test('a file is there whole, and written twice is the last one', async () => {
  const storage = diskStorage(folder)
  const id = randomUUID()
  expect(await storage.head(id)).toBeNull()
  await storage.put(id, Uint8Array.of(1, 2))
  await storage.put(id, Uint8Array.of(3))
  expect([...(await storage.get(id))]).toEqual([3])
  await storage.delete(id)
  await storage.delete(id)
  await expect(storage.get(id)).rejects.toThrow('no stored file')
})

test('more pieces than a system writes at once come in their order, from the place they are given for', async () => {
  const storage = diskStorage(folder)
  const id = randomUUID()
  const pieces = Array.from({ length: 3000 }, (_, n) => new Uint8Array(n % 5).fill(n % 251))
  await storage.put(id, pieces)
  expect(Buffer.concat(pieces).equals(await storage.get(id))).toBe(true)
  await storage.write(id, 10, pieces)
  const written = Buffer.from(await storage.get(id))
  expect(written.subarray(10).equals(Buffer.concat(pieces))).toBe(true)
  expect(written.length).toBe(10 + lengthOf(pieces))
})

import { randomUUID } from 'node:crypto'
import { constants } from 'node:fs'
import { type FileHandle, mkdir, open, readdir, readFile, rename, rm, stat } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { plainBytes } from './plain-bytes.ts'
import type { ReadAt } from './sealed-pieces.ts'

/** A stored file that is open, to be read from any place. */
export interface OpenBytes {
  /** Sealed bytes. */
  readonly size: number
  readonly read: ReadAt
  close(): Promise<void>
}

/** What lies in the storage: a file by its id, what is left of a write that was broken off, or something of others. */
export interface StoredName {
  /** Within the storage. */
  readonly path: string
  readonly kind: 'file' | 'leftover' | 'other'
  /** Of a file; empty for the rest. */
  readonly id: string
}

/** Sealed bytes in the order they are written in: joining megabytes first would only copy them. */
export type SealedBytes = readonly Uint8Array[]

export const lengthOf = (bytes: SealedBytes): number => bytes.reduce((sum, { length }) => sum + length, 0)

/** Where sealed bytes lie, by random id. It knows neither names nor owners. */
export interface FileStorage {
  put(id: string, bytes: Uint8Array | SealedBytes): Promise<void>
  /** Writes bytes of a file that comes by and by, from a place on; they are on the disk when it ends. */
  write(id: string, at: number, bytes: SealedBytes): Promise<void>
  /** Throws FileMissing. */
  get(id: string): Promise<Uint8Array>
  /** Throws FileMissing. Who opens it closes it. */
  open(id: string): Promise<OpenBytes>
  /** The number of sealed bytes, or null when there is nothing under this id. */
  head(id: string): Promise<number | null>
  /** Deleting what is not there is no error. */
  delete(id: string): Promise<void>
  /** Everything that lies there, a folder at a time. */
  names(): AsyncIterable<readonly StoredName[]>
  /** When something was last written, by the clock of the machine (epoch milliseconds); null when it is gone. */
  changedAt(name: StoredName): Promise<number | null>
  /** Removes a file or a leftover. Throws RangeError for what is of others. */
  remove(name: StoredName): Promise<void>
}

/** A file that the database knows is not in the storage. */
export class FileMissing extends Error {
  constructor(id: string) {
    super(`no stored file ${id}`)
    this.name = 'FileMissing'
  }
}

const uuid = '[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}'
const idShape = new RegExp(`^${uuid}$`)
const leftoverShape = new RegExp(`^${uuid}\\.${uuid}$`)
const isMissing = (error: unknown): boolean => (error as NodeJS.ErrnoException).code === 'ENOENT'

/** A new name outlives a power cut only when its folder is written too; Windows can't, and needn't. */
export async function keepName(folder: string): Promise<void> {
  if (process.platform === 'win32') return
  const handle = await open(folder, 'r')
  try {
    await handle.sync()
  } finally {
    await handle.close()
  }
}

/** A disk may take less than it is given: what is left is given again. */
async function writeAll(handle: FileHandle, bytes: SealedBytes, from: number): Promise<void> {
  let left = bytes.filter(({ length }) => length > 0)
  for (let at = from; left.length > 0; ) {
    let { bytesWritten } = await handle.writev(left, at)
    at += bytesWritten
    const first = left.findIndex(({ length }) => {
      if (bytesWritten < length) return true
      bytesWritten -= length
      return false
    })
    left = first < 0 ? [] : left.slice(first).map((one, n) => (n === 0 ? one.subarray(bytesWritten) : one))
  }
}

function nameOf(folder: string, name: string): StoredName {
  const path = join(folder, name)
  const ours = name.startsWith(folder)
  if (ours && idShape.test(name)) return { path, kind: 'file', id: name }
  return { path, kind: ours && leftoverShape.test(name) ? 'leftover' : 'other', id: '' }
}

/** Files in a folder, spread over 256 subfolders. A reader sees a whole file or none, also after a crash. */
export function diskStorage(folder: string): FileStorage {
  const pathOf = (id: string): string => {
    if (!idShape.test(id)) throw new RangeError(`not a file id: ${id}`)
    return join(folder, id.slice(0, 2), id)
  }
  return {
    async put(id, bytes) {
      const path = pathOf(id)
      const draft = `${path}.${randomUUID()}`
      await mkdir(join(folder, id.slice(0, 2)), { recursive: true, mode: 0o700 })
      try {
        const handle = await open(draft, 'wx', 0o600)
        try {
          await writeAll(handle, bytes instanceof Uint8Array ? [bytes] : bytes, 0)
          await handle.sync()
        } finally {
          await handle.close()
        }
        await rename(draft, path)
      } catch (error) {
        // A full disk frees itself only when what could not be written goes again.
        await rm(draft, { force: true }).catch(() => undefined)
        throw error
      }
      await keepName(dirname(path))
    },
    async write(id, at, bytes) {
      const path = pathOf(id)
      if (at === 0) await mkdir(dirname(path), { recursive: true, mode: 0o700 })
      const handle = await open(path, constants.O_RDWR | constants.O_CREAT, 0o600)
      try {
        await writeAll(handle, bytes, at)
        await handle.datasync()
      } finally {
        await handle.close()
      }
      if (at === 0) await keepName(dirname(path))
    },
    async get(id) {
      try {
        return plainBytes(await readFile(pathOf(id)))
      } catch (error) {
        throw isMissing(error) ? new FileMissing(id) : error
      }
    },
    async open(id) {
      let handle: Awaited<ReturnType<typeof open>>
      try {
        handle = await open(pathOf(id), 'r')
      } catch (error) {
        throw isMissing(error) ? new FileMissing(id) : error
      }
      const { size } = await handle.stat()
      return {
        size,
        read: async (at, length) => {
          const { buffer, bytesRead } = await handle.read(Buffer.allocUnsafe(length), 0, length, at)
          return buffer.subarray(0, bytesRead)
        },
        close: () => handle.close(),
      }
    },
    async head(id) {
      try {
        return (await stat(pathOf(id))).size
      } catch (error) {
        if (isMissing(error)) return null
        throw error
      }
    },
    async delete(id) {
      await rm(pathOf(id), { force: true })
    },
    async *names() {
      const entries = await readdir(folder, { withFileTypes: true }).catch((error: unknown) => {
        // Made with the first file.
        if (isMissing(error)) return []
        throw error
      })
      for (const entry of entries) {
        if (!entry.isDirectory() || !/^[0-9a-f]{2}$/.test(entry.name)) {
          yield [{ path: entry.name, kind: 'other', id: '' }]
          continue
        }
        yield (await readdir(join(folder, entry.name))).map((name) => nameOf(entry.name, name))
      }
    },
    async changedAt({ path }) {
      try {
        return (await stat(join(folder, path))).mtimeMs
      } catch (error) {
        if (isMissing(error)) return null
        throw error
      }
    },
    async remove({ path, kind }) {
      if (kind === 'other') throw new RangeError(`not a stored file: ${path}`)
      await rm(join(folder, path), { force: true })
    },
  }
}

import { randomUUID } from 'node:crypto'
import { mkdir, open, readFile, rename, rm, stat, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'

/** Where sealed bytes lie, by random id. It knows neither names nor owners. */
export interface FileStorage {
  put(id: string, bytes: Uint8Array): Promise<void>
  /** Throws FileMissing. */
  get(id: string): Promise<Uint8Array>
  /** The number of sealed bytes, or null when there is nothing under this id. */
  head(id: string): Promise<number | null>
  /** Deleting what is not there is no error. */
  delete(id: string): Promise<void>
}

/** A file that the database knows is not in the storage. */
export class FileMissing extends Error {
  constructor(id: string) {
    super(`no stored file ${id}`)
    this.name = 'FileMissing'
  }
}

const idShape = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/
const isMissing = (error: unknown): boolean => (error as NodeJS.ErrnoException).code === 'ENOENT'

/** A new name outlives a power cut only when its folder is written too; Windows can't, and needn't. */
async function keepName(folder: string): Promise<void> {
  if (process.platform === 'win32') return
  const handle = await open(folder, 'r')
  try {
    await handle.sync()
  } finally {
    await handle.close()
  }
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
        await writeFile(draft, bytes, { mode: 0o600, flush: true })
        await rename(draft, path)
      } catch (error) {
        // A full disk frees itself only when what could not be written goes again.
        await rm(draft, { force: true }).catch(() => undefined)
        throw error
      }
      await keepName(dirname(path))
    },
    async get(id) {
      try {
        return new Uint8Array(await readFile(pathOf(id)))
      } catch (error) {
        throw isMissing(error) ? new FileMissing(id) : error
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
  }
}

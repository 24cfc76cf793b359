import { createHash, type Hash } from 'node:crypto'
import { createReadStream, createWriteStream } from 'node:fs'
import { mkdir, rename, rm } from 'node:fs/promises'
import { dirname } from 'node:path'
import { type Readable, Transform } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { keepName } from '../file-storage.ts'

/** How many bytes went by, and their SHA-256 in lower-case hexadecimal. */
export interface Measured {
  readonly size: number
  readonly sha256: string
}

export const isSame = (a: Measured, b: Measured): boolean => a.size === b.size && a.sha256 === b.sha256

/** Lets bytes through and measures them. */
export function measuring(): Transform & { measured(): Measured } {
  const hash: Hash = createHash('sha256')
  let size = 0
  const stream = new Transform({
    transform(chunk: Buffer, _encoding, done) {
      hash.update(chunk)
      size += chunk.length
      done(null, chunk)
    },
  })
  return Object.assign(stream, { measured: () => ({ size, sha256: hash.digest('hex') }) })
}

/** A folder, and those it lies in, whose names outlive a power cut. */
async function makeFolder(folder: string): Promise<void> {
  const first = await mkdir(folder, { recursive: true, mode: 0o700 })
  if (first === undefined) return
  const top = dirname(first)
  for (let one = dirname(folder); ; one = dirname(one)) {
    await keepName(one)
    if (one === top || one === dirname(one)) return
  }
}

/** Writes a file that is there whole or not at all, also after a power cut. */
export async function writeWhole(path: string, bytes: Readable): Promise<Measured> {
  const draft = `${path}.part`
  const meter = measuring()
  await makeFolder(dirname(path))
  try {
    await pipeline(bytes, meter, createWriteStream(draft, { mode: 0o600, flush: true }))
    await rename(draft, path)
    await keepName(dirname(path))
  } catch (error) {
    await rm(draft, { force: true }).catch(() => undefined)
    throw error
  }
  return meter.measured()
}

/** A file's size and digest, read to its end. Null where there is none. */
export async function measureFile(path: string): Promise<Measured | null> {
  const meter = measuring()
  try {
    await pipeline(createReadStream(path), meter.resume())
    return meter.measured()
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return null
    throw error
  }
}

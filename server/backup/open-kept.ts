import { createReadStream } from 'node:fs'
import type { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { createGunzip } from 'node:zlib'
import { decrypted } from './age.ts'
import { BackupRefused } from './backup-refused.ts'
import { measuring } from './whole-file.ts'

/** What lies in a backup, decrypted. Throws BackupRefused where no secret key fits. */
export async function openKept(path: string, secretKeys: readonly string[]): Promise<Readable> {
  const sealed = createReadStream(path)
  try {
    return await decrypted(sealed, secretKeys)
  } catch {
    // Its digest is that of the manifest, so it is what was encrypted, to somebody else.
    sealed.destroy()
    throw new BackupRefused('otherSecretKey', { file: path })
  }
}

/** Rows of a table as they were copied. */
export async function openRows(path: string, secretKeys: readonly string[]): Promise<Readable> {
  const packed = await openKept(path, secretKeys)
  const rows = createGunzip()
  // A failure goes on to who reads the rows.
  pipeline(packed, rows).catch(() => {})
  return rows
}

/** How many rows there are: each is a line, since line ends within values are escaped. */
export async function countRows(rows: Readable): Promise<number> {
  let count = 0
  for await (const chunk of rows) {
    for (let at = chunk.indexOf(10); at >= 0; at = chunk.indexOf(10, at + 1)) count += 1
  }
  return count
}

/** A stored file, still sealed under the master key. Throws BackupRefused where it is not what its name says. */
export async function openFile(path: string, secretKeys: readonly string[], sha256: string): Promise<Buffer> {
  const meter = measuring()
  const parts: Buffer[] = []
  await pipeline(await openKept(path, secretKeys), meter, async (chunks) => {
    for await (const chunk of chunks) parts.push(chunk)
  })
  if (meter.measured().sha256 !== sha256) throw new BackupRefused('changed', { file: path })
  return Buffer.concat(parts)
}

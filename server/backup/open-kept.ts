import { createReadStream } from 'node:fs'
import { type Readable, Transform } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { createGunzip } from 'node:zlib'
import { decrypted, NoKeyFits } from './age.ts'
import { BackupRefused } from './backup-refused.ts'
import type { FileLine } from './manifest.ts'
import { isSame, type Measured, measuring } from './whole-file.ts'

/**
 * What lies in a backup, decrypted. The stream ends well only when what was read is what the backup is known to have:
 * a file may have been changed since it was compared. Throws BackupRefused, the stream too.
 */
export async function openKept(
  path: string,
  secretKeys: readonly string[],
  wanted: Measured,
): Promise<Readable> {
  const meter = measuring()
  // A failure goes on to who reads the bytes.
  pipeline(createReadStream(path), meter).catch(() => {})
  const changed = () => new BackupRefused('changed', { file: path })
  const told = (error: unknown): unknown => {
    if (!(error instanceof Error && 'code' in error)) return changed()
    return error.code === 'ENOENT' ? new BackupRefused('missing', { file: path }) : error
  }
  try {
    const plain = await decrypted(meter, secretKeys)
    const checked = new Transform({
      transform: (chunk, _encoding, done) => done(null, chunk),
      flush: (done) => done(isSame(meter.measured(), wanted) ? null : changed()),
    })
    plain.once('error', (error) => checked.destroy(told(error) as Error))
    checked.once('close', () => plain.destroy())
    return plain.pipe(checked)
  } catch (error) {
    meter.destroy()
    throw error instanceof NoKeyFits ? new BackupRefused('otherSecretKey', { file: path }) : told(error)
  }
}

/** Rows of a table as they were copied. */
export async function openRows(
  path: string,
  secretKeys: readonly string[],
  wanted: Measured,
): Promise<Readable> {
  const packed = await openKept(path, secretKeys, wanted)
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
export async function openFile(
  path: string,
  secretKeys: readonly string[],
  { sealed, ...wanted }: Pick<FileLine, 'sealed' | keyof Measured>,
): Promise<Buffer> {
  const meter = measuring()
  const parts: Buffer[] = []
  await pipeline(await openKept(path, secretKeys, wanted), meter, async (chunks) => {
    for await (const chunk of chunks) parts.push(chunk)
  })
  if (!isSame(meter.measured(), sealed)) throw new BackupRefused('changed', { file: path })
  return Buffer.concat(parts)
}

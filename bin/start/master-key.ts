import { randomBytes } from 'node:crypto'
import { existsSync, readdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { StartRefused } from './start-settings.ts'

/** Where the key of a data folder lies: 64 hexadecimal digits, mode 0600. */
export function masterKeyFile(dataDir: string): string {
  return join(dataDir, 'master.key')
}

/**
 * Makes the key at the first start and leaves one that is there alone.
 * @param filesUrl where the encrypted files lie
 * @param hasKeys whether the database knows keys wrapped by a master key
 * Throws StartRefused when there are encrypted files or wrapped keys, but the key that opens them is gone:
 * a new one would only hide the loss.
 */
export function ensureMasterKey(dataDir: string, filesUrl: string, hasKeys: boolean): string {
  const file = masterKeyFile(dataDir)
  if (existsSync(file)) return file
  if (hasKeys || holdsFiles(filesUrl)) {
    throw new StartRefused(
      `There are encrypted files, but ${file} that opens them is missing. Restore it from a copy, ` +
        'or give it by MASTER_KEY_FILE. To begin with an empty world, delete the data folder.',
    )
  }
  writeFileSync(file, `${randomBytes(32).toString('hex')}\n`, { mode: 0o600, flag: 'wx' })
  return file
}

function holdsFiles(filesUrl: string): boolean {
  if (!filesUrl.startsWith('file:')) return false
  const folder = fileURLToPath(filesUrl)
  return (
    existsSync(folder) &&
    readdirSync(folder, { recursive: true, withFileTypes: true }).some((entry) => entry.isFile())
  )
}

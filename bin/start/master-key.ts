import { randomBytes } from 'node:crypto'
import { existsSync, readdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { MasterKeyRefused } from '../../server/config.ts'

/** Where the key of a data folder lies: 64 hexadecimal digits, mode 0600. */
export function masterKeyFile(dataDir: string): string {
  return join(dataDir, 'master.key')
}

/**
 * Makes the key at the first start and leaves one that is there alone.
 * @param filesUrl where the encrypted files lie
 * @param holdsSecrets whether the database holds anything that only its master key opens
 * Throws MasterKeyRefused when there are encrypted files or sealed secrets, but the key that opens them is gone:
 * a new one would only hide the loss.
 */
export function ensureMasterKey(dataDir: string, filesUrl: string, holdsSecrets: boolean): string {
  const file = masterKeyFile(dataDir)
  if (existsSync(file)) return file
  if (holdsSecrets || holdsFiles(filesUrl)) throw new MasterKeyRefused({ problem: 'lost', params: { file } })
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

import { randomBytes } from 'node:crypto'
import { readFileSync, renameSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { EmbeddedRefusal } from './embedded-refusal.ts'

/** What `database.json` in the data folder remembers of its embedded database (mode 0600). */
export interface Credentials {
  /** The cluster's folder: absolute, or relative to the data folder so that both can be moved together. */
  readonly cluster: string
  /** True once the cluster has been made whole; from then on its absence is a loss, not a first start. */
  readonly made: boolean
  /** The port of the last start, taken again when it is free. */
  readonly port: number
  readonly adminPassword: string
  readonly ownerPassword: string
  readonly appPassword: string
}

const fileOf = (dataDir: string): string => join(dataDir, 'database.json')

/** Undefined on a first start. Throws EmbeddedRefusal `credentials_damaged` when the file can't be understood. */
export function readCredentials(dataDir: string): Credentials | undefined {
  let text: string
  try {
    text = readFileSync(fileOf(dataDir), 'utf8')
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined
    throw error
  }
  try {
    const found: Credentials = JSON.parse(text)
    if (typeof found.cluster === 'string' && typeof found.adminPassword === 'string') return found
  } catch {
    // Told below.
  }
  throw new EmbeddedRefusal('credentials_damaged', { file: fileOf(dataDir) })
}

export function writeCredentials(dataDir: string, credentials: Credentials): void {
  const draft = `${fileOf(dataDir)}.new`
  writeFileSync(draft, `${JSON.stringify(credentials, null, 2)}\n`, { mode: 0o600 })
  renameSync(draft, fileOf(dataDir))
}

/** Credentials of a cluster still to be made, with random passwords. */
export function newCredentials(cluster: string): Credentials {
  const password = (): string => randomBytes(24).toString('hex')
  return {
    cluster,
    made: false,
    port: 0,
    adminPassword: password(),
    ownerPassword: password(),
    appPassword: password(),
  }
}

import { resolve } from 'node:path'
import { pathToFileURL } from 'node:url'
import { SetupRefused } from '../../server/config.ts'

/** What `otinish start` reads from the environment, with the defaults filled in. */
export interface StartSettings {
  /** Absolute; holds the embedded database, the master key and the files on disk. */
  readonly dataDir: string
  readonly host: string
  readonly port: number
  /** Of the serving role; undefined means the embedded database, and with it the demo world. */
  readonly databaseUrl: string | undefined
  /** Of the migrating role, beside `databaseUrl`; without it the schema is only checked. */
  readonly databaseOwnerUrl: string | undefined
  readonly filesUrl: string
  /** Undefined means the key file in `dataDir`, made at the first start. */
  readonly masterKey: string | undefined
}

const LOOPBACK = new Set(['127.0.0.1', '::1', 'localhost'])

/**
 * Reads PORT, HOST, DATA_DIR, DATABASE_URL, DATABASE_OWNER_URL, FILES_URL, MASTER_KEY or MASTER_KEY_FILE, NODE_ENV.
 * @param root the project's folder; DATA_DIR is `.data` in it unless given
 * Throws SetupRefused.
 */
export function readStartSettings(
  env: Readonly<Record<string, string | undefined>>,
  root: string,
): StartSettings {
  const given = (name: string): string | undefined => env[name]?.trim() || undefined
  const port = Number(given('PORT') ?? 3000)
  if (!Number.isInteger(port) || port < 0 || port > 65_535)
    throw new SetupRefused('portWrong', { value: String(env.PORT) })
  const host = given('HOST') ?? '127.0.0.1'
  const dataDir = resolve(given('DATA_DIR') ?? resolve(root, '.data'))
  const databaseUrl = given('DATABASE_URL')
  if (!databaseUrl && env.NODE_ENV === 'production') throw new SetupRefused('noDatabaseInProduction')
  if (!databaseUrl && !LOOPBACK.has(host)) throw new SetupRefused('demoHost', { host })
  const masterKey = given('MASTER_KEY') ?? given('MASTER_KEY_FILE')
  if (!masterKey && env.NODE_ENV === 'production') throw new SetupRefused('noKeyInProduction')
  return {
    dataDir,
    host,
    port,
    databaseUrl,
    databaseOwnerUrl: given('DATABASE_OWNER_URL'),
    filesUrl: given('FILES_URL') ?? pathToFileURL(resolve(dataDir, 'files')).href,
    masterKey,
  }
}

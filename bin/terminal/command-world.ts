import { existsSync } from 'node:fs'
import { openEmbedded } from '../../db/embedded/running-database.ts'
import { pendingMigrations } from '../../db/migrate.ts'
import { projectRoot } from '../../db/project-root.ts'
import type { Language } from '../../domain/language.ts'
import { readConfig, SetupRefused } from '../../server/config.ts'
import type { Context } from '../../server/context.ts'
import { startContext } from '../../server/process/start-context.ts'
import { fill } from '../../words/fill.ts'
import { masterKeyFile } from '../start/master-key.ts'
import { readStartSettings, type StartSettings } from '../start/start-settings.ts'
import { refusalWords, setupWords } from './refusal-words.ts'

/** What a command works on: the database of DATABASE_URL, or the embedded one. */
export interface CommandWorld {
  readonly context: Context
  /** Of the role that owns the schema; undefined where DATABASE_OWNER_URL was not given. */
  readonly ownerUrl: string | undefined
}

/**
 * Runs the work of a command on the site's database, whether the site is running or not. Resolves to the command's exit
 * code; 1, with the reason in words, where there is no such database, it lacks migrations or its key is missing.
 * @param name of the command, for the words
 * @param language of those words
 */
export async function inWorld(
  name: string,
  language: Language,
  work: (world: CommandWorld) => Promise<number>,
): Promise<number> {
  try {
    return await openWorld(work)
  } catch (error) {
    const reason = whyNot(error, language)
    if (reason === null) throw error
    console.error(`otinish ${name}: ${reason}`)
    return 1
  }
}

/** What the operator can mend, in words; null for a fault of ours. */
export function whyNot(error: unknown, language: Language): string | null {
  const refused = refusalWords(error, language)
  if (refused !== null) return refused
  const code = error instanceof Error && 'code' in error ? String(error.code) : ''
  return unreachable.has(code) ? fill(setupWords[language].unreachable, { code }) : null
}

// Of the network, and of PostgreSQL (appendix A): wrong password, no such role, no such database, shutting down.
const unreachable = new Set([
  'ECONNREFUSED',
  'ECONNRESET',
  'ENOTFOUND',
  'ETIMEDOUT',
  'EHOSTUNREACH',
  '28P01',
  '28000',
  '3D000',
  '57P03',
])

/**
 * The same, the reason thrown: ConfigRefused and whatever else `whyNot` has words for.
 * @param connect `connectContext` for a command that only looks, under any master key
 */
export async function openWorld(
  work: (world: CommandWorld) => Promise<number>,
  connect: typeof startContext = startContext,
): Promise<number> {
  const settings = readStartSettings(process.env, projectRoot())
  const embedded = settings.databaseUrl === undefined ? await openEmbedded(settings.dataDir) : null
  try {
    const url = embedded?.appUrl ?? settings.databaseUrl ?? ''
    const pending = await pendingMigrations(url)
    if (pending.length > 0) {
      throw new SetupRefused('migrationsPending', { names: pending.join(', ') })
    }
    const { context, stop } = await connect(readConfig(environmentOf(settings, url)), 4)
    try {
      return await work({ context, ownerUrl: embedded?.ownerUrl ?? settings.databaseOwnerUrl })
    } finally {
      await stop()
    }
  } finally {
    await embedded?.close()
  }
}

/** As the start hands it to web and worker (bin/start/prepare-world.ts); a command never moves the clock. */
export function environmentOf(settings: StartSettings, url: string): Record<string, string | undefined> {
  const keyFile = masterKeyFile(settings.dataDir)
  const own = settings.masterKey === undefined && existsSync(keyFile)
  return {
    ...process.env,
    DATABASE_URL: url,
    FILES_URL: settings.filesUrl,
    CLOCK: undefined,
    ...(own ? { MASTER_KEY_FILE: keyFile } : {}),
  }
}

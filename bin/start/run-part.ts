import { once } from 'node:events'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { pendingMigrations } from '../../db/migrate.ts'
import { projectRoot } from '../../db/project-root.ts'
import type { Language } from '../../domain/language.ts'
import { SetupRefused } from '../../server/config.ts'
import { awaitDatabase } from '../../server/process/await-database.ts'
import { whyNot } from '../terminal/command-world.ts'
import { wordsHere } from '../terminal/terminal-words.ts'
import { startChild } from './children.ts'
import { masterKeyFile } from './master-key.ts'
import { readStartSettings } from './start-settings.ts'

/**
 * Runs the web process or the worker by itself until it is told to stop: for machines whose own keeper starts and
 * watches each. The database is there and has its schema; nothing is made. Resolves to the exit code: 0 when a signal
 * asked, 1 otherwise.
 */
export async function runPart(part: 'web' | 'worker', language: Language): Promise<number> {
  try {
    const root = projectRoot()
    const settings = readStartSettings(process.env, root)
    const { databaseUrl: url } = settings
    if (url === undefined) throw new SetupRefused('partNeedsDatabase', { part })
    await awaitDatabase(url, () => console.error(`otinish ${part}: ${wordsHere().start.waiting}`))
    const pending = await pendingMigrations(url)
    if (pending.length > 0) throw new SetupRefused('migrationsPending', { names: pending.join(', ') })
    const keyFile = masterKeyFile(settings.dataDir)
    const ownKey = settings.masterKey === undefined && existsSync(keyFile)
    const built = (name: string): string => join(root, 'dist', 'server', `${name}.js`)
    const child = startChild(part, built(part), built('child'), {
      ...process.env,
      // Its part is to serve.
      DATABASE_OWNER_URL: undefined,
      FILES_URL: settings.filesUrl,
      ...(ownKey ? { MASTER_KEY_FILE: keyFile } : {}),
    })
    const asked = Promise.race(['SIGINT', 'SIGTERM', 'SIGHUP'].map((signal) => once(process, signal)))
    const how = await Promise.race([asked.then(() => null), child.ended])
    if (how !== null) {
      console.error(`otinish ${part}: ${how}`)
      return 1
    }
    await child.stop()
    return 0
  } catch (error) {
    const reason = whyNot(error, language)
    if (reason === null) throw error
    console.error(`otinish ${part}: ${reason}`)
    return 1
  }
}

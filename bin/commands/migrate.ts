import { projectRoot } from '../../db/project-root.ts'
import { SetupRefused } from '../../server/config.ts'
import { ensureSettings } from '../../server/process/base-data.ts'
import { prepareWorld } from '../start/prepare-world.ts'
import { readStartSettings } from '../start/start-settings.ts'
import { inWorld, whyNot } from '../terminal/command-world.ts'
import { languageAlone } from '../terminal/terminal-language.ts'
import { wordsHere, wrongArguments } from '../terminal/terminal-words.ts'

const usage = `otinish migrate [--language kk|ru|en]

  Brings the database of DATABASE_URL to the newest schema, with DATABASE_OWNER_URL.`

/**
 * `otinish migrate`: brings the database of DATABASE_URL to the newest schema with DATABASE_OWNER_URL, marks a new
 * one as real, and gives it the shipped settings and calendar. The embedded database needs none of it: its start
 * does that. 1 where it can't, 3 wrong arguments.
 */
export async function run(args: string[]): Promise<number> {
  const language = languageAlone(args, process.env)
  if (language === undefined) {
    return wrongArguments('migrate', usage)
  }
  try {
    const settings = readStartSettings(process.env, projectRoot())
    if (settings.databaseUrl === undefined) {
      throw new SetupRefused('nothingToMigrate')
    }
    await prepareWorld(settings, undefined)
  } catch (error) {
    const reason = whyNot(error, language)
    if (reason === null) throw error
    console.error(`otinish migrate: ${reason}`)
    return 1
  }
  return await inWorld('migrate', language, async ({ context }) => {
    await ensureSettings(context)
    console.log(wordsHere().migrate.ready)
    return 0
  })
}

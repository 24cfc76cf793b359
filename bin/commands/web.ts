import { runPart } from '../start/run-part.ts'
import { languageAlone } from '../terminal/terminal-language.ts'
import { wrongArguments } from '../terminal/terminal-words.ts'

const usage = `otinish web [--language kk|ru|en]

  Serves pages and requests, until SIGTERM or Ctrl-C; on a database that is there and migrated.`

/** `otinish web`: the web process by itself. 0 ended by a signal, 1 it may not be or ended, 3 wrong arguments. */
export async function run(args: string[]): Promise<number> {
  const language = languageAlone(args, process.env)
  return language === undefined ? wrongArguments('web', usage) : await runPart('web', language)
}

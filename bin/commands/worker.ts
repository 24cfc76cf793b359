import { runPart } from '../start/run-part.ts'
import { languageAlone } from '../terminal/terminal-language.ts'
import { wrongArguments } from '../terminal/terminal-words.ts'

const usage = `otinish worker [--language kk|ru|en]

  Does jobs, and each minute what is due, until SIGTERM or Ctrl-C; on a database that is there and migrated.`

/** `otinish worker`: the worker process by itself. 0 ended by a signal, 1 it may not be or ended, 3 wrong arguments. */
export async function run(args: string[]): Promise<number> {
  const language = languageAlone(args, process.env)
  return language === undefined ? wrongArguments('worker', usage) : await runPart('worker', language)
}

import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { projectRoot } from '../../db/project-root.ts'
import { fill } from '../../words/fill.ts'
import { runSite } from '../start/run-site.ts'
import { readStartSettings, type StartSettings } from '../start/start-settings.ts'
import { refusalWords } from '../terminal/refusal-words.ts'
import { languageAlone } from '../terminal/terminal-language.ts'
import { wordsHere, wrongArguments } from '../terminal/terminal-words.ts'

const usage = `otinish start [--language kk|ru|en]

  Starts the site with its database, until Ctrl-C. --language is that of a start that may not be (default: LANG).`

/** Who is tried first, as the page with the demo's people names them. */
const demoPeople = { client: 'Айгерім', executor: 'Сәуле', head: 'Гүлнар' }

/** `otinish start`: the site with its database, until Ctrl-C. 1 where it may not be, 3 wrong arguments. */
export async function run(args: string[]): Promise<number> {
  const language = languageAlone(args, process.env)
  if (language === undefined) {
    return wrongArguments('start', usage)
  }
  const root = projectRoot()
  let settings: StartSettings
  try {
    settings = readStartSettings(process.env, root)
  } catch (error) {
    const reason = refusalWords(error, language)
    if (reason === null) throw error
    console.error(`otinish: ${reason}`)
    return 1
  }
  const built = (name: string): string => join(root, 'dist', 'server', `${name}.js`)
  const entries = {
    web: built('web'),
    worker: built('worker'),
    preload: built('child'),
    demo: existsSync(built('demo')) ? built('demo') : undefined,
  }
  return await runSite(settings, entries, language, async (address) => {
    const said = wordsHere().start
    const tries = said.tries.map((one, at) => `  ${at + 1}. ${fill(one, demoPeople)}`)
    // The people to be are the demo's.
    const toTry = settings.databaseUrl ? [] : [said.tryThis, ...tries]
    console.log(['', fill(said.ready, { address }), ...toTry, said.stop].join('\n'))
  })
}

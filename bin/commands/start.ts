import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { projectRoot } from '../../db/project-root.ts'
import type { Language } from '../../domain/language.ts'
import type { DemoPerson } from '../../wire/person.ts'
import { site as en } from '../../words/en/site.ts'
import { fill } from '../../words/fill.ts'
import { site as kk } from '../../words/kk/site.ts'
import { site as ru } from '../../words/ru/site.ts'
import { runSite } from '../start/run-site.ts'
import { readStartSettings, type StartSettings } from '../start/start-settings.ts'
import { refusalWords } from '../terminal/refusal-words.ts'
import { languageAlone } from '../terminal/terminal-language.ts'
import { type TerminalWords, wordsHere, wrongArguments } from '../terminal/terminal-words.ts'

const usage = `otinish start [--language kk|ru|en]

  Starts the site with its database, until Ctrl-C. --language is that of a start that may not be (default: LANG).`

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
    console.log(
      ['', fill(said.ready, { address }), ...(await whoToBe(address, said, language)), said.stop].join('\n'),
    )
  })
}

const roleWords = { kk: kk.roles, ru: ru.roles, en: en.roles }

/** The demo people, where there are any: one press on the page signs in as any of them. */
async function whoToBe(address: string, said: TerminalWords['start'], language: Language): Promise<string[]> {
  try {
    const answer = await fetch(`${address}/api/demo/people`)
    if (!answer.ok) return []
    const { people }: { people: DemoPerson[] } = await answer.json()
    const roles: Readonly<Record<string, string>> = roleWords[language]
    const lines = people.map(({ fullName, kind, note }) => {
      // What is told of staff are their roles, of clients their contracts.
      const told = note.map((each) => roles[each] ?? each)
      return `  ${fullName} (${said.kinds[kind]}: ${told.join(', ')})`
    })
    return [said.people, ...lines]
  } catch {
    // The page itself shows them; a site without this list is still a site.
    return []
  }
}

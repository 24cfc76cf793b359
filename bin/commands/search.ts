import { parseArgs } from 'node:util'
import type { Language } from '../../domain/language.ts'
import { keepSearch } from '../../server/search/keep-search.ts'
import { fill } from '../../words/fill.ts'
import { inWorld } from '../terminal/command-world.ts'
import { terminalLanguage } from '../terminal/terminal-language.ts'
import { wordsHere, wrongArguments } from '../terminal/terminal-words.ts'

const usage = `otinish search rebuild   makes what search knows of every appeal again, from the appeals themselves.
                         Search works meanwhile; after a stop it can be run again.
                         What is lacking is made at every start by itself: otinish doctor tells.`

/** `otinish search rebuild`: 0 done, 1 where there is no such database, 3 wrong arguments. */
export async function run(args: string[]): Promise<number> {
  const language = parse(args)
  if (language === null) return wrongArguments('search', usage)
  return await inWorld('search', language, async ({ context }) => {
    console.log(fill(wordsHere().search.rebuilt, { n: await keepSearch(context, 'all') }))
    return 0
  })
}

function parse(args: string[]): Language | null {
  try {
    const options = { language: { type: 'string' } } as const
    const { values, positionals } = parseArgs({ args, options, allowPositionals: true })
    if (positionals.length !== 1 || positionals[0] !== 'rebuild') return null
    return terminalLanguage(values.language, process.env) ?? null
  } catch {
    return null
  }
}

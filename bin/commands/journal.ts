import { parseArgs } from 'node:util'
import type { Language } from '../../domain/language.ts'
import { type JournalFault, verifyJournal } from '../../server/journal/verify-journal.ts'
import { fill } from '../../words/fill.ts'
import { inWorld } from '../terminal/command-world.ts'
import { terminalLanguage } from '../terminal/terminal-language.ts'
import { wordsHere, wrongArguments } from '../terminal/terminal-words.ts'

const usage = `otinish journal verify [--json]   recomputes the history of every appeal, what it adds up to, and the heads of
                                  the days. Changes nothing. Names the first row that differs, then exit 1.`

/** `otinish journal verify`: 0 everything holds, 1 something differs, 3 wrong arguments. */
export async function run(args: string[]): Promise<number> {
  const asked = parse(args)
  if (asked === null) return wrongArguments('journal', usage)
  return await inWorld('journal', asked.language, async ({ context }) => {
    const { fault, ...counted } = await verifyJournal(context)
    const said = wordsHere().journal
    if (asked.json) console.log(JSON.stringify({ fault, ...counted }, null, 2))
    else {
      if (fault !== null) console.log(inWords(fault, said))
      console.log(fill(fault === null ? said.holds : said.upTo, counted))
    }
    return fault === null ? 0 : 1
  })
}

function inWords(fault: JournalFault, said: ReturnType<typeof wordsHere>['journal']): string {
  const { kind, ...params } = fault
  return fill(said.faults[kind], params)
}

function parse(args: string[]): { json: boolean; language: Language } | null {
  try {
    const options = { json: { type: 'boolean', default: false }, language: { type: 'string' } } as const
    const { values, positionals } = parseArgs({ args, options, allowPositionals: true })
    if (positionals.length !== 1 || positionals[0] !== 'verify') return null
    const language = terminalLanguage(values.language, process.env)
    return language === undefined ? null : { json: values.json, language }
  } catch {
    return null
  }
}

import { parseArgs } from 'node:util'
import type { Language } from '../../domain/language.ts'
import { recheckVerdicts } from '../../server/signature/recheck.ts'
import type { TimestampLapse } from '../../server/signature/timestamp-lapse.ts'
import { fill } from '../../words/fill.ts'
import { inWorld } from '../terminal/command-world.ts'
import { terminalLanguage } from '../terminal/terminal-language.ts'
import { type TerminalWords, wordsHere, wrongArguments } from '../terminal/terminal-words.ts'

const usage = `otinish recheck [--json] [--language kk|ru|en]
                           decides every stored verdict on a signature again, from what is kept of it:
                           letter, signature, certificates, answers of the authority, timestamp.
                           Nobody is asked and nothing is changed. Exit 1 where something differs.
                           Tells, too, which timestamps lose their authority within a year.`

/** `otinish recheck`: 0 all as stored, 1 something differs, 3 wrong arguments. */
export async function run(args: string[]): Promise<number> {
  const asked = parse(args)
  if (asked === null) {
    return wrongArguments('recheck', usage)
  }
  const { json, language } = asked
  const said = wordsHere().recheck
  return await inWorld('recheck', language, async ({ context }) => {
    const { checked, erased, differences, lapsing } = await recheckVerdicts(context)
    if (json) console.log(JSON.stringify({ checked, erased, differences, lapsing }, null, 2))
    else {
      for (const { appealId, signatureId, what, stored, found } of differences) {
        const line = fill(said.differs, { what, stored: short(stored), found: short(found) })
        console.log(`${appealId}  ${signatureId}  ${line}`)
      }
      for (const line of lapsingLines(lapsing, said)) console.log(line)
      console.log(fill(said.sum, { checked, erased, differences: differences.length }))
    }
    return differences.length === 0 ? 0 : 1
  })
}

function parse(args: string[]): { json: boolean; language: Language } | null {
  try {
    const options = { json: { type: 'boolean', default: false }, language: { type: 'string' } } as const
    const { values } = parseArgs({ args, options })
    const language = terminalLanguage(values.language, process.env)
    return language === undefined ? null : { json: values.json, language }
  } catch {
    return null
  }
}

const short = (text: string): string => (text.length > 80 ? `${text.slice(0, 77)}…` : text)

/** One line an authority and day: thousands of packages may share one. The appeals are in `--json`. */
function lapsingLines(lapsing: readonly TimestampLapse[], said: TerminalWords['recheck']): string[] {
  const counts = new Map<string, { authority: string; until: string; n: number }>()
  for (const lapse of lapsing) {
    const until = new Date(lapse.until).toISOString().slice(0, 10)
    const known = counts.get(`${lapse.authority} ${until}`)
    const { authority } = lapse
    counts.set(`${authority} ${until}`, { authority, until, n: (known?.n ?? 0) + 1 })
  }
  return [...counts.values()].map((one) => fill(said.lapsing, one)).sort()
}

import { parseArgs } from 'node:util'
import type { Language } from '../../domain/language.ts'
import { isOfOther, knownOfStorage, sweepFiles } from '../../server/attachment/sweep-files.ts'
import { verifyFiles } from '../../server/attachment/verify-files.ts'
import type { Context } from '../../server/context.ts'
import { fill } from '../../words/fill.ts'
import { inWorld } from '../terminal/command-world.ts'
import { terminalLanguage } from '../terminal/terminal-language.ts'
import { type TerminalWords, wordsHere, wrongArguments } from '../terminal/terminal-words.ts'

const usage = `otinish files verify            goes through every file that a row knows: is it there and whole? Changes nothing.
                                Names those that are not, then exit 1.
otinish files sweep [--apply]   names what no row knows and nothing has touched for a day; --apply removes it.
                                The site may run meanwhile.
  --although-most-are-unknown   with --apply: also where the database knows less than half of the files in the folder,
                                so that it may be the database of another site, or an empty one.`

/** `otinish files`: 0 done, nothing wrong; 1 something is wrong or was refused; 3 wrong arguments. */
export async function run(args: string[]): Promise<number> {
  const asked = parse(args)
  if (asked === null) return wrongArguments('files', usage)
  const said = wordsHere().files
  return await inWorld('files', asked.language, async ({ context }) =>
    asked.act === 'verify' ? await verify(context, said) : await sweep(context, asked, said),
  )
}

async function verify(context: Context, said: TerminalWords['files']): Promise<number> {
  let wrong = 0
  const n = await verifyFiles(context, ({ id, fault }) => {
    wrong += 1
    console.log(`${id}  ${said.faults[fault]}`)
  })
  console.log(fill(wrong > 0 ? said.wrong : said.whole, { n, wrong }))
  return wrong > 0 ? 1 : 0
}

async function sweep(
  context: Context,
  { apply, although }: Asked,
  said: TerminalWords['files'],
): Promise<number> {
  const storage = await knownOfStorage(context)
  if (apply && !although && isOfOther(storage)) {
    console.error(`otinish files: ${fill(said.ofOther, { ...storage, folder: context.config.filesDir })}`)
    return 1
  }
  const counts = { file: 0, leftover: 0 }
  for await (const { path, kind } of sweepFiles(context, apply)) {
    counts[kind] += 1
    console.log(`${path}  ${said.kinds[kind]}`)
  }
  const none = counts.file + counts.leftover === 0
  console.log(fill(none ? said.none : apply ? said.swept : said.strays, counts))
  return 0
}

interface Asked {
  readonly act: string
  readonly apply: boolean
  readonly although: boolean
  readonly language: Language
}

function parse(args: string[]): Asked | null {
  try {
    const options = {
      apply: { type: 'boolean', default: false },
      'although-most-are-unknown': { type: 'boolean', default: false },
      language: { type: 'string' },
    } as const
    const { values, positionals } = parseArgs({ args, options, allowPositionals: true })
    const [act = '', ...more] = positionals
    const { apply, 'although-most-are-unknown': although } = values
    const known = act === 'sweep' ? apply || !although : act === 'verify' && !apply && !although
    const language = terminalLanguage(values.language, process.env)
    return known && more.length === 0 && language !== undefined ? { act, apply, although, language } : null
  } catch {
    return null
  }
}

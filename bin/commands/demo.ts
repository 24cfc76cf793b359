import { basename } from 'node:path'
import { parseArgs } from 'node:util'
import { projectRoot } from '../../db/project-root.ts'
import type { Language } from '../../domain/language.ts'
import { openKeyFile } from '../../eds/pkcs12.ts'
import { keptRegister } from '../../pretend/certification-authority/kept-register.ts'
import type { Context } from '../../server/context.ts'
import { demoKey, demoPeople } from '../../server/demo/demo-people.ts'
import { NotFound } from '../../server/refused.ts'
import { fill } from '../../words/fill.ts'
import { registerFile } from '../start/demo-authority.ts'
import { readStartSettings } from '../start/start-settings.ts'
import { inWorld } from '../terminal/command-world.ts'
import { runGrow } from '../terminal/grow-demo.ts'
import { terminalLanguage } from '../terminal/terminal-language.ts'
import { wordsHere, wrongArguments } from '../terminal/terminal-words.ts'

const usage = `otinish demo revoke <key file>    the played authority revokes this key, from now on
otinish demo hold <key file>      the same, as a hold that may be taken back
otinish demo restore <key file>   it is good again
otinish demo grow --clients 20000 --appeals 1000000 [--files 1000]
                                  makes this demo large: so many clients and appeals more. The newest have files of
                                  their own, the others share one letter that says so. After a stop the same command
                                  goes on where it was.

  The key files are those of the page «Демо», by name: RSA256_….p12, GOST512_….p12, AUTH_RSA256_….p12.
  What is signed with a revoked key is taken in, numbered, and then returned; signing in with one is refused.`

const acts = ['revoke', 'hold', 'restore'] as const
type Act = (typeof acts)[number]

/** `otinish demo …`: what the authority knows of a demo key. 0 done, 1 refused in words, 3 wrong arguments. */
export async function run(args: string[]): Promise<number> {
  if (args[0] === 'grow') return await runGrow(args.slice(1), usage)
  const asked = parse(args)
  if (asked === null) {
    return wrongArguments('demo', usage)
  }
  const { act, file, language } = asked
  const said = wordsHere().demo
  return await inWorld('demo', language, async ({ context }) => {
    const serial = context.demo ? await serialOf(context, basename(file)) : null
    if (serial === null) {
      const why = context.demo ? fill(said.noKey, { file: basename(file) }) : said.notDemo
      console.error(`otinish demo: ${why}`)
      return 1
    }
    const { dataDir } = readStartSettings(process.env, projectRoot())
    decide(act, serial, registerFile(dataDir), context.now())
    console.log(act === 'restore' ? said.restored : said.done)
    return 0
  })
}

function parse(args: string[]): { act: Act; file: string; language: Language } | null {
  try {
    const options = { language: { type: 'string' } } as const
    const { values, positionals } = parseArgs({ args, options, allowPositionals: true })
    const language = terminalLanguage(values.language, process.env)
    const [named, file, ...more] = positionals
    const act = acts.find((one) => one === named)
    if (act === undefined || file === undefined || more.length > 0 || language === undefined) return null
    return { act, file, language }
  } catch {
    return null
  }
}

function decide(act: Act, serial: string, file: string, now: number): void {
  const register = keptRegister(file)
  if (act === 'restore') register.restore(serial)
  else register.revoke(serial, { at: now, reason: act === 'hold' ? 'certificateHold' : 'keyCompromise' })
}

/** The serial number of a demo key's certificate; null for a file that is none of the demo's. */
async function serialOf(context: Context, fileName: string): Promise<string | null> {
  const keys = (await demoPeople(context.db)).flatMap(({ keys }) => keys)
  const password = keys.find((key) => key.fileName === fileName)?.password
  if (password === undefined) return null
  try {
    const { bytes } = await demoKey(context.db, fileName)
    return openKeyFile(bytes, password).certificate.facts.serial
  } catch (error) {
    if (error instanceof NotFound) return null
    throw error
  }
}

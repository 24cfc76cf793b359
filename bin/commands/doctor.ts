import { parseArgs } from 'node:util'
import type { Language } from '../../domain/language.ts'
import { MasterKeyRefused } from '../../server/config.ts'
import { examine } from '../../server/doctor/examine.ts'
import { type Finding, problem } from '../../server/doctor/finding.ts'
import { connectContext } from '../../server/process/start-context.ts'
import { doctor as en } from '../../words/en/doctor.ts'
import { fill } from '../../words/fill.ts'
import { doctor as kk } from '../../words/kk/doctor.ts'
import { doctor as ru } from '../../words/ru/doctor.ts'
import { openWorld, whyNot } from '../terminal/command-world.ts'
import { masterKeyWords } from '../terminal/refusal-words.ts'
import { tellOffice } from '../terminal/tell-office.ts'
import { terminalLanguage } from '../terminal/terminal-language.ts'
import { wrongArguments } from '../terminal/terminal-words.ts'

const usage = `otinish doctor [--full] [--json] [--language kk|ru|en]
otinish doctor --office [--language kk|ru|en]

  Looks at everything the site needs and changes nothing.
  --full: the whole history is recomputed too.
  --office: whether each open appeal is somebody's who may do it and is there.
  Exit code: 0 no problem (warnings there may be), 1 problems, 3 wrong arguments.`

const words = { kk, ru, en }

/** `otinish doctor`: what works, what does not, what will not. */
export async function run(args: string[]): Promise<number> {
  const asked = parse(args)
  if (asked === null) {
    return wrongArguments('doctor', usage)
  }
  if (asked.office) return await tellOffice()
  const findings: Finding[] = []
  try {
    // Under any master key: whether it fits is one of the questions.
    await openWorld(async ({ context }) => {
      findings.push(...(await examine(context, asked)))
      return 0
    }, connectContext)
  } catch (error) {
    const reason = whyNot(error, asked.language)
    if (reason === null) throw error
    const check = error instanceof MasterKeyRefused ? 'masterKey' : 'migrations'
    findings.push(problem(check, { reason }))
  }
  const said = words[asked.language]
  const count = (state: Finding['state']): number => findings.filter((one) => one.state === state).length
  const problems = count('problem')
  const lines = findings.map((one) => ({ ...one, words: inWords(one, said, asked.language) }))
  if (asked.json) console.log(JSON.stringify({ good: problems === 0, findings: lines }))
  else {
    const width = Math.max(...Object.values(said.states).map((text) => text.length))
    for (const { state, words: text } of lines) console.log(`${said.states[state].padEnd(width)}  ${text}`)
    console.log(fill(said.sum, { problems, warnings: count('warning') }))
  }
  return problems > 0 ? 1 : 0
}

function parse(args: string[]) {
  try {
    const options = {
      json: { type: 'boolean', default: false },
      office: { type: 'boolean', default: false },
      full: { type: 'boolean', default: false },
      language: { type: 'string' },
    } as const
    const { values } = parseArgs({ args, options })
    const language = terminalLanguage(values.language, process.env)
    return language === undefined ? null : { ...values, language }
  } catch {
    return null
  }
}

function inWords({ check, state, params }: Finding, said: typeof kk, language: Language): string {
  if (check === 'masterKey' && (params.problem === 'other' || params.problem === 'mixed')) {
    return fill(masterKeyWords[language][params.problem], params)
  }
  const text = state === 'good' ? said.good[check] : said.bad[check]
  const away = params.state === 'none' ? said.none : said.away
  return fill(text, { ...params, state: away })
}

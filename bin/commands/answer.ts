import { createHash } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { parseArgs } from 'node:util'
import type { Language } from '../../domain/language.ts'
import { parseOutgoing } from '../../domain/registry/outgoing-number.ts'
import type { Context } from '../../server/context.ts'
import { lineOfLetter, lineOfNumber, type NumberedLine } from '../../server/reply/answer-store.ts'
import { type AnswerVerdict, verifyAnswer } from '../../server/reply/verify-answer.ts'
import { formatSigningTime } from '../../words/dates.ts'
import { answerCheck as en } from '../../words/en/answer-check.ts'
import { fill } from '../../words/fill.ts'
import { answerCheck as kk } from '../../words/kk/answer-check.ts'
import { answerCheck as ru } from '../../words/ru/answer-check.ts'
import { inWorld } from '../terminal/command-world.ts'
import { terminalLanguage } from '../terminal/terminal-language.ts'
import { wrongArguments } from '../terminal/terminal-words.ts'

const dictionaries = { kk, ru, en }

const usage = `otinish answer verify NUMBER|FILE [--json]

  A letter of the company by its outgoing number, or by its PDF: who wrote, proposed, approved and signed it, with the
  digest at each step; number, signature, seal and verdict, all held against the history. Nobody is asked.

  0 VALID   1 INVALID, with the step named   2 not sent yet, or not known   3 wrong arguments
  --language  of these answers: kk, ru or en (default: LANG)`

interface Asked {
  readonly what: string
  readonly json: boolean
  readonly language: Language
}

/** `otinish answer verify`: see usage. */
export async function run(args: string[]): Promise<number> {
  const asked = parse(args)
  if (asked === null) return wrongArguments('answer', usage)
  const { what, json, language } = asked
  const said = dictionaries[language]
  return await inWorld('answer', language, async ({ context }) => {
    const line = await lineOf(context, what)
    if (line === null) {
      console.error(`otinish answer: ${fill(said.unknown, { what })}`)
      return 2
    }
    const verdict = await verifyAnswer(context, line)
    console.log(json ? JSON.stringify(verdict, null, 2) : inWords(verdict, said))
    return { valid: 0, invalid: 1, unknown: 2 }[verdict.result]
  })
}

function parse(args: string[]): Asked | null {
  try {
    const options = { json: { type: 'boolean', default: false }, language: { type: 'string' } } as const
    const { values, positionals } = parseArgs({ args, options, allowPositionals: true })
    const language = terminalLanguage(values.language, process.env)
    const [act, what, ...more] = positionals
    if (act !== 'verify' || what === undefined || more.length > 0 || language === undefined) return null
    return { what, json: values.json, language }
  } catch {
    return null
  }
}

/** By its number; what is none is a file. */
async function lineOf({ db }: Context, what: string): Promise<NumberedLine | null> {
  const number = parseOutgoing(what)
  if (number !== null) return await lineOfNumber(db, number)
  try {
    return await lineOfLetter(
      db,
      createHash('sha256')
        .update(await readFile(what))
        .digest('hex'),
    )
  } catch (error) {
    if (error instanceof Error && 'code' in error) return null
    throw error
  }
}

/** The whole way of a letter, then the verdict: VALID and INVALID are the same word in every language. */
function inWords(verdict: AnswerVerdict, said: typeof kk): string {
  const { number, date, route, letters, signatures, faults, result, annulledWhy } = verdict
  return [
    fill(said.line, { number, date, state: said.states[verdict.state] }),
    ...(annulledWhy === null ? [] : [fill(said.annulled, { why: annulledWhy })]),
    ...route.map(({ step, at, by, insteadOf, version, contentDigest, remark }) =>
      [
        `  ${formatSigningTime(at)}`,
        said.steps[step],
        by === null ? said.itself : insteadOf === null ? by : fill(said.insteadOf, { by, insteadOf }),
        fill(said.version, { version }),
        contentDigest,
        ...(remark === null ? [] : [`«${remark}»`]),
      ].join('  '),
    ),
    ...letters.map(({ language, sha256 }) => `  PDF ${language}  ${sha256}`),
    ...signatures.map(
      ({ language, seal, signer, serial, at, result: found, code }) =>
        `  ${seal ? said.seal : said.signature} ${language}  ${signer}  ${serial}  ${formatSigningTime(at)}  ${found} ${code}`,
    ),
    ...faults.map(({ step, what }) => fill(said.fault, { step: said.places[step], what })),
    { valid: 'VALID', invalid: 'INVALID', unknown: said.notYet }[result],
  ].join('\n')
}

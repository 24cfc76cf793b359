import { parseArgs } from 'node:util'
import { parsePlainDate } from '../../domain/calendar/plain-date.ts'
import type { Context } from '../../server/context.ts'
import { mandatesOf, type StoredMandate } from '../../server/contract/contract-store.ts'
import { endMandate } from '../../server/contract/end-mandate.ts'
import { importFiles } from '../../server/import/import-files.ts'
import { importing as importingEn } from '../../words/en/importing.ts'
import { mandates as en } from '../../words/en/mandates.ts'
import { fill } from '../../words/fill.ts'
import { importing as importingKk } from '../../words/kk/importing.ts'
import { mandates as kk } from '../../words/kk/mandates.ts'
import { importing as importingRu } from '../../words/ru/importing.ts'
import { mandates as ru } from '../../words/ru/mandates.ts'
import { inWorld } from '../terminal/command-world.ts'
import { terminalLanguage } from '../terminal/terminal-language.ts'
import { wrongArguments } from '../terminal/terminal-words.ts'

const usage = `otinish mandate add --person <IIN> --party <IIN|BIN> --basis "<power of attorney, its number and day>"
                    --from <YYYY-MM-DD> [--to <YYYY-MM-DD>]
otinish mandate end --person <IIN> --party <IIN|BIN> --to <YYYY-MM-DD>
otinish mandate list --number <IIN|BIN>

  --person    who acts
  --party     for whom: a client, or a company that is a party of a contract
  --from      the first day
  --to        the last day; without it until the mandate is taken back. It may come earlier later on, never later
  --number    of either of the two
  --language  of these answers: kk, ru or en (default: LANG)

  Many at once: otinish import mandates.csv; docs/operating.md names the columns.`

const options = {
  person: { type: 'string' },
  party: { type: 'string' },
  basis: { type: 'string' },
  from: { type: 'string' },
  to: { type: 'string' },
  number: { type: 'string' },
  language: { type: 'string' },
} as const
type Values = ReturnType<typeof parseArgs<{ options: typeof options }>>['values']

const words = {
  kk: { ...kk, ...importingKk },
  ru: { ...ru, ...importingRu },
  en: { ...en, ...importingEn },
}
type Words = (typeof words)['kk']
type Act = (context: Context, values: Values, said: Words) => Promise<number>

/** The options of each act: those it needs, and those it takes. */
const acts: Readonly<
  Record<string, { readonly act: Act; readonly needs: string[]; readonly takes: string[] }>
> = {
  add: { act: add, needs: ['person', 'party', 'basis', 'from'], takes: ['to'] },
  end: { act: end, needs: ['person', 'party', 'to'], takes: [] },
  list: { act: list, needs: ['number'], takes: [] },
}

/** `otinish mandate …`: 0 done, or done already, 1 refused in words, 3 wrong arguments. */
export async function run(args: string[]): Promise<number> {
  const asked = parse(args)
  if (asked === null) return wrongArguments('mandate', usage)
  return await inWorld('mandate', asked.language, ({ context }) =>
    asked.act(context, asked.values, words[asked.language]),
  )
}

function parse(args: string[]) {
  try {
    const { values, positionals } = parseArgs({ args, options, allowPositionals: true })
    const language = terminalLanguage(values.language, process.env)
    const [name = '', ...more] = positionals
    const known = Object.hasOwn(acts, name) ? acts[name] : undefined
    if (known === undefined || more.length > 0 || language === undefined) return null
    const given = Object.keys(values).filter((one) => one !== 'language')
    if (!known.needs.every((one) => given.includes(one))) return null
    if (!given.every((one) => [...known.needs, ...known.takes].includes(one))) return null
    const days = [values.from, values.to].filter((day) => day !== undefined)
    if (days.some((day) => parsePlainDate(day) === null)) return null
    return { act: known.act, values, language }
  } catch {
    return null
  }
}

/** One row of an import, so that the two ways check the same and say the same. */
async function add(context: Context, values: Values, said: Words): Promise<number> {
  const { person = '', party = '', basis = '', from = '', to = '' } = values
  const row = { person, party, basis, valid_from: from, valid_to: to }
  const quoted = Object.values(row).map((cell) => `"${cell.replaceAll('"', '""')}"`)
  const bytes = new TextEncoder().encode(`${Object.keys(row).join(',')}\n${quoted.join(',')}\n`)
  const result = await importFiles(context, [{ name: 'mandate', bytes }], { dryRun: false })
  if ('problems' in result) {
    for (const { code, params } of result.problems) {
      console.error(`otinish mandate: ${fill(said.problems[code], params)}`)
    }
    return 1
  }
  const [done = 'unchanged'] = result.outcomes.map((one) => one.done)
  const all = (await mandatesOf(context.db, person.trim())).filter((one) => one.party === party.trim())
  for (const one of all) {
    if (one.validFrom === from) console.log(lineOf(one, said[done], said))
  }
  return 0
}

async function end(context: Context, values: Values, said: Words): Promise<number> {
  const { person = '', party = '' } = values
  const last = parsePlainDate(values.to ?? '')
  if (last === null) return 3
  const ended = await endMandate(context, { person, party, last })
  if (ended.kind === 'none') {
    console.error(`otinish mandate: ${said.none}`)
    return 1
  }
  for (const one of ended.mandates) console.log(lineOf(one, said[ended.kind], said))
  return 0
}

async function list({ db }: Context, values: Values, said: Words): Promise<number> {
  const all = await mandatesOf(db, values.number ?? '')
  if (all.length === 0) console.log(said.nothing)
  for (const one of all) console.log([one.person, one.party, daysOf(one, said), one.basis].join('\t'))
  return 0
}

const lineOf = (one: StoredMandate, text: string, said: Words): string =>
  fill(text, { person: one.person, party: one.party, days: daysOf(one, said) })

function daysOf({ validFrom, validTo }: StoredMandate, said: Words): string {
  if (validTo === null) return fill(said.from, { from: validFrom })
  return fill(validTo < validFrom ? said.never : said.between, { from: validFrom, to: validTo })
}

import { readFile } from 'node:fs/promises'
import { parseArgs } from 'node:util'
import type { Language } from '../../domain/language.ts'
import { importKinds } from '../../server/import/columns.ts'
import { importFiles } from '../../server/import/import-files.ts'
import type { ImportFile, ImportProblem } from '../../server/import/import-problem.ts'
import type { RowOutcome } from '../../server/import/write-rows.ts'
import { importing as en } from '../../words/en/importing.ts'
import { fill } from '../../words/fill.ts'
import { importing as kk } from '../../words/kk/importing.ts'
import { importing as ru } from '../../words/ru/importing.ts'
import { inWorld } from '../terminal/command-world.ts'
import { terminalLanguage } from '../terminal/terminal-language.ts'
import { wrongArguments } from '../terminal/terminal-words.ts'

const usage = `otinish import [--dry-run] [--language kk|ru|en] <file.csv> …

  Clients, contracts, their parties, accounts and mandates, each kind known by its columns; docs/operating.md names them.
  One error, and nothing is changed. What is there already is left or, where it differs, changed; nothing is deleted.

  --dry-run   tell what would happen, and keep nothing
  --language  of the report (default: LANG)`

const words = { kk, ru, en }

interface Asked {
  readonly paths: readonly string[]
  readonly dryRun: boolean
  readonly language: Language
}

/** `otinish import`: 0 imported (or tried), 1 refused line by line, 3 wrong arguments. */
export async function run(args: string[]): Promise<number> {
  const asked = parse(args)
  if (asked === null) {
    return wrongArguments('import', usage)
  }
  const said = words[asked.language]
  return await inWorld('import', asked.language, async ({ context }) => {
    const read = await Promise.all(asked.paths.map(readOne))
    const unread = read.filter((one): one is ImportProblem => 'code' in one)
    const files = read.filter((one): one is ImportFile => 'bytes' in one)
    const result =
      unread.length > 0 ? { problems: unread } : await importFiles(context, files, { dryRun: asked.dryRun })
    if ('outcomes' in result) {
      console.log(inWords(result.outcomes, asked.dryRun, said))
      return 0
    }
    for (const problem of result.problems) console.error(lineOf(problem, said))
    console.error(fill(said.refused, { n: result.problems.length }))
    return 1
  })
}

function parse(args: string[]): Asked | null {
  try {
    const options = { 'dry-run': { type: 'boolean', default: false }, language: { type: 'string' } } as const
    const { values, positionals } = parseArgs({ args, options, allowPositionals: true })
    const language = terminalLanguage(values.language, process.env)
    if (positionals.length === 0 || language === undefined) return null
    return { paths: positionals, dryRun: values['dry-run'], language }
  } catch {
    return null
  }
}

async function readOne(path: string): Promise<ImportFile | ImportProblem> {
  try {
    return { name: path, bytes: new Uint8Array(await readFile(path)) }
  } catch (error) {
    const reason = error instanceof Error && 'code' in error ? String(error.code) : String(error)
    return { file: path, line: 0, column: 0, code: 'file_unreadable', params: { reason } }
  }
}

/** `clients.csv:7:1 iin_control_digit The last digit …`: never what the cell says. */
function lineOf({ file, line, column, code, params }: ImportProblem, said: typeof kk): string {
  const where = [file, ...(line === 0 ? [] : [line]), ...(column === 0 ? [] : [column])].join(':')
  return `${where} ${code} ${fill(said.problems[code], params)}`
}

function inWords(outcomes: readonly RowOutcome[], dryRun: boolean, said: typeof kk): string {
  const rows = outcomes
    .filter(({ done }) => (dryRun ? done !== 'unchanged' : done === 'changed'))
    .map(({ file, line, done, columns }) => {
      const changed = fill(dryRun ? said.wouldChangeRow : said.changedRow, { columns: columns.join(', ') })
      return `${file}:${line} ${done === 'added' ? said.wouldAddRow : changed}`
    })
  const counts = importKinds.flatMap((kind) => {
    const of = outcomes.filter((one) => one.kind === kind)
    if (of.length === 0) return []
    const count = (done: RowOutcome['done']): number => of.filter((one) => one.done === done).length
    return [
      fill(said.counts, {
        kind: said.kinds[kind],
        added: count('added'),
        changed: count('changed'),
        unchanged: count('unchanged'),
      }),
    ]
  })
  return [...rows, ...counts, dryRun ? said.dryRun : said.done].join('\n')
}

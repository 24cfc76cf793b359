import { readFileSync, writeFileSync } from 'node:fs'
import { parseArgs } from 'node:util'
import { localDate } from '../../domain/calendar/instant.ts'
import { type PlainDate, parsePlainDate } from '../../domain/calendar/plain-date.ts'
import type { Language } from '../../domain/language.ts'
import { type CheckedFile, checkFile, type FileFault } from '../../server/catalogue/check-catalogue.ts'
import { exportFile } from '../../server/catalogue/export-catalogue.ts'
import { faultInWords } from '../../server/catalogue/file/fault-words.ts'
import { importFile } from '../../server/catalogue/import-catalogue.ts'
import { catalogueFaults as en } from '../../words/en/catalogue-faults.ts'
import { fill } from '../../words/fill.ts'
import { catalogueFaults as kk } from '../../words/kk/catalogue-faults.ts'
import { catalogueFaults as ru } from '../../words/ru/catalogue-faults.ts'
import { inWorld } from '../terminal/command-world.ts'
import { operatingWords } from '../terminal/data-file.ts'
import { terminalLanguage } from '../terminal/terminal-language.ts'
import { languageHere, wordsHere, wrongArguments } from '../terminal/terminal-words.ts'

export const catalogueUsage = `otinish catalogue check FILE.json
otinish catalogue import FILE.json [--from YYYY-MM-DD]
otinish catalogue export FILE.json

  check   tells everything wrong with the definitions of a file, line by line; the file of data/catalogue.json's shape
  import  checks, then publishes the types that are new or changed, in force from a day (default: today); versions
          published before stay as they are, and fees are published with the tariffs (otinish tariffs import)
  export  writes what is in force today, with the fees of the tariff`

/** `otinish catalogue …`: 0 done, 1 refused in words, 3 wrong arguments. */
export async function run(args: string[]): Promise<number> {
  const asked = parse(args)
  if (asked === null) {
    return wrongArguments('catalogue', catalogueUsage)
  }
  const { act, file, from, language } = asked
  if (act === 'export') return await exportTo(file, language)
  const checked = readChecked(file)
  if (checked === null) return 1
  if (act === 'check') {
    tell(file, checked.notes)
    console.log(fill(wordsHere().catalogue.right, { file, n: checked.types.length }))
    return 0
  }
  return await importFrom(checked, from, language)
}

const faultWords = { kk, ru, en }

interface Asked {
  readonly act: 'check' | 'import' | 'export'
  readonly file: string
  readonly from: PlainDate | null
  readonly language: Language
}

function parse(args: string[]): Asked | null {
  try {
    const { values, positionals } = parseArgs({
      args,
      options: { from: { type: 'string' }, language: { type: 'string' } },
      allowPositionals: true,
    })
    const [act, file, ...more] = positionals
    const language = terminalLanguage(values.language, process.env)
    if (language === undefined) return null
    const from = values.from === undefined ? null : parsePlainDate(values.from)
    if (act !== 'check' && act !== 'import' && act !== 'export') return null
    if (file === undefined || more.length > 0) return null
    if (values.from !== undefined && (from === null || act !== 'import')) return null
    return { act, file, from, language }
  } catch {
    return null
  }
}

/** The file, if nothing is wrong with it; else everything wrong is told as `file:line: where: what`. */
function readChecked(file: string): CheckedFile | null {
  let text: string
  try {
    text = readFileSync(file, 'utf8')
  } catch (error) {
    const reason = (error as NodeJS.ErrnoException).code ?? String(error)
    console.error(`otinish catalogue: ${fill(operatingWords[languageHere()].unreadable, { file, reason })}`)
    return null
  }
  const checked = checkFile(text)
  if (!('faults' in checked)) return checked
  tell(file, checked.faults)
  console.error(fill(wordsHere().catalogue.refused, { n: checked.faults.length }))
  return null
}

function tell(file: string, lines: readonly FileFault[]): void {
  const said = faultWords[languageHere()]
  for (const fault of lines) {
    console.error(`${file}:${fault.line}: ${faultInWords(fault, said)}`)
  }
}

async function importFrom(
  checked: CheckedFile,
  asked: PlainDate | null,
  language: Language,
): Promise<number> {
  return await inWorld('catalogue', language, async ({ context }) => {
    const said = wordsHere().catalogue
    const today = localDate(context.now())
    const from = asked ?? today
    if (from < today) {
      console.error(`otinish catalogue: ${fill(said.passed, { date: from })}`)
      return 1
    }
    const { published, left, otherFees } = await importFile(context, checked, from)
    for (const code of published) console.log(fill(said.published, { date: from, code }))
    console.log(
      fill(said.sum, { published: published.length, left: checked.types.length - published.length }),
    )
    if (left.length > 0) console.log(fill(said.notInFile, { codes: left.join(', ') }))
    if (otherFees.length > 0) console.log(fill(said.otherFees, { codes: otherFees.join(', ') }))
    return 0
  })
}

async function exportTo(file: string, language: Language): Promise<number> {
  return await inWorld('catalogue', language, async ({ context }) => {
    const whole = await exportFile(context.db, localDate(context.now()))
    writeFileSync(file, `${JSON.stringify(whole, null, 1)}\n`)
    console.log(fill(wordsHere().catalogue.written, { file }))
    return 0
  })
}

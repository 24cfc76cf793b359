import { readFileSync } from 'node:fs'
import { writeFile } from 'node:fs/promises'
import { localDate } from '../../domain/calendar/instant.ts'
import type { PlainDate } from '../../domain/calendar/plain-date.ts'
import { typesOn } from '../../server/catalogue/catalogue-store.ts'
import { faultInWords } from '../../server/catalogue/file/fault-words.ts'
import { inTransaction } from '../../server/in-transaction.ts'
import { checkTemplates } from '../../server/reply-template/check-templates.ts'
import { recordReplyTexts, replyTextsOn } from '../../server/reply-template/reply-template-store.ts'
import type { ReplyTextsFile } from '../../server/reply-template/reply-texts-file.ts'
import { formatShortDate } from '../../words/dates.ts'
import { catalogueFaults as en } from '../../words/en/catalogue-faults.ts'
import { fill } from '../../words/fill.ts'
import { catalogueFaults as kk } from '../../words/kk/catalogue-faults.ts'
import { catalogueFaults as ru } from '../../words/ru/catalogue-faults.ts'
import type { CommandWorld } from '../terminal/command-world.ts'
import { type DataAsked, DataRefused, onData } from '../terminal/data-file.ts'
import { wordsHere } from '../terminal/terminal-words.ts'

const usage = `otinish templates check FILE.json [--from YYYY-MM-DD]
otinish templates import FILE.json [--from YYYY-MM-DD]
otinish templates export FILE.json [--from YYYY-MM-DD]
                                                         [--language kk|ru|en]

  check   tells everything wrong with templates and text modules of replies, line by line; changes nothing
  import  checks, then makes them those in force from a day (default: today); what is not in the file is taken out
  export  writes what is in force on a day (default: today); data/reply-templates.json shows the shape`

const faultWords = { kk, ru, en }

/** `otinish templates …`: 0 done, 1 refused in words, 3 wrong arguments. */
export function run(args: string[]): Promise<number> {
  return onData('templates', args, { usage, acts: { check: true, import: true, export: true } }, onTemplates)
}

async function onTemplates({ context }: CommandWorld, asked: DataAsked): Promise<void> {
  const said = wordsHere().templates
  const today = localDate(context.now())
  const day = asked.from ?? today
  const file = asked.file ?? ''
  if (asked.act === 'export') {
    await writeFile(file, `${JSON.stringify(await replyTextsOn(context.db, day), null, 1)}\n`)
    console.log(fill(said.written, { file }))
    return
  }
  const types = await typesOn(context.db, day)
  const texts = rightIn(asked, new Set(types.map(({ type }) => type.code)))
  const counts = { templates: texts.templates.length, modules: texts.modules.length }
  if (asked.act === 'check') {
    console.log(fill(said.right, { file, ...counts }))
    return
  }
  if (day < today) throw new DataRefused(fill(said.passed, { date: formatShortDate(day) }))
  const date = formatShortDate(day)
  const { recorded, takenOut } = await inTransaction(context.db, (trx) =>
    recordReplyTexts(trx, texts, day as PlainDate, context.now()),
  )
  for (const code of recorded) console.log(fill(said.recorded, { date, code }))
  for (const code of takenOut) console.log(fill(said.takenOut, { date, code }))
  console.log(fill(said.sum, counts))
}

/** The file, if nothing is wrong with it; else everything wrong is told as `file:line: where: what`. */
function rightIn({ file, language, said }: DataAsked, types: ReadonlySet<string>): ReplyTextsFile {
  const name = file ?? ''
  let text: string
  try {
    text = readFileSync(name, 'utf8')
  } catch (error) {
    const reason = (error as NodeJS.ErrnoException).code ?? String(error)
    throw new DataRefused(fill(said.unreadable, { file: name, reason }))
  }
  const checked = checkTemplates(text, types)
  if ('texts' in checked) return checked.texts
  const lines = checked.faults.map(
    (fault) => `${name}:${fault.line}: ${faultInWords(fault, faultWords[language])}`,
  )
  throw new DataRefused([fill(wordsHere().templates.refused, { n: lines.length }), ...lines].join('\n'))
}

import { readFileSync, writeFileSync } from 'node:fs'
import { projectRoot } from '../../db/project-root.ts'
import { openSources, type Sources } from '../words/sources.ts'
import { findFaults } from '../words/word-faults.ts'
import { readEdited, wordsAsCsv } from '../words/words-csv.ts'
import { writeWords } from '../words/write-words.ts'

export const wordsUsage = `otinish words check | export FILE.csv | import FILE.csv

  check   counts texts missing in one of kk, ru and en, texts that nothing says, and Kazakh texts that are the
          Russian ones outside data/words-alike.json; exit code 1 unless all three are 0
  export  all words as a table for an editor: file, key, kk, ru, en, where it is seen
  import  writes an edited table back into words/; refuses it whole, line by line, when a line is wrong`

/** `otinish words …`, on a clone of the project: words are sources. Exit code 3 for a wrong command line. */
export async function run([act = '', file, ...more]: string[]): Promise<number> {
  const whole = act === 'check' ? file === undefined : file !== undefined && more.length === 0
  if (!whole || !['check', 'export', 'import'].includes(act)) {
    console.error(wordsUsage)
    return 3
  }
  const sources = openSources(projectRoot())
  try {
    if (file === undefined) return check(sources)
    return act === 'export' ? exportTo(sources, file) : importFrom(sources, file)
  } finally {
    sources.close()
  }
}

function check(sources: Sources): number {
  const faults = Object.entries(findFaults(sources))
  for (const [kind, lines] of faults) for (const line of lines) console.log(`${kind}: ${line}`)
  console.log(faults.map(([kind, lines]) => `${lines.length} ${kind}`).join(', '))
  return faults.every(([, lines]) => lines.length === 0) ? 0 : 1
}

function exportTo(sources: Sources, file: string): number {
  const csv = wordsAsCsv(sources)
  writeFileSync(file, csv)
  console.log(`written: ${file}`)
  return 0
}

function importFrom(sources: Sources, file: string): number {
  const edited = readEdited(sources, readFileSync(file, 'utf8'))
  if ('refused' in edited) {
    for (const line of edited.refused) console.error(line)
    console.error(`Nothing was changed: ${edited.refused.length} refused.`)
    return 1
  }
  const files = writeWords(sources.root, edited.changes)
  console.log(`${edited.changes.length} texts changed${files.length > 0 ? `: ${files.join(', ')}` : ''}`)
  return 0
}

import { parse } from 'csv-parse/sync'
import { type Sources, type WordLanguage, wordLanguages } from './sources.ts'
import { readTexts, type WordText } from './word-texts.ts'
import { findUses } from './word-uses.ts'

/** The columns, in this order; `seen` is for the editor's eyes and is not read back. */
const columns = ['file', 'key', ...wordLanguages, 'seen'] as const

/**
 * All words as a table for a native editor: UTF-8 with a byte order mark and semicolons, which is what spreadsheet
 * programs of a Kazakh or Russian machine open as a table with its letters whole. RFC 4180 quoting.
 */
export function wordsAsCsv(sources: Sources): string {
  const reference = readTexts(sources, 'kk')
  const { said } = findUses(sources, reference)
  const others = wordLanguages.slice(1).map((language) => byPlace(readTexts(sources, language)))
  const rows = reference.map(({ file, key, text, section }) => {
    const translations = others.map((texts) => texts.get(`${file}#${key}`)?.text ?? '')
    const seen = [section, ...(said.get(`${file}#${key}`) ?? [])].filter((one) => one !== '').slice(0, 4)
    return [file, key, text, ...translations, seen.join(', ')]
  })
  return `\uFEFF${[columns, ...rows].map((row) => row.map(quoted).join(';')).join('\r\n')}\r\n`
}

const quoted = (text: string): string => (/[";,\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text)

const byPlace = (texts: readonly WordText[]): Map<string, WordText> =>
  new Map(texts.map((text) => [`${text.file}#${text.key}`, text]))

/** A text to be written over another, in words/<language>/<file>.ts. */
export interface NewText extends WordText {
  readonly language: WordLanguage
  readonly newText: string
}

/** What a table changes, or every line of it that cannot be taken; then nothing of it is. */
export type Edited = { readonly changes: readonly NewText[] } | { readonly refused: readonly string[] }

interface Row {
  readonly record: Readonly<Record<string, string>>
  readonly info: { readonly lines: number }
}

/**
 * Reads an edited table. Rows may be left out (their words stay) and come in any order; commas or tabs do as well as
 * semicolons. Refused, with the line: a key that is not ours, a key twice, an empty text, and a placeholder such as
 * {n} lost, added or misspelt.
 */
export function readEdited(sources: Sources, csv: string): Edited {
  let rows: readonly Row[]
  try {
    const delimiter = [';', '\t', ','].find((one) => csv.split(/\r?\n/, 1)[0]?.includes(one)) ?? ';'
    const options = { bom: true, columns: true, info: true, delimiter, skip_empty_lines: true } as const
    // With `info` each row comes with its place, which the types of the library do not tell.
    rows = parse(csv, options) as unknown as readonly Row[]
  } catch (error) {
    return { refused: [`not a CSV table: ${error instanceof Error ? error.message : error}`] }
  }
  const lacking = ['file', 'key', ...wordLanguages].filter((name) => !(name in (rows[0]?.record ?? {})))
  if (rows.length === 0) return { refused: ['the table has no rows'] }
  if (lacking.length > 0) return { refused: [`line 1: no column ${lacking.join(', ')}`] }
  const known = new Map(wordLanguages.map((language) => [language, byPlace(readTexts(sources, language))]))
  const changes: NewText[] = []
  const refused: string[] = []
  const met = new Set<string>()
  for (const row of rows) {
    const place = `${row.record.file}#${row.record.key}`
    const ours = known.get('kk')?.get(place)
    if (ours === undefined) refused.push(`${lineOf(row)}: there is no word ${place}`)
    else if (met.has(place)) refused.push(`${lineOf(row)}: ${place} is there twice`)
    met.add(place)
    for (const language of wordLanguages) {
      const word = known.get(language)?.get(place)
      const newText = row.record[language]?.replaceAll('\r\n', '\n') ?? ''
      if (ours === undefined || word === undefined || word.text === newText) continue
      const fault = faultOf(newText, ours.text)
      if (fault === undefined) changes.push({ ...word, language, newText })
      else refused.push(`${lineOf(row)}, ${language}: ${fault} in ${place}`)
    }
  }
  return refused.length > 0 ? { refused } : { changes }
}

/** The line on which a row ends, as an editor of texts counts. */
const lineOf = ({ info }: Row): string => `line ${info.lines}`

export const placeholders = (text: string): string[] =>
  [...text.matchAll(/\{[^{}]*\}/g)].map(([whole]) => whole).sort()

function faultOf(text: string, reference: string): string | undefined {
  if (text.trim() === '') return 'an empty text'
  const [given, needed] = [placeholders(text), placeholders(reference)]
  if (given.join() === needed.join()) return undefined
  return `placeholders ${given.join(' ') || 'none'} instead of ${needed.join(' ') || 'none'}`
}

import { spawnSync } from 'node:child_process'
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { NewText } from './words-csv.ts'

/**
 * Writes new texts into words/<language>/<file>.ts, each in the place of the old one; all else stays as it is. The
 * formatter then lays the long ones out. Returns the files written, relative to the root.
 */
export function writeWords(root: string, changes: readonly NewText[]): string[] {
  const pathOf = ({ language, file }: NewText) => `words/${language}/${file}.ts`
  const files = [...new Set(changes.map(pathOf))]
  for (const path of files) {
    const source = changes
      .filter((change) => pathOf(change) === path)
      .sort((a, b) => b.start - a.start)
      .reduce(
        (text, { start, end, newText }) => text.slice(0, start) + literal(newText) + text.slice(end),
        readFileSync(join(root, path), 'utf8'),
      )
    writeFileSync(join(root, path), source)
  }
  if (files.length > 0) format(root, files)
  return files
}

/** A text as a source has it: between single quotes, unless it has some. */
function literal(text: string): string {
  if (text.includes("'") && !text.includes('"')) return JSON.stringify(text)
  const inner = JSON.stringify(text).slice(1, -1).replaceAll('\\"', '"').replaceAll("'", "\\'")
  return `'${inner}'`
}

function format(root: string, files: readonly string[]): void {
  const biome = join(root, 'node_modules/@biomejs/biome/bin/biome')
  const { status, stderr } = spawnSync(process.execPath, [biome, 'format', '--write', ...files], {
    cwd: root,
    encoding: 'utf8',
  })
  if (status !== 0) throw new Error(`the words are written, but could not be formatted: ${stderr}`)
}

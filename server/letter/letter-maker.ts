import { createHash } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { letterFonts } from './letter-fonts.ts'
import { templateFolder } from './template-folder.ts'
import { typstVersion } from './typst.ts'

let known: string | undefined

/**
 * What letters are made by here, as a digest: Typst, its standard, the templates and the fonts. Where it is the same,
 * the same letter gives the same bytes.
 */
export function letterMaker(): string {
  known ??= digestOfMaker()
  return known
}

function digestOfMaker(): string {
  const hash = createHash('sha256').update(typstVersion())
  const folder = templateFolder()
  for (const name of readdirSync(folder).sort()) {
    if (name.endsWith('.typ')) hash.update(`\0${name}\0`).update(readFileSync(join(folder, name)))
  }
  for (const font of letterFonts()) hash.update(font)
  return hash.digest('hex')
}
